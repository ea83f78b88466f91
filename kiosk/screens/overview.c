#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

static const char *payment(const struct session *s, struct scene *scene,
                           const struct wire_programme *p)
{
    const struct wire_payment *last =
        phrase_newest_payment(s, (unsigned)(p - s->visit.breakdown.programmes));
    if (!p->amount)
        return _("Bantuan belum cair.");
    if (last && (phrase_is_stuck(last) || last->state == WIRE_PAYMENT_PAID))
        return phrase_payment(scene, last);
    return scene_text(scene, _("%s, paling lambat %s."), phrase_rupiah(scene, p->amount),
                      phrase_day(scene, p->collect_by_day));
}

/* One sentence, with the next date: all a person needs before opening the programme. */
static const char *next_step(const struct session *s, struct scene *scene,
                             const struct wire_programme *p)
{
    switch ((enum wire_verdict)p->verdict) {
    case WIRE_VERDICT_NOT_ANNOUNCED:
        return scene_text(scene, _("Diumumkan mulai %s."), phrase_day(scene, p->announced_day));
    case WIRE_VERDICT_RECEIVING:
        return payment(s, scene, p);
    case WIRE_VERDICT_QUEUED:
        return scene_text(scene, _("Diperbarui %s."), phrase_day(scene, p->refresh_day));
    case WIRE_VERDICT_NOT_ELIGIBLE:
    case WIRE_VERDICT_NO_LONGER:
        if (s->wall_s < p->objection_closes_at)
            return scene_text(scene, _("Sanggah dibuka sampai %s."),
                              phrase_day_of(scene, p->objection_closes_at));
        return _("Silakan lihat alasannya.");
    case WIRE_VERDICT_NOT_REGISTERED:
        return _("Keluarga belum tercatat sebagai pendaftar.");
    case WIRE_VERDICT_INCOMPLETE:
        return scene_text(scene, _("Silakan lihat lagi mulai %s."),
                          phrase_day(scene, p->refresh_day));
    case WIRE_VERDICT_OTHER:
    case WIRE_VERDICTS:
        break;
    }
    return p->verdict_text;
}

void screen_overview(const struct session *s, struct scene *scene)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    scene_clear(scene, "overview");
    scene_add(scene, ROLE_TITLE,
              scene_text(scene, _("Hasil untuk keluarga %s %s"), phrase_sapaan(s), b->name), NULL);
    if (s->visit.photo_width_px)
        scene_add(scene, ROLE_PHOTO, _("Foto dari KTP"), NULL);
    for (uint32_t i = 0; i < b->programme_count; i++) {
        const struct wire_programme *p = &b->programmes[i];
        struct element *e =
            scene_add(scene, ROLE_CARD, scene_text(scene, "%s: %s", p->name, phrase_verdict(p)),
                      next_step(s, scene, p));
        phrase_verdict_look(p, e);
        e->action = (struct scene_action){ACTION_PROGRAMME, (uint16_t)i};
    }
    if (!b->programme_count)
        scene_add(scene, ROLE_TEXT, _("Pusat belum mengirim hasil untuk keluarga ini."), NULL);
    if (b->case_count) {
        struct element *e = scene_add(
            scene, ROLE_CARD, _("Sanggah saya"),
            scene_text(scene, _("%s: %s"), b->cases[0].what, phrase_case_state(&b->cases[0])));
        e->icon = ICON_CASES;
        e->action = (struct scene_action){ACTION_CASES, 0};
    }
    if (b->opening_count)
        screen_button(scene, ROLE_CARD, ICON_SHOW, _("Siapa yang membuka data saya"),
                      ACTION_OPENINGS, 0);
    screen_button(scene, ROLE_CARD, ICON_HOUSEHOLD, _("Laporan lain"), ACTION_REPORTS, 0);
    /* Nothing lies behind the overview: in the place of the way back, at hand on every page. */
    screen_button(scene, ROLE_BACK, ICON_HIDE, _("Tutup layar"), ACTION_CLOSE, 0);
    screen_bar(scene, false);
}
