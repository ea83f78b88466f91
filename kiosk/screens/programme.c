#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

static void text(struct scene *scene, const char *sentence)
{
    scene_add(scene, ROLE_TEXT, sentence, NULL);
}

static void payment(const struct session *s, struct scene *scene, const struct wire_programme *p)
{
    if (!p->amount) {
        text(scene, _("Bantuan belum cair. Jadwalnya belum ditetapkan."));
        return;
    }
    scene_add(scene, ROLE_STRONG,
              scene_text(scene, _("Keluarga %s mendapat %s untuk tahap %s."), phrase_sapaan(s),
                         phrase_rupiah(scene, p->amount), p->stage),
              NULL);
    scene_add(scene, ROLE_FACT, _("Ambil di"), p->place)->icon = ICON_PLACE;
    scene_add(scene, ROLE_FACT, _("Paling lambat"), phrase_day(scene, p->collect_by_day))->icon =
        ICON_CALENDAR;
    if (p->account[0] && !s->visit.shown)
        screen_masked(scene, ICON_BANK, _("Rekening"));
    else if (p->account[0])
        scene_add(scene, ROLE_FACT, _("Rekening"), p->account)->icon = ICON_BANK;
}

static void queue(const struct session *s, struct scene *scene, const struct wire_programme *p)
{
    text(scene, scene_text(scene, _("Keluarga %s memenuhi syarat, tetapi kuota sudah penuh."),
                           phrase_sapaan(s)));
    if (p->queue_place)
        scene_add(scene, ROLE_FACT, _("Urutan"), scene_text(scene, "%u", p->queue_place))->icon =
            ICON_QUEUE;
    else if (p->queue_band[0])
        scene_add(scene, ROLE_FACT, _("Urutan"), p->queue_band)->icon = ICON_QUEUE;
    scene_add(scene, ROLE_FACT, _("Diperbarui lagi"), phrase_day(scene, p->refresh_day))->icon =
        ICON_CALENDAR;
    text(scene, _("Petugas desa tidak bisa mengubah urutan."));
}

static void window(const struct session *s, struct scene *scene, const struct wire_programme *p)
{
    if (!p->objection_closes_at)
        return;
    if (s->wall_s >= p->objection_closes_at)
        text(scene,
             _("Masa sanggah sudah berakhir. Data diperiksa lagi pada pembaruan berikutnya."));
    else
        text(scene, scene_text(scene,
                               ngettext("Sanggah dibuka sampai %s, %d hari lagi.",
                                        "Sanggah dibuka sampai %s, %d hari lagi.",
                                        (unsigned long)phrase_days_left(s, p->objection_closes_at)),
                               phrase_day_of(scene, p->objection_closes_at),
                               phrase_days_left(s, p->objection_closes_at)));
}

/* The decisive reasons first, then the others; met conditions have a screen of their own. */
static bool reasons(const struct session *s, struct scene *scene)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    bool contestable = false, met = false;
    for (int decisive = 1; decisive >= 0; decisive--) {
        for (uint32_t i = 0; i < b->reason_count; i++) {
            const struct wire_reason *r = &b->reasons[i];
            if (r->programme != s->visit.programme || r->decisive != decisive)
                continue;
            if (r->effect == WIRE_EFFECT_FOR) {
                met = true;
                continue;
            }
            struct element *e = scene_add(scene, ROLE_CARD, phrase_reason_title(r),
                                          session_case_of_reason(s, i) >= 0
                                              ? _("Sanggah untuk data ini sudah masuk.")
                                              : scene_text(scene, _("Sumber: %s"), r->source));
            e->icon = phrase_reason_icon(r);
            e->action = (struct scene_action){ACTION_REASON, (uint16_t)i};
            contestable |= session_may_contest(s, i);
        }
    }
    if (met) {
        struct element *e = scene_add(scene, ROLE_CARD, _("Syarat yang sudah terpenuhi"), NULL);
        e->icon = ICON_CHECK;
        e->action = (struct scene_action){ACTION_MET, 0};
    }
    return contestable;
}

void screen_programme(const struct session *s, struct scene *scene)
{
    const struct wire_programme *p = &s->visit.breakdown.programmes[s->visit.programme];
    struct element *e;
    bool contestable;
    scene_clear(scene, "programme");
    e = scene_add(scene, ROLE_TITLE, scene_text(scene, "%s: %s", p->name, phrase_verdict(p)), NULL);
    phrase_verdict_look(p, e);
    switch ((enum wire_verdict)p->verdict) {
    case WIRE_VERDICT_NOT_ANNOUNCED:
        text(scene, scene_text(scene, _("Hasil %s diumumkan mulai %s."), p->name,
                               phrase_day(scene, p->announced_day)));
        text(scene, scene_text(scene, _("%s belum perlu melakukan apa-apa."), phrase_sapaan(s)));
        break;
    case WIRE_VERDICT_RECEIVING:
        payment(s, scene, p);
        break;
    case WIRE_VERDICT_QUEUED:
        queue(s, scene, p);
        break;
    case WIRE_VERDICT_NOT_ELIGIBLE:
        text(scene, _("Menurut data sekarang, ada syarat yang belum terpenuhi. Data bisa keliru."));
        window(s, scene, p);
        break;
    case WIRE_VERDICT_NO_LONGER:
        text(scene, scene_text(scene, _("%s keluarga %s berhenti mulai %s. Ada data yang berubah."),
                               p->name, phrase_sapaan(s), phrase_day(scene, p->ended_day)));
        window(s, scene, p);
        break;
    case WIRE_VERDICT_NOT_REGISTERED:
        text(scene, scene_text(scene, _("Keluarga %s belum tercatat sebagai pendaftar %s."),
                               phrase_sapaan(s), p->name));
        text(scene, _("Jika ingin mendaftar, silakan temui petugas desa atau agen."));
        break;
    case WIRE_VERDICT_INCOMPLETE:
        text(scene, scene_text(scene, _("Data dari %s belum masuk. Ini bukan penolakan."),
                               p->missing_source));
        text(scene,
             scene_text(scene, _("%s tidak perlu membawa apa pun. Silakan lihat lagi mulai %s."),
                        phrase_sapaan(s), phrase_day(scene, p->refresh_day)));
        break;
    case WIRE_VERDICT_OTHER:
    case WIRE_VERDICTS:
        text(scene, p->verdict_text);
        break;
    }
    contestable = reasons(s, scene);
    if (contestable)
        screen_button(scene, ROLE_PRIMARY, ICON_OBJECT, _("Ajukan sanggah"), ACTION_OBJECT, 0);
    screen_bar(scene, true);
}
