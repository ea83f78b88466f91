#include "reasons.h"

#include "calendar.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* The rule set that is loaded (figures as reported, not law). */
static const struct {
    int decile;
    int64_t wage; /* rupiah a month: the regency's minimum wage */
    int power_va, engine_cc, land_m2;
} limits[PROGRAMMES] = {
    [PROGRAMME_PKH] = {4, 2810139, 2200, 150, 1000},
    [PROGRAMME_BPNT] = {5, 2810139, 2200, 150, 1000},
};

enum { GROUPED = 32 };

/* "3.150.000" */
static void group(int64_t number, char text_out[GROUPED])
{
    char digits[24];
    int length = snprintf(digits, sizeof(digits), "%" PRId64, number), at = 0;

    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            text_out[at++] = '.';
        text_out[at++] = digits[i];
    }
    text_out[at] = 0;
}

/* "BUDI SANTOSO" -> "B*** S******" */
static void mask(const char *name, char masked_out[FAMILY_NAME])
{
    size_t i = 0;

    for (; name[i] && i + 1 < FAMILY_NAME; i++)
        masked_out[i] = i == 0 || name[i - 1] == ' ' || name[i] == ' ' ? name[i] : '*';
    masked_out[i] = 0;
}

/* Sources report at different times: `weeks` before the load. */
static int32_t as_of(int32_t today, int weeks)
{
    return calendar_add_days(today, -7 * weeks);
}

static struct reason vehicle(const struct family *family, enum programme programme, int32_t today)
{
    struct reason reason = {.kind = "vehicle",
                            .title = "Sepeda motor",
                            .source = "Polri",
                            .as_of = as_of(today, 12),
                            .grounds = "sold not_mine broken changed"};
    int cc = family->records.engine_cc;
    char owner[FAMILY_NAME];

    mask(family->members[0].name, owner);
    if (cc > 1000)
        reason.title = "Mobil";
    snprintf(reason.says, sizeof(reason.says), "Tercatat 1 %s %d cc atas nama %s.",
             cc > 1000 ? "mobil" : "sepeda motor", cc, owner);
    snprintf(reason.limit, sizeof(reason.limit), "Sepeda motor paling besar %d cc, tanpa mobil.",
             limits[programme].engine_cc);
    reason.effect = cc > limits[programme].engine_cc ? REASON_AGAINST : REASON_FOR;
    return reason;
}

static struct reason wage(const struct family *family, enum programme programme, int32_t today)
{
    struct reason reason = {.kind = "job",
                            .title = "Upah",
                            .source = "BPJS Ketenagakerjaan",
                            .as_of = as_of(today, 6),
                            .grounds = "lost_job wage_lower not_mine moved died"};
    char earned[GROUPED], limit[GROUPED], owner[FAMILY_NAME];

    group(family->records.wage, earned);
    group(limits[programme].wage, limit);
    mask(family->members[0].name, owner);
    if (family->records.wage)
        snprintf(reason.says, sizeof(reason.says), "Tercatat upah Rp%s sebulan atas nama %s.",
                 earned, owner);
    else
        snprintf(reason.says, sizeof(reason.says), "Tidak ada upah yang tercatat.");
    snprintf(reason.limit, sizeof(reason.limit),
             "Upah paling tinggi Rp%s sebulan, sama dengan upah minimum kabupaten.", limit);
    reason.effect = family->records.wage > limits[programme].wage ? REASON_AGAINST : REASON_FOR;
    return reason;
}

static struct reason power(const struct family *family, enum programme programme, int32_t today)
{
    struct reason reason = {.kind = "electricity",
                            .title = "Daya listrik",
                            .source = "PLN",
                            .as_of = as_of(today, 4),
                            .grounds = "meter_not_mine power_lower moved"};
    char used[GROUPED], limit[GROUPED];

    group(family->records.power_va, used);
    group(limits[programme].power_va, limit);
    snprintf(reason.says, sizeof(reason.says), "Daya listrik rumah tercatat %s VA.", used);
    snprintf(reason.limit, sizeof(reason.limit), "Daya paling besar %s VA.", limit);
    reason.effect =
        family->records.power_va > limits[programme].power_va ? REASON_AGAINST : REASON_FOR;
    return reason;
}

static struct reason land(const struct family *family, enum programme programme, int32_t today)
{
    struct reason reason = {.kind = "land",
                            .title = "Tanah",
                            .source = "ATR/BPN",
                            .as_of = as_of(today, 20),
                            .grounds = "sold not_mine inherited changed"};
    char held[GROUPED], limit[GROUPED], owner[FAMILY_NAME];

    group(family->records.land_m2, held);
    group(limits[programme].land_m2, limit);
    mask(family->members[0].name, owner);
    snprintf(reason.says, sizeof(reason.says), "Tercatat 1 bidang tanah %s m² atas nama %s.", held,
             owner);
    snprintf(reason.limit, sizeof(reason.limit), "Tanah di luar rumah paling luas %s m².", limit);
    reason.effect =
        family->records.land_m2 > limits[programme].land_m2 ? REASON_AGAINST : REASON_FOR;
    return reason;
}

static struct reason civil_servant(const struct family *family, int32_t today)
{
    struct reason reason = {.kind = "civil_servant",
                            .title = "ASN, TNI, atau Polri",
                            .source = "BKN",
                            .as_of = as_of(today, 8),
                            .grounds = "not_mine lost_job moved died"};

    snprintf(reason.says, sizeof(reason.says), "%s",
             family->records.civil_servant
                 ? "Ada anggota keluarga yang tercatat sebagai ASN, TNI, atau Polri."
                 : "Tidak ada anggota keluarga yang tercatat sebagai ASN, TNI, atau Polri.");
    snprintf(reason.limit, sizeof(reason.limit), "Tidak ada ASN, TNI, atau Polri dalam keluarga.");
    reason.effect = family->records.civil_servant ? REASON_AGAINST : REASON_FOR;
    return reason;
}

static struct reason bank(const struct family *family, int32_t today)
{
    struct reason reason = {.kind = "bank",
                            .title = "Rekening bank",
                            .source = "Himbara",
                            .as_of = as_of(today, 5),
                            .sensitivity = "bank",
                            .grounds = "not_mine changed"};
    bool large = family->records.large_balance;

    snprintf(reason.says, sizeof(reason.says), "Golongan rekening keluarga: %s.",
             large ? "saldo besar" : "biasa");
    snprintf(reason.limit, sizeof(reason.limit), "Bukan golongan saldo besar.");
    reason.effect = large ? REASON_AGAINST : REASON_FOR;
    return reason;
}

static struct reason welfare(const struct family *family, enum programme programme, int32_t today)
{
    struct reason reason = {.kind = "welfare",
                            .title = "Tingkat kesejahteraan",
                            .source = "DTSEN",
                            .as_of = as_of(today, 7),
                            .grounds = "changed member_missing died moved disaster"};
    const struct family_records *records = &family->records;
    int limit = limits[programme].decile;

    /* A decile is never told without what it means. */
    if (records->decile_before)
        snprintf(reason.says, sizeof(reason.says),
                 "Keluarga sekarang tercatat di desil %d, sebelumnya desil %d. Desil 1 paling "
                 "membutuhkan, desil 10 paling mampu.",
                 records->decile, records->decile_before);
    else
        snprintf(reason.says, sizeof(reason.says),
                 "Keluarga tercatat di desil %d. Desil 1 paling membutuhkan, desil 10 paling "
                 "mampu.",
                 records->decile);
    snprintf(reason.limit, sizeof(reason.limit), "Desil 1 sampai %d.", limit);
    reason.effect = records->decile > limit ? REASON_AGAINST : REASON_FOR;
    reason.decisive = true;
    return reason;
}

static struct reason components(const struct family *family, int32_t today)
{
    struct reason reason = {.kind = "household",
                            .title = "Anggota keluarga yang dibantu",
                            .source = "DTSEN",
                            .as_of = as_of(today, 7),
                            .grounds = "member_missing changed",
                            .decisive = true};
    const struct family_components found = family_components(family, today);
    const struct {
        int count;
        const char *what;
    } parts[] = {{found.small, "anak usia dini"},
                 {found.primary, "anak usia SD"},
                 {found.lower, "anak usia SMP"},
                 {found.upper, "anak usia SMA"},
                 {found.elderly, "lanjut usia"}};
    size_t at = 0;

    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
        if (parts[i].count > 0)
            at += (size_t)snprintf(reason.says + at, sizeof(reason.says) - at, "%s%d %s",
                                   at ? ", " : "Tercatat ", parts[i].count, parts[i].what);
    }
    reason.effect = at ? REASON_FOR : REASON_AGAINST;
    if (at)
        snprintf(reason.says + at, sizeof(reason.says) - at, ".");
    else
        snprintf(reason.says, sizeof(reason.says),
                 "Belum tercatat anak sekolah, anak usia dini, atau lanjut usia.");
    snprintf(reason.limit, sizeof(reason.limit),
             "Syarat PKH: ada anak usia dini, anak sekolah, atau lanjut usia.");
    return reason;
}

static struct reason new_member(int32_t today)
{
    struct reason reason = {.kind = "household",
                            .title = "Susunan keluarga",
                            .source = "Dukcapil",
                            .as_of = as_of(today, 9),
                            .effect = REASON_AGAINST,
                            .decisive = true,
                            .grounds = "moved died not_member"};

    snprintf(reason.says, sizeof(reason.says),
             "Ada 1 anggota baru di Kartu Keluarga. Tingkat kesejahteraan dihitung ulang.");
    return reason;
}

static struct reason identity(int32_t today)
{
    struct reason reason = {.kind = "other",
                            .title = "Identitas",
                            .source = "Dukcapil",
                            .as_of = as_of(today, 2),
                            .effect = REASON_FOR,
                            .grounds = ""};

    snprintf(reason.says, sizeof(reason.says), "NIK ditemukan dan sesuai dengan KTP.");
    return reason;
}

static struct reason household(const struct family *family, int32_t today)
{
    struct reason reason = {.kind = "household",
                            .title = "Kartu Keluarga",
                            .source = "Dukcapil",
                            .as_of = as_of(today, 2),
                            .effect = REASON_FOR,
                            .grounds = "member_missing moved died"};

    snprintf(reason.says, sizeof(reason.says), "Kartu Keluarga ditemukan, dengan %zu anggota.",
             family->member_count);
    return reason;
}

static struct reason illness(int32_t today)
{
    struct reason reason = {.kind = "health",
                            .title = "Kesehatan",
                            .source = "BPJS Kesehatan",
                            .as_of = as_of(today, 10),
                            .effect = REASON_FOR,
                            .sensitivity = "health",
                            .grounds = "changed"};

    snprintf(reason.says, sizeof(reason.says), "Tercatat perawatan rutin dalam keluarga.");
    snprintf(reason.limit, sizeof(reason.limit), "Keadaan ini menambah prioritas keluarga.");
    return reason;
}

static struct reason quota(enum programme programme, int32_t today)
{
    struct reason reason = {.kind = "other",
                            .title = "Kuota",
                            .source = "Kementerian Sosial",
                            .as_of = as_of(today, 3),
                            .effect = REASON_NONE,
                            .decisive = true,
                            .grounds = ""};

    snprintf(reason.says, sizeof(reason.says),
             "Kuota %s sudah penuh. Kuota ditetapkan pusat. Petugas desa tidak bisa mengubahnya.",
             programme_code(programme));
    return reason;
}

static struct reason waiting(const struct family *family, int32_t today)
{
    struct reason reason = {.kind = "other",
                            .title = "Data yang ditunggu",
                            .source = family->records.missing_source,
                            .as_of = today,
                            .effect = REASON_NONE,
                            .decisive = true,
                            .grounds = ""};

    snprintf(reason.says, sizeof(reason.says), "Data dari %s belum masuk. Ini bukan penolakan.",
             family->records.missing_source);
    return reason;
}

static bool has_answered(const struct family *family, const char *source)
{
    return !family->records.missing_source || strcmp(family->records.missing_source, source) != 0;
}

size_t reasons_write(const struct family *family, enum programme programme, int32_t today,
                     struct reason reasons_out[REASONS_MAX])
{
    const struct family_records *records = &family->records;
    enum verdict verdict = family->verdicts[programme];
    struct reason all[REASONS_MAX];
    size_t count = 0, written = 0;

    if (verdict == VERDICT_NOT_ANNOUNCED || verdict == VERDICT_NOT_REGISTERED)
        return 0;
    if (verdict == VERDICT_INCOMPLETE)
        all[count++] = waiting(family, today);
    if (records->engine_cc && has_answered(family, "Polri"))
        all[count++] = vehicle(family, programme, today);
    if (has_answered(family, "BPJS Ketenagakerjaan"))
        all[count++] = wage(family, programme, today);
    if (has_answered(family, "PLN"))
        all[count++] = power(family, programme, today);
    if (records->land_m2 && has_answered(family, "ATR/BPN"))
        all[count++] = land(family, programme, today);
    all[count++] = welfare(family, programme, today);
    if (records->new_member && verdict == VERDICT_NO_LONGER)
        all[count++] = new_member(today);
    if (programme == PROGRAMME_PKH)
        all[count++] = components(family, today);
    if (verdict == VERDICT_QUEUED)
        all[count++] = quota(programme, today);
    all[count++] = identity(today);
    all[count++] = household(family, today);
    all[count++] = civil_servant(family, today);
    all[count++] = bank(family, today);
    if (records->chronic_illness)
        all[count++] = illness(today);

    for (int against = 1; against >= 0; against--) {
        for (size_t i = 0; i < count; i++) {
            if ((all[i].effect == REASON_AGAINST) != (against == 1))
                continue;
            reasons_out[written] = all[i];
            if (!all[i].sensitivity)
                reasons_out[written].sensitivity = "plain";
            /* A "no" is decided by what exceeds a limit; anything else by what qualifies. */
            if (verdict == VERDICT_NOT_ELIGIBLE || verdict == VERDICT_NO_LONGER)
                reasons_out[written].decisive = against == 1;
            written++;
        }
    }
    return written;
}
