/*
 * result: what the centre decided for one family in one programme, with dates, payment, queue and
 * the window for objections, as of the day the village is loaded. Pure.
 */
#ifndef TESTS_CENTRAL_RESULT_H
#define TESTS_CENTRAL_RESULT_H

#include "family.h"

#include <stdint.h>

enum { RESULT_TEXT = 320 };

/* Days are YYYYMMDD, 0 when absent; texts are "" or NULL when absent. */
struct result {
    enum verdict verdict;
    char verdict_text[RESULT_TEXT]; /* one sentence */
    int32_t announced_on, refresh_on, ended_on, collect_by;
    int64_t amount; /* rupiah; 0: nothing scheduled yet */
    const char *stage, *place, *account;
    int queue_place;
    const char *missing_source;
    int64_t opens_at, closes_at; /* of the objection window; 0: none */
};

struct result result_write(const struct family *family, enum programme programme, int32_t today);

/* The day results were announced when the village is loaded on `today`: ten days before, so that
 * the window of one month is open. */
int32_t result_announced(int32_t today);

/* PKH for one stage, a quarter of the year's sum for at most four members (rupiah). */
int64_t result_pkh_stage(const struct family_components *components);

#endif
