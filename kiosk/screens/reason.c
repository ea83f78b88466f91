#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_reason_card(const struct session *s, struct scene *scene, unsigned reason)
{
    const struct wire_reason *r = &s->visit.breakdown.reasons[reason];
    struct element *e = scene_add(scene, ROLE_CARD, phrase_reason_title(r),
                                  visit_case_of_reason(s, reason) >= 0
                                      ? _("Sanggah untuk data ini sudah masuk.")
                                      : scene_text(scene, _("Sumber: %s"), r->source));
    e->icon = phrase_reason_icon(r);
    e->action = (struct scene_action){ACTION_REASON, (uint16_t)reason};
}

static const char *effect(const struct session *s, struct scene *scene, const struct wire_reason *r)
{
    switch ((enum wire_effect)r->effect) {
    case WIRE_EFFECT_AGAINST:
        return scene_text(scene, _("hasil menjadi %s"),
                          s->visit.breakdown.programmes[r->programme].verdict ==
                                  WIRE_VERDICT_NO_LONGER
                              ? _("tidak lagi menerima")
                              : _("belum layak"));
    case WIRE_EFFECT_FOR:
        return _("syarat terpenuhi");
    case WIRE_EFFECT_NONE:
    case WIRE_EFFECTS:
        break;
    }
    return _("tidak mengubah hasil");
}

static void source(struct scene *scene, const struct wire_reason *r)
{
    scene_add(scene, ROLE_FACT, _("Sumber"),
              r->as_of_day ? scene_text(scene, _("%s, data per %s"), r->source,
                                        phrase_day(scene, r->as_of_day))
                           : r->source);
}

static void whole(const struct session *s, struct scene *scene, const struct wire_reason *r)
{
    const char *programme = s->visit.breakdown.programmes[r->programme].name;
    scene_add(scene, ROLE_TEXT, r->says, NULL);
    if (r->owner[0])
        scene_add(scene, ROLE_FACT, _("Atas nama"), r->owner);
    source(scene, r);
    if (r->limit[0])
        scene_add(scene, ROLE_FACT, scene_text(scene, _("Batas %s"), programme), r->limit);
    scene_add(scene, ROLE_FACT, _("Pengaruh"), effect(s, scene, r));
    if (r->corrector[0])
        scene_add(scene, ROLE_FACT, _("Diperbaiki lewat"), r->corrector);
}

/* A health or bank fact is behind a tap of its own; another member's is not shown at all. */
static void record(const struct session *s, struct scene *scene, const struct wire_reason *r)
{
    if (r->withheld) {
        source(scene, r);
        scene_add(scene, ROLE_TEXT,
                  _("Catatan ini milik anggota keluarga lain. Isinya tidak ditampilkan."), NULL);
    } else if (r->sensitivity != WIRE_PLAIN && !s->visit.shown) {
        source(scene, r);
        screen_masked(scene, phrase_reason_icon(r), _("Isi catatan"));
    } else {
        whole(s, scene, r);
    }
}

void screen_reason(const struct session *s, struct scene *scene)
{
    const struct wire_reason *r = &s->visit.breakdown.reasons[s->visit.reason];
    bool open = !r->withheld && (r->sensitivity == WIRE_PLAIN || s->visit.shown);
    scene_clear(scene, "reason");
    scene_add(scene, ROLE_TITLE, open ? r->title : phrase_reason_title(r), NULL)->icon =
        phrase_reason_icon(r);
    record(s, scene, r);
    if (visit_may_contest(s, s->visit.reason)) {
        scene_add(scene, ROLE_TEXT,
                  open && r->corrector[0]
                      ? _("Jika data salah, tekan tombol. Tidak harus diperbaiki dulu.")
                      : _("Jika data ini salah atau sudah berubah, tekan tombol."),
                  NULL);
        screen_button(scene, ROLE_PRIMARY, ICON_OBJECT, _("Data ini salah"), ACTION_CONTEST,
                      s->visit.reason);
    } else if (visit_case_of_reason(s, s->visit.reason) >= 0) {
        scene_add(scene, ROLE_TEXT, _("Sanggah untuk data ini sudah masuk."), NULL);
        screen_button(scene, ROLE_PRIMARY, ICON_CASES, _("Lihat sanggah saya"), ACTION_CASES, 0);
    }
    screen_listen(s, scene, AGAIN_PAGE);
    screen_bar(scene, true);
}
