#include "kiosk/screens/phrase.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

const char *phrase_sapaan(const struct session *s)
{
    const char *as = s->visit.breakdown.address_as;
    return as[0] ? as : _("Bapak/Ibu");
}

const char *phrase_month(int month)
{
    switch (month) {
    case 1:
        return _("Januari");
    case 2:
        return _("Februari");
    case 3:
        return _("Maret");
    case 4:
        return _("April");
    case 5:
        return _("Mei");
    case 6:
        return _("Juni");
    case 7:
        return _("Juli");
    case 8:
        return _("Agustus");
    case 9:
        return _("September");
    case 10:
        return _("Oktober");
    case 11:
        return _("November");
    case 12:
        return _("Desember");
    }
    return NULL;
}

const char *phrase_day(struct scene *scene, int32_t day)
{
    const char *month = phrase_month(day / 100 % 100);
    /* Day, month, year; "%2$s %1$d, %3$d" puts the month first. */
    return month ? scene_text(scene, _("%1$d %2$s %3$d"), day % 100, month, day / 10000) : "";
}

static struct tm local(int64_t instant)
{
    time_t t = (time_t)instant;
    struct tm tm = {0};
    localtime_r(&t, &tm);
    return tm;
}

static int32_t day_of(int64_t instant)
{
    struct tm tm = local(instant);
    return (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
}

const char *phrase_day_of(struct scene *scene, int64_t instant)
{
    return phrase_day(scene, day_of(instant));
}

const char *phrase_time(struct scene *scene, int64_t instant)
{
    struct tm tm = local(instant);
    char zone[16];
    if (!strftime(zone, sizeof zone, "%Z", &tm))
        zone[0] = 0;
    return scene_text(scene, _("%02d.%02d %s"), tm.tm_hour, tm.tm_min, zone);
}

const char *phrase_last_here(const struct session *s, struct scene *scene, int64_t closes_at)
{
    int64_t last;
    if (!hours_last(&s->setup.hours, closes_at, &last) || last < s->wall_s)
        return NULL;
    return scene_text(scene, _("%s, pukul %s"), phrase_day_of(scene, last),
                      phrase_time(scene, last));
}

const char *phrase_rupiah(struct scene *scene, int64_t amount)
{
    char digits[24];
    char grouped[40];
    size_t n = (size_t)snprintf(digits, sizeof digits, "%lld", (long long)amount);
    size_t out = 0;
    /* One thousand, as it is written: what stands between 1 and 000 parts thousands. */
    const char *thousand = strchr(_("1.000"), '1');
    char mark = thousand && thousand[1] ? thousand[1] : '.';
    for (size_t i = 0; i < n; i++) {
        grouped[out++] = digits[i];
        if ((n - i - 1) % 3 == 0 && i + 1 < n && digits[i] != '-')
            grouped[out++] = mark;
    }
    grouped[out] = 0;
    return scene_text(scene, _("Rp\u00a0%s"), grouped);
}

const char *phrase_number(struct scene *scene, const char *number)
{
    if (strlen(number) == 12)
        return scene_text(scene, "%.4s %.4s %.4s", number, number + 4, number + 8);
    if (strlen(number) == 16) /* a NIK */
        return scene_text(scene, "%.4s %.4s %.4s %.4s", number, number + 4, number + 8,
                          number + 12);
    return scene_text(scene, "%s", number);
}

static int64_t day_number(int64_t instant)
{
    struct tm tm = local(instant);
    tm.tm_hour = 12;
    tm.tm_min = tm.tm_sec = 0;
    return timegm(&tm) / 86400;
}

int phrase_days_left(const struct session *s, int64_t instant)
{
    int64_t days = day_number(instant) - day_number(s->wall_s);
    return days > 0 ? (int)days : 0;
}

const char *phrase_verdict(const struct wire_programme *p)
{
    switch ((enum wire_verdict)p->verdict) {
    case WIRE_VERDICT_NOT_ANNOUNCED:
        return _("Belum diumumkan");
    case WIRE_VERDICT_RECEIVING:
        return _("Layak dan menerima");
    case WIRE_VERDICT_QUEUED:
        return _("Layak, menunggu giliran");
    case WIRE_VERDICT_NOT_ELIGIBLE:
        return _("Belum layak");
    case WIRE_VERDICT_NO_LONGER:
        return _("Tidak lagi menerima");
    case WIRE_VERDICT_NOT_REGISTERED:
        return _("Belum terdaftar");
    case WIRE_VERDICT_INCOMPLETE:
        return _("Pemeriksaan belum selesai");
    case WIRE_VERDICT_OTHER:
    case WIRE_VERDICTS:
        break;
    }
    return _("Ada keterangan dari pusat");
}

void phrase_verdict_look(const struct wire_programme *p, struct element *e)
{
    static const struct {
        enum icon icon;
        enum tone tone;
    } looks[WIRE_VERDICTS] = {
        [WIRE_VERDICT_OTHER] = {ICON_OTHER, TONE_PLAIN},
        [WIRE_VERDICT_NOT_ANNOUNCED] = {ICON_CALENDAR, TONE_WAITING},
        [WIRE_VERDICT_RECEIVING] = {ICON_RECEIVING, TONE_GOOD},
        [WIRE_VERDICT_QUEUED] = {ICON_QUEUE, TONE_WAITING},
        [WIRE_VERDICT_NOT_ELIGIBLE] = {ICON_NOT_ELIGIBLE, TONE_ATTENTION},
        [WIRE_VERDICT_NO_LONGER] = {ICON_STOPPED, TONE_ATTENTION},
        [WIRE_VERDICT_NOT_REGISTERED] = {ICON_UNREGISTERED, TONE_PLAIN},
        [WIRE_VERDICT_INCOMPLETE] = {ICON_INCOMPLETE, TONE_WAITING},
    };
    e->icon = looks[p->verdict].icon;
    e->tone = looks[p->verdict].tone;
}

static const char *case_state(uint32_t state, const char *told)
{
    switch ((enum wire_case_state)state) {
    case WIRE_CASE_QUEUED:
        return _("tersimpan di mesin ini, belum terkirim");
    case WIRE_CASE_RECEIVED:
        return _("masuk");
    case WIRE_CASE_CHECKING:
        return _("diperiksa BPS");
    case WIRE_CASE_VISIT:
        return _("kunjungan lapangan");
    case WIRE_CASE_GRANTED:
        return _("dikabulkan");
    case WIRE_CASE_PARTLY:
        return _("dikabulkan sebagian");
    case WIRE_CASE_NOT_GRANTED:
        return _("tidak dikabulkan");
    case WIRE_CASE_UPDATED:
        return _("data diperbarui");
    case WIRE_CASE_OTHER:
    case WIRE_CASE_STATES:
        break;
    }
    return told;
}

const char *phrase_case_state(const struct wire_case *c)
{
    return case_state(c->state, c->state_text);
}

const char *phrase_case_step(const struct wire_stage *stage)
{
    return case_state(stage->state, stage->text);
}

bool phrase_is_open(const struct wire_case *c)
{
    return c->state == WIRE_CASE_QUEUED || c->state == WIRE_CASE_RECEIVED ||
           c->state == WIRE_CASE_CHECKING || c->state == WIRE_CASE_VISIT;
}

bool phrase_is_overdue(const struct session *s, const struct wire_case *c)
{
    return phrase_is_open(c) && c->expected_day && c->expected_day < day_of(s->wall_s);
}

const struct wire_payment *phrase_newest_payment(const struct session *s, unsigned programme)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    for (uint32_t i = 0; i < b->payment_count; i++)
        if (b->payments[i].programme == programme)
            return &b->payments[i];
    return NULL;
}

bool phrase_is_stuck(const struct wire_payment *p)
{
    return p && (p->state == WIRE_PAYMENT_FAILED || p->state == WIRE_PAYMENT_BLOCKED);
}

const char *phrase_payment_state(struct scene *scene, const struct wire_payment *p)
{
    const char *on = p->day ? phrase_day(scene, p->day) : "";
    switch ((enum wire_payment_state)p->state) {
    case WIRE_PAYMENT_SCHEDULED:
        return _("dijadwalkan");
    case WIRE_PAYMENT_READY:
        return p->collect_by_day ? scene_text(scene, _("siap diambil, paling lambat %s"),
                                              phrase_day(scene, p->collect_by_day))
                                 : _("siap diambil");
    case WIRE_PAYMENT_PAID:
        return *on ? scene_text(scene, _("sudah dibayar %s"), on) : _("sudah dibayar");
    case WIRE_PAYMENT_FAILED:
        return _("belum masuk ke rekening");
    case WIRE_PAYMENT_BLOCKED:
        return _("tertahan untuk sementara");
    case WIRE_PAYMENT_OTHER:
    case WIRE_PAYMENT_STATES:
        break;
    }
    return p->state_text;
}

const char *phrase_payment(struct scene *scene, const struct wire_payment *p)
{
    return scene_text(scene, _("Tahap %s, %s: %s."), p->stage, phrase_rupiah(scene, p->amount),
                      phrase_payment_state(scene, p));
}

bool phrase_is_payment(const struct wire_reason *r)
{
    return !strcmp(r->kind, "payment");
}

const char *phrase_reason_title(const struct wire_reason *r)
{
    switch ((enum wire_sensitivity)r->sensitivity) {
    case WIRE_HEALTH:
        return _("Data kesehatan");
    case WIRE_BANK:
        return _("Data bank");
    case WIRE_PLAIN:
    case WIRE_SENSITIVITIES:
        break;
    }
    return r->title;
}

enum icon phrase_reason_icon(const struct wire_reason *r)
{
    static const struct {
        const char *kind;
        enum icon icon;
    } icons[] = {
        {"vehicle", ICON_VEHICLE},
        {"land", ICON_LAND},
        {"job", ICON_JOB},
        {"health", ICON_HEALTH},
        {"bank", ICON_BANK},
        {"electricity", ICON_ELECTRICITY},
        {"civil_servant", ICON_CIVIL_SERVANT},
        {"household", ICON_HOUSEHOLD},
        {"welfare", ICON_WELFARE},
        {"payment", ICON_MONEY},
    };
    for (unsigned i = 0; i < sizeof icons / sizeof icons[0]; i++)
        if (!strcmp(r->kind, icons[i].kind))
            return icons[i].icon;
    return ICON_OTHER;
}

const char *phrase_jack(const struct session *s)
{
    switch (s->setup.jack_place) {
    case PLACE_LEFT:
        return _("Lubang earphone ada di kiri layar.");
    case PLACE_RIGHT:
        return _("Lubang earphone ada di kanan layar.");
    case PLACE_ABOVE:
        return _("Lubang earphone ada di atas layar.");
    case PLACE_BELOW:
        return _("Lubang earphone ada di bawah layar.");
    case PLACE_UNTOLD:
        break;
    }
    return "";
}
