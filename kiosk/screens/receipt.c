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

void screen_receipt(const struct session *s, struct scene *scene)
{
    const struct wire_receipt *r = &s->visit.receipt;
    const char *when;
    scene_clear(scene, "receipt");
    when = scene_text(scene, _("%s, pukul %s"), phrase_day_of(scene, r->accepted_at),
                      phrase_time(scene, r->accepted_at));
    struct element *e = scene_add(scene, ROLE_TITLE, title(s, scene), NULL);
    e->icon = r->refused ? ICON_TROUBLE : ICON_CHECK;
    e->tone = r->refused ? TONE_ATTENTION : TONE_GOOD;
    scene_add(scene, ROLE_NUMBER, phrase_number(scene, r->number), _("Nomor bukti"));
    if (!r->refused && s->visit.draft.kind == WIRE_FILING_PROVISIONAL)
        must_follow(s, scene);
    if (r->refused) {
        scene_add(scene, ROLE_STRONG, why_refused(r->reason), NULL)->icon = ICON_TROUBLE;
        scene_add(scene, ROLE_FACT, _("Dicatat"), when);
    } else if (r->delivered) {
        scene_add(scene, ROLE_FACT, _("Masuk"), when);
        next(s, scene);
    } else {
        scene_add(scene, ROLE_TEXT,
                  scene_text(scene, _("%s dikirim sendiri setelah sambungan pulih."),
                             filed_name(&s->visit.draft)),
                  NULL);
        scene_add(scene, ROLE_FACT, _("Waktu yang dihitung tetap"), when);
        next(s, scene);
    }
    scene_add(scene, ROLE_TEXT, _("Dikerjakan sendiri."), NULL);
    /* After what is to be read: where letters are large, the pages with words come first. */
    scene_add(scene, ROLE_QR, scene_text(scene, "PERLINSOS:%s", r->number), NULL);
    screen_bar(scene, s->visit.score_class != 0);
}
