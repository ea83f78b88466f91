#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

/* "More is not likely to be helpful": the rest is one tap away. */
enum { DECISIVE_SHOWN = 4 };

static void text(struct scene *scene, const char *sentence)
{
    scene_add(scene, ROLE_TEXT, sentence, NULL);
}

static void lead_to(struct scene *scene, enum icon icon, const char *label, enum action action)
{
    screen_button(scene, ROLE_CARD, icon, label, action, 0);
}

static void to_collect(const struct session *s, struct scene *scene, const struct wire_programme *p,
                       const struct wire_payment *last)
{
    scene_add(scene, ROLE_FACT, _("Ambil di"), p->place)->icon = ICON_PLACE;
    if (!last || last->state != WIRE_PAYMENT_PAID)
        scene_add(scene, ROLE_FACT, _("Paling lambat"), phrase_day(scene, p->collect_by_day))
            ->icon = ICON_CALENDAR;
    if (p->account[0] && !s->visit.shown)
        screen_masked(scene, ICON_BANK, _("Rekening"));
    else if (p->account[0])
        scene_add(scene, ROLE_FACT, _("Rekening"), p->account)->icon = ICON_BANK;
}

static void payment(const struct session *s, struct scene *scene, const struct wire_programme *p)
{
    const struct wire_payment *last = phrase_newest_payment(s, s->visit.programme);
    if (!p->amount) {
        text(scene, _("Bantuan belum cair. Jadwalnya belum ditetapkan."));
    } else if (phrase_is_stuck(last)) {
        struct element *e = scene_add(scene, ROLE_STRONG, phrase_payment(scene, last), NULL);
        e->icon = ICON_MONEY;
        e->tone = TONE_ATTENTION;
        if (last->advice[0])
            text(scene, last->advice);
    } else {
        scene_add(scene, ROLE_STRONG,
                  scene_text(scene, _("Keluarga %s mendapat %s untuk tahap %s."), phrase_sapaan(s),
                             phrase_rupiah(scene, p->amount), p->stage),
                  NULL);
        to_collect(s, scene, p, last);
    }
    if (last)
        lead_to(scene, ICON_MONEY, _("Semua pembayaran"), ACTION_PAYMENTS);
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
    lead_to(scene, ICON_QUEUE, _("Mengapa harus menunggu?"), ACTION_QUEUE);
}

static void window(const struct session *s, struct scene *scene, const struct wire_programme *p)
{
    const char *here = phrase_last_here(s, scene, p->objection_closes_at);
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
    if (here && s->wall_s < p->objection_closes_at)
        scene_add(scene, ROLE_FACT, _("Di kantor ini paling lambat"), here)->icon = ICON_CLOCK;
    if (!p->may_object && p->objectors[0])
        scene_add(scene, ROLE_FACT, _("Yang boleh mengajukan"), p->objectors)->icon = ICON_OBJECT;
}

/* The few that decided; all of them and the met conditions have screens of their own. */
static void reasons(const struct session *s, struct scene *scene)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    bool met = false;
    unsigned shown = 0, all = 0;
    for (uint32_t i = 0; i < b->reason_count; i++) {
        const struct wire_reason *r = &b->reasons[i];
        if (r->programme != s->visit.programme)
            continue;
        if (r->effect == WIRE_EFFECT_FOR) {
            met = true;
            continue;
        }
        all++;
        if (r->decisive && shown < DECISIVE_SHOWN) {
            screen_reason_card(s, scene, i);
            shown++;
        }
    }
    if (all > shown)
        lead_to(scene, ICON_SEARCH, scene_text(scene, _("Lihat semua data (%u)"), all),
                ACTION_REASONS);
    if (met)
        lead_to(scene, ICON_CHECK, _("Syarat yang sudah terpenuhi"), ACTION_MET);
}

static void tell(const struct session *s, struct scene *scene, const struct wire_programme *p)
{
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
        if (phrase_newest_payment(s, s->visit.programme))
            lead_to(scene, ICON_MONEY, _("Semua pembayaran"), ACTION_PAYMENTS);
        break;
    case WIRE_VERDICT_NOT_REGISTERED:
        text(scene, scene_text(scene, _("Keluarga %s belum tercatat sebagai pendaftar %s."),
                               phrase_sapaan(s), p->name));
        text(scene, _("Jika ingin mendaftar, tekan tombol di bawah."));
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
}

void screen_programme(const struct session *s, struct scene *scene)
{
    const struct wire_programme *p = &s->visit.breakdown.programmes[s->visit.programme];
    struct element *e;
    scene_clear(scene, "programme");
    e = scene_add(scene, ROLE_TITLE, scene_text(scene, "%s: %s", p->name, phrase_verdict(p)), NULL);
    phrase_verdict_look(p, e);
    tell(s, scene, p);
    reasons(s, scene);
    if (p->rules[0])
        scene_add(scene, ROLE_FACT, _("Aturan"), p->rules)->tone = TONE_QUIET;
    if (p->verdict == WIRE_VERDICT_NOT_REGISTERED)
        screen_button(scene, ROLE_PRIMARY, ICON_UNREGISTERED, _("Daftar"), ACTION_REPORT,
                      WIRE_REPORT_REGISTRATION);
    else if (visit_may_object(s, s->visit.programme))
        screen_button(scene, ROLE_PRIMARY, ICON_OBJECT, _("Ajukan sanggah"), ACTION_OBJECT, 0);
    screen_bar(scene, true);
}
