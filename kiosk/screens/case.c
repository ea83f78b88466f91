#include "kiosk/screens/controls.h"
#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

/* What has happened, and while nothing is decided what comes next. */
static void timeline(const struct session *s, struct scene *scene, const struct wire_case *c)
{
    const char *steps[WIRE_STAGES_MAX + 1], *days[WIRE_STAGES_MAX + 1];
    unsigned count = 0, now;
    for (; count < c->stage_count; count++) {
        steps[count] = phrase_case_step(&c->stages[count]);
        days[count] = c->stages[count].at ? phrase_day_of(scene, c->stages[count].at) : "";
    }
    if (!count) {
        steps[0] = phrase_case_state(c);
        days[0] = phrase_day_of(scene, c->accepted_at);
        count = 1;
    }
    now = count;
    if (phrase_is_open(c)) {
        now = count - 1;
        steps[count] = _("putusan");
        days[count++] = !c->expected_day          ? ""
                        : phrase_is_overdue(s, c) ? _("melewati perkiraan waktu")
                                                  : scene_text(scene, _("perkiraan %s"),
                                                               phrase_day(scene, c->expected_day));
    }
    control_timeline(scene, steps, days, count, now);
}

static void corrected(struct scene *scene, const struct wire_case *c)
{
    for (uint32_t i = 0; i < c->change_count; i++) {
        const struct wire_change *change = &c->changes[i];
        scene_add(scene, ROLE_FACT, scene_text(scene, _("Data diperbarui: %s"), change->what),
                  change->before[0] ? scene_text(scene, _("sebelum: %s; sesudah: %s"),
                                                 change->before, change->after)
                                    : _("Isinya tidak ditampilkan."))
            ->icon = ICON_CHECK;
    }
}

void screen_case(const struct session *s, struct scene *scene)
{
    const struct wire_case *c = &s->visit.breakdown.cases[s->visit.filing];
    scene_clear(scene, "case");
    scene_add(scene, ROLE_TITLE, scene_text(scene, _("Perkembangan: %s"), c->what), NULL)->icon =
        ICON_OBJECT;
    timeline(s, scene, c);
    if (phrase_is_overdue(s, c))
        scene_add(scene, ROLE_STRONG,
                  scene_text(scene, _("Perkiraan selesai %s sudah lewat. Pusat masih memeriksa."),
                             phrase_day(scene, c->expected_day)),
                  NULL)
            ->icon = ICON_CLOCK;
    if (c->outcome[0])
        scene_add(scene, ROLE_FACT, _("Alasan putusan"), c->outcome);
    corrected(scene, c);
    if (c->ground[0])
        scene_add(scene, ROLE_FACT, _("Alasan"), c->ground);
    if (c->own_words[0])
        scene_add(scene, ROLE_FACT, _("Keterangan sendiri"), c->own_words);
    scene_add(scene, ROLE_FACT, _("Nomor bukti"), phrase_number(scene, c->number));
    if (c->channel[0])
        scene_add(scene, ROLE_FACT, _("Masuk lewat"), c->channel);
    if (c->may & WIRE_MAY_APPEAL)
        screen_button(scene, ROLE_PRIMARY, ICON_OBJECT, _("Ajukan banding"), ACTION_APPEAL,
                      s->visit.filing);
    if (c->may & WIRE_MAY_WITHDRAW)
        screen_button(scene, ROLE_ACTION, ICON_NO, _("Tarik kembali"), ACTION_WITHDRAW,
                      s->visit.filing);
    screen_bar(scene, true);
}
