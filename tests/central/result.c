#include "result.h"

#include "calendar.h"

#include <stdio.h>

/* Rupiah for one stage (a year's sum as reported, over four). */
enum {
    PKH_SMALL = 750000,
    PKH_PRIMARY = 225000,
    PKH_LOWER = 375000,
    PKH_UPPER = 500000,
    PKH_ELDERLY = 600000,
    PKH_MEMBERS = 4, /* counted in one family */
    BPNT_QUARTER = 600000,
};

int32_t result_announced(int32_t today)
{
    return calendar_add_days(today, -10);
}

int64_t result_pkh_stage(const struct family_components *components)
{
    const struct {
        int count;
        int64_t amount;
    } parts[] = {{components->small, PKH_SMALL},
                 {components->elderly, PKH_ELDERLY},
                 {components->upper, PKH_UPPER},
                 {components->lower, PKH_LOWER},
                 {components->primary, PKH_PRIMARY}};
    int64_t sum = 0;
    int left = PKH_MEMBERS;

    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
        int counted = parts[i].count < left ? parts[i].count : left;
        sum += counted * parts[i].amount;
        left -= counted;
    }
    return sum;
}

static void pay(const struct family *family, enum programme programme, int32_t today,
                struct result *result)
{
    const struct family_components components = family_components(family, today);

    result->stage = "4";
    result->collect_by = calendar_add_days(today, 26);
    if (programme == PROGRAMME_PKH) {
        result->amount = result_pkh_stage(&components);
        result->place = "Kantor Pos Glagah";
    } else {
        result->amount = BPNT_QUARTER;
        result->place = "e-Warung Kemiren";
        result->account = "•••• 1736";
    }
}

/* BPNT of the poorest in this load is decided, and not yet scheduled: eligible is not paid. */
static bool is_scheduled(const struct family *family, enum programme programme)
{
    return programme == PROGRAMME_PKH || family->records.decile > 2 ||
           family->records.missing_source;
}

struct result result_write(const struct family *family, enum programme programme, int32_t today)
{
    enum verdict verdict = family->verdicts[programme];
    struct result result = {.verdict = verdict};
    const char *name = programme_code(programme);
    int32_t announced = result_announced(today);
    char *text = result.verdict_text, day[CALENDAR_WORDS];
    bool window = false;

    switch (verdict) {
    case VERDICT_NOT_ANNOUNCED:
        result.announced_on = calendar_add_days(today, 14);
        calendar_write_words(result.announced_on, day);
        snprintf(text, RESULT_TEXT, "Hasil %s diumumkan mulai %s.", name, day);
        break;
    case VERDICT_RECEIVING:
        window = true;
        if (is_scheduled(family, programme)) {
            pay(family, programme, today, &result);
            snprintf(text, RESULT_TEXT, "Keluarga layak dan menerima %s.", name);
        } else {
            snprintf(text, RESULT_TEXT,
                     "Keluarga layak menerima %s, tetapi jadwal pencairannya belum ditetapkan.",
                     name);
        }
        break;
    case VERDICT_QUEUED:
        window = true;
        result.queue_place = family->queue_place[programme];
        result.refresh_on = calendar_add_months(announced, 3);
        snprintf(text, RESULT_TEXT, "Keluarga memenuhi syarat %s, tetapi kuota sudah penuh.", name);
        break;
    case VERDICT_NOT_ELIGIBLE:
        window = true;
        result.refresh_on = calendar_add_months(announced, 3);
        snprintf(text, RESULT_TEXT, "Menurut data sekarang, ada syarat %s yang belum terpenuhi.",
                 name);
        break;
    case VERDICT_NO_LONGER:
        window = true;
        result.ended_on = announced;
        result.refresh_on = calendar_add_months(announced, 3);
        calendar_write_words(announced, day);
        snprintf(text, RESULT_TEXT, "%s keluarga berhenti mulai %s karena ada data yang berubah.",
                 name, day);
        break;
    case VERDICT_NOT_REGISTERED:
        snprintf(text, RESULT_TEXT, "Keluarga belum tercatat sebagai pendaftar %s.", name);
        break;
    case VERDICT_INCOMPLETE:
        result.missing_source = family->records.missing_source;
        result.refresh_on = calendar_add_days(today, 14);
        snprintf(text, RESULT_TEXT, "Data dari %s belum masuk, dan ini bukan penolakan.",
                 result.missing_source);
        break;
    case VERDICTS:
        break;
    }
    if (window) {
        result.opens_at = calendar_start(announced);
        /* The last day counts whole: it closes as the day after it begins, less a second. */
        result.closes_at =
            calendar_start(calendar_add_days(calendar_add_months(announced, 1), 1)) - 1;
    }
    return result;
}
