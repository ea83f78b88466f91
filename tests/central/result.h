/*
 * result: what was decided for one family in one programme, with dates, payment, queue and the
 * window for objections, in the words of the contract. Pure.
 */
#ifndef TESTS_CENTRAL_RESULT_H
#define TESTS_CENTRAL_RESULT_H

#include "rounds.h"
#include "rules.h"

#include <stdint.h>

enum { RESULT_TEXT = 320, RESULT_PLACE = 80 };

/* As kept in the database. */
struct decided {
    enum verdict verdict;
    int64_t amount;              /* rupiah for one stage */
    int32_t place, place_before; /* 0: in no queue */
    enum source missing;
};

/* Days are YYYYMMDD, 0 when absent; texts are "" when absent. */
struct result {
    enum verdict verdict;
    char verdict_text[RESULT_TEXT]; /* one sentence */
    int32_t announced_on, refresh_on, ended_on, collect_by;
    int64_t amount; /* rupiah; 0: nothing scheduled yet */
    char stage[4], place[RESULT_PLACE], account[32];
    int32_t queue_place, queue_before;
    const char *missing_source;  /* NULL when none */
    int64_t opens_at, closes_at; /* of the objection window; 0: none */
};

/* `round` is the one shown, its announcement that of the family's district; `where` is the
 * district's name, for the place of payment. */
struct result result_write(const struct programme *programme, const struct round *round,
                           const struct decided *decided, const char *where, int32_t today);

/* When objections to results announced on a day are taken: from its beginning to the end of the
 * day a month later. */
void result_window(int32_t announced_on, int64_t *opens_at_out, int64_t *closes_at_out);

#endif
