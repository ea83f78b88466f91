#include "kiosk/screens/filed.h"

#include "kiosk/choices.h"
#include "kiosk/screens/controls.h"
#include "kiosk/screens/phrase.h"

const char *filed_report_name(enum wire_report report)
{
    switch (report) {
    case WIRE_REPORT_DEATH:
        return _("Anggota keluarga meninggal");
    case WIRE_REPORT_MOVE:
        return _("Anggota keluarga pindah");
    case WIRE_REPORT_DISASTER:
        return _("Keluarga terkena bencana");
    case WIRE_REPORT_REGISTRATION:
        return _("Mendaftarkan keluarga saya");
    case WIRE_REPORT_MISSED_HOUSEHOLD:
        return _("Keluarga saya belum terdata");
    case WIRE_REPORT_PROPOSAL:
        return _("Mengusulkan keluarga lain");
    case WIRE_REPORT_DATA_WITHDRAWAL:
        return _("Menarik persetujuan data");
    case WIRE_REPORT_HOME_VISIT:
        return _("Minta petugas datang ke rumah");
    case WIRE_REPORTS:
        break;
    }
    return "";
}

enum icon filed_report_icon(enum wire_report report)
{
    static const enum icon icons[WIRE_REPORTS] = {
        [WIRE_REPORT_DEATH] = ICON_PERSON_LESS,
        [WIRE_REPORT_MOVE] = ICON_MOVE,
        [WIRE_REPORT_DISASTER] = ICON_DISASTER,
        [WIRE_REPORT_REGISTRATION] = ICON_UNREGISTERED,
        [WIRE_REPORT_MISSED_HOUSEHOLD] = ICON_SEARCH,
        [WIRE_REPORT_PROPOSAL] = ICON_FAMILIES,
        [WIRE_REPORT_DATA_WITHDRAWAL] = ICON_CONSENT,
        [WIRE_REPORT_HOME_VISIT] = ICON_PLACE,
    };
    return icons[report];
}

const char *filed_about_name(unsigned about)
{
    switch ((enum choices_about)about) {
    case CHOICES_ABOUT_MONEY:
        return _("Bantuan dipotong, atau ada yang meminta uang");
    case CHOICES_ABOUT_STAFF:
        return _("Perlakuan petugas");
    case CHOICES_ABOUT_DATA:
        return _("Data saya dipakai orang lain");
    case CHOICES_ABOUT_OTHER:
        return _("Hal lain");
    case CHOICES_ABOUTS:
        break;
    }
    return "";
}

const char *filed_name(const struct draft *d)
{
    switch ((enum wire_filing_kind)d->kind) {
    case WIRE_FILING_PROVISIONAL:
        return _("Sanggah sementara");
    case WIRE_FILING_WITHDRAWAL:
        return _("Penarikan sanggah");
    case WIRE_FILING_APPEAL:
        return _("Banding");
    case WIRE_FILING_REPORT:
        return _("Laporan");
    case WIRE_FILING_COMPLAINT:
        return _("Pengaduan");
    case WIRE_FILING_OBJECTION:
    case WIRE_FILING_RATING:
    case WIRE_FILINGS:
        break;
    }
    return _("Sanggah");
}

const char *filed_point(const struct session *s, struct scene *scene, const struct draft_point *p)
{
    const struct wire_reason *r;
    if (p->reason == DRAFT_UNRECORDED)
        return _("Keadaan yang belum tercatat");
    r = &s->visit.breakdown.reasons[p->reason];
    return scene_text(scene, _("%s, catatan %s"), phrase_reason_title(r), r->source);
}

const char *filed_since(struct scene *scene, int32_t since)
{
    const struct entry_date date = {.precision = since % 100         ? ENTRY_DAY
                                                 : since / 100 % 100 ? ENTRY_MONTH
                                                                     : ENTRY_ABOUT,
                                    .day = since % 100,
                                    .month = since / 100 % 100,
                                    .year = since / 10000};
    return since ? control_date_text(scene, &date) : "";
}
