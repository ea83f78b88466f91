#include "result.h"

#include "calendar.h"

#include <stdio.h>

void result_window(int32_t announced_on, int64_t *opens_at_out, int64_t *closes_at_out)
{
    int32_t last = calendar_add_months(announced_on, ROUNDS_WINDOW_MONTHS);

    *opens_at_out = calendar_start(announced_on);
    /* The last day counts whole: it closes as the day after it begins, less a second. */
    *closes_at_out = calendar_start(calendar_add_days(last, 1)) - 1;
}

/* Eligible is not paid: until its payments begin nothing is scheduled. */
static void pay(const struct programme *p, const struct round *round, const struct decided *decided,
                const char *where, int32_t today, struct result *result)
{
    int32_t starts = calendar_add_days(round->announced_on, p->payment_after_days);

    if (today < starts) {
        snprintf(result->verdict_text, RESULT_TEXT,
                 "Keluarga layak menerima %s, tetapi jadwal pencairannya belum ditetapkan.",
                 p->name);
        return;
    }
    snprintf(result->verdict_text, RESULT_TEXT, "Keluarga layak dan menerima %s.", p->name);
    snprintf(result->stage, sizeof(result->stage), "%d", (round->announced_on / 100 % 100 + 2) / 3);
    snprintf(result->place, sizeof(result->place), "%.50s %.28s", p->place, where);
    snprintf(result->account, sizeof(result->account), "%s", p->account);
    result->amount = decided->amount;
    result->collect_by = calendar_add_days(starts, p->collect_days);
}

struct result result_write(const struct programme *p, const struct round *round,
                           const struct decided *decided, const char *where, int32_t today)
{
    enum verdict verdict = decided->verdict != VERDICT_NOT_REGISTERED && round->announced_on > today
                               ? VERDICT_NOT_ANNOUNCED
                               : decided->verdict;
    struct result result = {.verdict = verdict};
    char *text = result.verdict_text, day[CALENDAR_WORDS];
    bool window = false;

    calendar_write_words(round->announced_on, day);
    switch (verdict) {
    case VERDICT_NOT_ANNOUNCED:
        result.announced_on = round->announced_on;
        snprintf(text, RESULT_TEXT, "Hasil %s diumumkan mulai %s.", p->name, day);
        break;
    case VERDICT_RECEIVING:
        window = true;
        pay(p, round, decided, where, today, &result);
        break;
    case VERDICT_QUEUED:
        window = true;
        result.queue_place = decided->place;
        result.queue_before = decided->place_before;
        result.refresh_on = round->refresh_on;
        snprintf(text, RESULT_TEXT, "Keluarga memenuhi syarat %s, tetapi kuota sudah penuh.",
                 p->name);
        break;
    case VERDICT_NOT_ELIGIBLE:
        window = true;
        result.refresh_on = round->refresh_on;
        snprintf(text, RESULT_TEXT, "Menurut data sekarang, ada syarat %s yang belum terpenuhi.",
                 p->name);
        break;
    case VERDICT_NO_LONGER:
        window = true;
        result.ended_on = round->announced_on;
        result.refresh_on = round->refresh_on;
        snprintf(text, RESULT_TEXT, "%s keluarga berhenti mulai %s karena ada data yang berubah.",
                 p->name, day);
        break;
    case VERDICT_NOT_REGISTERED:
        snprintf(text, RESULT_TEXT, "Keluarga belum tercatat sebagai pendaftar %s.", p->name);
        break;
    case VERDICT_INCOMPLETE:
        result.missing_source = source_name(decided->missing);
        result.refresh_on = calendar_add_days(today, 14);
        snprintf(text, RESULT_TEXT, "Data dari %s belum masuk, dan ini bukan penolakan.",
                 result.missing_source);
        break;
    case VERDICTS:
        break;
    }
    if (window)
        result_window(round->announced_on, &result.opens_at, &result.closes_at);
    return result;
}
