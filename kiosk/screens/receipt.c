#include "kiosk/screens/filed.h"
#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

#include <string.h>

/* Why the service does not take it, and what can be done; whatever code it gives. */
static const char *why_refused(const char *reason)
{
    if (!strcmp(reason, "window"))
        return _("Masa sanggah sudah berakhir saat dicatat. Silakan lihat lagi pada pembaruan "
                 "berikutnya.");
    if (!strcmp(reason, "open"))
        return _("Data ini sudah disanggah dan sedang diperiksa. Tidak perlu disanggah lagi.");
    if (!strcmp(reason, "decided"))
        return _("Sudah ada putusan, jadi tidak bisa ditarik lagi.");
    if (!strcmp(reason, "provisional"))
        return _("Masa untuk melengkapi sudah berakhir.");
    return _("Ini bukan kesalahan Bapak/Ibu. Simpan nomor ini. Petugas desa atau agen bisa "
             "membantu.");
}

static const char *title(const struct session *s, struct scene *scene)
{
    const struct wire_receipt *r = &s->visit.receipt;
    const char *what = filed_name(&s->visit.draft);
    if (r->refused)
        return scene_text(scene, _("%s tidak bisa diproses pusat."), what);
    if (!r->delivered)
        return scene_text(scene, _("%s tersimpan aman di mesin ini."), what);
    return s->visit.draft.kind == WIRE_FILING_WITHDRAWAL
               ? _("Sanggah sudah ditarik.")
               : scene_text(scene, _("%s sudah masuk."), what);
}

/* The day until which finger and reason must follow: the service's, or by its rule from here. */
static const char *complete_by(const struct session *s, struct scene *scene)
{
    const struct wire_receipt *r = &s->visit.receipt;
    return r->expected_day
               ? phrase_day(scene, r->expected_day)
               : phrase_day_of(scene, r->accepted_at +
                                          (int64_t)s->catalogue.provisional_days * 24 * 60 * 60);
}

static void must_follow(const struct session *s, struct scene *scene)
{
    scene_add(scene, ROLE_STRONG,
              scene_text(scene, _("Sidik jari dan alasan harus menyusul paling lambat %s."),
                         complete_by(s, scene)),
              NULL)
        ->icon = ICON_CALENDAR;
    scene_add(scene, ROLE_TEXT,
              _("Bisa di anjungan desa mana pun, atau lewat agen. Bawa KTP dan nomor bukti ini."),
              NULL);
}

/* What happens next. */
static void next(const struct session *s, struct scene *scene)
{
    const struct wire_receipt *r = &s->visit.receipt;
    uint32_t kind = s->visit.draft.kind;
    if (kind == WIRE_FILING_OBJECTION || kind == WIRE_FILING_APPEAL) {
        if (r->delivered)
            scene_add(scene, ROLE_TEXT,
                      scene_text(scene, _("Setelah ini BPS memeriksa data %s."), phrase_sapaan(s)),
                      NULL);
        scene_add(scene, ROLE_TEXT, _("Petugas mungkin datang ke rumah. Jangan memberi uang."),
                  NULL);
    }
    if (kind == WIRE_FILING_COMPLAINT)
        scene_add(scene, ROLE_TEXT, _("Hanya inspektorat yang bisa membacanya."), NULL);
    if (r->delivered && r->expected_day && kind != WIRE_FILING_PROVISIONAL)
        scene_add(scene, ROLE_FACT, _("Perkiraan selesai"), phrase_day(scene, r->expected_day));
}

static const char *when(const struct session *s, struct scene *scene)
{
    int64_t at = s->visit.receipt.accepted_at;
    return scene_text(scene, _("%s, pukul %s"), phrase_day_of(scene, at), phrase_time(scene, at));
}

/* What the filing is about. */
static void subject(const struct session *s, struct scene *scene)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    const struct draft *d = &s->visit.draft;
    switch ((enum wire_filing_kind)d->kind) {
    case WIRE_FILING_OBJECTION:
        for (unsigned i = 0; i < d->count; i++)
            scene_add(scene, ROLE_FACT, _("Yang disanggah"), filed_point(s, scene, &d->points[i]));
        break;
    case WIRE_FILING_PROVISIONAL:
        scene_add(scene, ROLE_FACT, _("Yang disanggah"), s->catalogue.offers[d->programme].name);
        break;
    case WIRE_FILING_WITHDRAWAL:
        scene_add(scene, ROLE_FACT, _("Yang ditarik"), b->cases[d->about].what);
        break;
    case WIRE_FILING_APPEAL:
        scene_add(scene, ROLE_FACT, _("Yang dibanding"), b->cases[d->about].what);
        break;
    case WIRE_FILING_REPORT:
        scene_add(scene, ROLE_FACT, _("Laporan"), filed_report_name((enum wire_report)d->report));
        break;
    case WIRE_FILING_COMPLAINT:
        scene_add(scene, ROLE_FACT, _("Tentang"), filed_about_name(d->points[0].ground));
        break;
    case WIRE_FILING_RATING:
    case WIRE_FILINGS:
        break;
    }
}

/* What could still be brought for it. */
static void evidence(const struct session *s, struct scene *scene)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    const struct draft *d = &s->visit.draft;
    bool any = false;
    for (unsigned i = 0; i < d->count && d->kind == WIRE_FILING_OBJECTION; i++) {
        unsigned ground = d->points[i].ground;
        if (ground >= b->ground_count || !b->grounds[ground].evidence[0])
            continue;
        scene_add(scene, ROLE_FACT, _("Surat bukti"), b->grounds[ground].evidence);
        any = true;
    }
    if (any)
        scene_add(scene, ROLE_TEXT, _("Surat bisa ditunjukkan saat petugas datang."), NULL);
}

static void head(const struct session *s, struct scene *scene, bool bare)
{
    const struct wire_receipt *r = &s->visit.receipt;
    struct element *e =
        scene_add(scene, ROLE_TITLE, bare ? _("Nomor bukti Perlinsos") : title(s, scene), NULL);
    e->icon = r->refused ? ICON_TROUBLE : ICON_CHECK;
    e->tone = r->refused ? TONE_ATTENTION : TONE_GOOD;
    scene_add(scene, ROLE_QR, scene_text(scene, "%s%s", s->setup.receipt_link, r->number), NULL);
    scene_add(scene, ROLE_NUMBER, phrase_number(scene, r->number), _("Nomor bukti"));
}

/* With or without help. */
static void who(const struct session *s, struct scene *scene)
{
    const struct wire_help *h = &s->visit.draft.help;
    if (h->kind == WIRE_HELP_NONE) {
        scene_add(scene, ROLE_TEXT, _("Dikerjakan sendiri."), NULL);
        return;
    }
    scene_add(scene, ROLE_FACT, _("Dibantu"), h->helper_name);
    if (h->kind == WIRE_HELP_ATTENDED) {
        scene_add(scene, ROLE_FACT, _("Tanpa sidik jari"),
                  screen_no_finger_name((enum wire_no_finger)h->reason));
        scene_add(scene, ROLE_FACT, _("Saksi"), h->witness_name);
    }
}

static void body(const struct session *s, struct scene *scene)
{
    const struct wire_receipt *r = &s->visit.receipt;
    const char *at = when(s, scene);
    if (!r->refused && s->visit.draft.kind == WIRE_FILING_PROVISIONAL)
        must_follow(s, scene);
    if (r->refused) {
        scene_add(scene, ROLE_STRONG, why_refused(r->reason), NULL)->icon = ICON_TROUBLE;
        scene_add(scene, ROLE_FACT, _("Dicatat"), at);
    } else if (r->delivered) {
        scene_add(scene, ROLE_FACT, _("Masuk"), at);
        next(s, scene);
    } else {
        scene_add(scene, ROLE_TEXT,
                  scene_text(scene, _("%s dikirim sendiri setelah sambungan pulih."),
                             filed_name(&s->visit.draft)),
                  NULL);
        scene_add(scene, ROLE_FACT, _("Dihitung sejak"), at);
        next(s, scene);
    }
    subject(s, scene);
    if (!r->refused)
        evidence(s, scene);
    who(s, scene);
}

void screen_receipt_text(const struct session *s, struct scene *scene, bool bare)
{
    head(s, scene, bare);
    if (bare)
        scene_add(scene, ROLE_FACT, _("Dicatat"), when(s, scene));
    else
        body(s, scene);
}

static const char *printer_words(enum wire_fault fault)
{
    if (fault == WIRE_FAULT_PAPER_OUT)
        return _("Kertas cetak habis. Petugas desa bisa mengisinya.");
    if (fault == WIRE_FAULT_PRINTER_COVER)
        return _("Tutup alat cetak terbuka. Petugas desa bisa menutupnya.");
    return _("Alat cetak sedang terganggu.");
}

static void unprinted(const struct session *s, struct scene *scene, enum wire_fault fault)
{
    scene_add(scene, ROLE_TEXT, printer_words(fault), NULL)->icon = ICON_TROUBLE;
    if (s->state != STATE_REPORT)
        scene_add(scene, ROLE_TEXT, _("Nomor di layar ini tetap berlaku."), NULL);
}

bool screen_printing(const struct session *s, struct scene *scene)
{
    const struct printing *p = &s->visit.printing;
    enum wire_fault fault = s->device_fault[PEER_PRINTER];
    if (!visit_has_printer(s)) {
        if (p->state == PRINTING_NOT_DONE)
            unprinted(s, scene, WIRE_FAULT_PRINTER_ABSENT);
        return false;
    }
    if (fault && fault != WIRE_FAULT_PAPER_LOW) {
        unprinted(s, scene, fault);
        return false;
    }
    if (p->state == PRINTING_NOW) {
        scene_add(scene, ROLE_PROGRESS, _("Sedang dicetak. Tunggu sebentar."), NULL);
        return false;
    }
    if (p->state == PRINTING_DONE)
        scene_add(scene, ROLE_TEXT, _("Sudah dicetak. Silakan ambil kertasnya."), NULL)->icon =
            ICON_CHECK;
    if (p->state == PRINTING_NOT_DONE)
        scene_add(scene, ROLE_TEXT, _("Belum tercetak. Jika perlu, tekan Cetak lagi."), NULL);
    if (fault == WIRE_FAULT_PAPER_LOW)
        scene_add(scene, ROLE_TEXT, _("Kertas cetak hampir habis."), NULL);
    return true;
}

void screen_receipt(const struct session *s, struct scene *scene)
{
    scene_clear(scene, "receipt");
    head(s, scene, false);
    bool prints = screen_printing(s, scene);
    body(s, scene);
    if (prints)
        screen_button(scene, ROLE_ACTION, ICON_RECEIPT, _("Cetak"), ACTION_PRINT, PRINTING_WHOLE);
    screen_listen(s, scene, AGAIN_NUMBER);
    screen_bar(scene, visit_is_identified(s) || stated_is_on(s));
}
