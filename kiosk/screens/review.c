#include "kiosk/choices.h"
#include "kiosk/screens/filed.h"
#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

static void fact(struct scene *scene, const char *what, const char *value)
{
    if (value[0])
        scene_add(scene, ROLE_FACT, what, value);
}

/* What is contested, why and since when, and what could be brought for it. */
static void points(const struct session *s, struct scene *scene)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    const struct draft *d = &s->visit.draft;
    int noted = visit_completes(s, d->programme);
    const char *what = scene_text(scene, _("Sanggah %s"), b->programmes[d->programme].name);
    for (unsigned i = 0; i < d->count; i++) {
        const struct draft_point *p = &d->points[i];
        const struct wire_ground *g;
        if (p->ground >= b->ground_count)
            continue;
        g = &b->grounds[p->ground];
        fact(scene, what,
             p->since ? scene_text(scene, _("%s. %s, %s."), filed_point(s, scene, p), g->text,
                                   filed_since(scene, p->since))
                      : scene_text(scene, _("%s. %s."), filed_point(s, scene, p), g->text));
        fact(scene, _("Surat bukti"), g->evidence);
    }
    if (noted >= 0)
        fact(scene, _("Melengkapi sanggah sementara"),
             phrase_number(scene, b->cases[noted].number));
    scene_add(scene, ROLE_TEXT, _("Tanpa surat pun, sanggah tetap bisa dikirim."), NULL);
}

static void provisional(const struct session *s, struct scene *scene)
{
    const struct draft *d = &s->visit.draft;
    uint32_t count;
    const struct wire_ground *grounds = choices_grounds(s, &count);
    fact(scene, _("Yang disanggah"), s->catalogue.offers[d->programme].name);
    fact(scene, _("Alasan"),
         d->points[0].ground < count ? grounds[d->points[0].ground].text : _("belum diketahui"));
    scene_add(scene, ROLE_STRONG,
              scene_text(scene, _("Sidik jari dan alasan harus menyusul dalam %u hari."),
                         s->catalogue.provisional_days),
              NULL)
        ->icon = ICON_CALENDAR;
    if (!stated_is_on(s))
        scene_add(scene, ROLE_TEXT,
                  _("Jika dikirim, mesin mencatat KTP ini dan waktu sekarang. Sidik jari tidak "
                    "dicatat."),
                  NULL);
}

static void report(const struct session *s, struct scene *scene)
{
    const struct draft *d = &s->visit.draft;
    fact(scene, _("Laporan"), filed_report_name((enum wire_report)d->report));
    fact(scene, _("Waktu kejadian"), filed_since(scene, d->since));
    if (d->report == WIRE_REPORT_DATA_WITHDRAWAL)
        scene_add(scene, ROLE_TEXT,
                  _("Pusat menghentikan pemakaian data dalam 3 x 24 jam. Bantuan yang memerlukan "
                    "data itu bisa ikut berhenti."),
                  NULL);
    if (d->report == WIRE_REPORT_PROPOSAL)
        scene_add(scene, ROLE_TEXT, _("Pusat yang memeriksa. Hasilnya tidak ditampilkan di sini."),
                  NULL);
}

static void tell(const struct session *s, struct scene *scene)
{
    const struct draft *d = &s->visit.draft;
    const struct wire_case *c = &s->visit.breakdown.cases[d->about];
    switch ((enum wire_filing_kind)d->kind) {
    case WIRE_FILING_PROVISIONAL:
        provisional(s, scene);
        return;
    case WIRE_FILING_WITHDRAWAL:
        fact(scene, _("Yang ditarik"), c->what);
        fact(scene, _("Nomor bukti"), phrase_number(scene, c->number));
        scene_add(scene, ROLE_TEXT, _("Sanggah yang ditarik tidak diperiksa lagi."), NULL);
        return;
    case WIRE_FILING_APPEAL:
        fact(scene, _("Yang dibanding"), c->what);
        fact(scene, _("Alasan putusan"), c->outcome);
        scene_add(scene, ROLE_TEXT, _("Banding hanya bisa diajukan satu kali."), NULL);
        return;
    case WIRE_FILING_REPORT:
        report(s, scene);
        return;
    case WIRE_FILING_COMPLAINT:
        fact(scene, _("Tentang"), filed_about_name(d->points[0].ground));
        scene_add(scene, ROLE_TEXT,
                  _("Hanya inspektorat yang bisa membaca pengaduan ini. Tanpa nama."), NULL);
        return;
    case WIRE_FILING_OBJECTION:
    case WIRE_FILING_RATING:
    case WIRE_FILINGS:
        break;
    }
    points(s, scene);
}

void screen_review(const struct session *s, struct scene *scene)
{
    const struct draft *d = &s->visit.draft;
    scene_clear(scene, "review");
    scene_add(scene, ROLE_TITLE, _("Apakah semuanya sudah benar?"), NULL);
    if (stated_is_on(s))
        fact(scene, _("NIK"), phrase_number(scene, s->visit.card.nik));
    tell(s, scene);
    fact(scene, _("Keterangan"), d->words.text);
    fact(scene, _("Nomor telepon"), d->phone.text);
    if (d->help.kind)
        scene_add(scene, ROLE_STRONG,
                  scene_text(scene,
                             _("%s membacakan isian ini. Setelah %s setuju, isian tidak bisa "
                               "diubah lagi."),
                             d->help.helper_name, phrase_sapaan(s)),
                  NULL)
            ->icon = ICON_STAFF;
    screen_button(scene, ROLE_PRIMARY, ICON_CHECK, _("Ya, sudah benar"), ACTION_CONFIRM, 0);
    if (d->help.kind)
        screen_listen(s, scene, AGAIN_PAGE);
    screen_button(scene, ROLE_BACK, ICON_BACK, _("Ubah"), ACTION_BACK, 0);
    screen_bar(scene, false);
}
