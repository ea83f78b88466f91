/*
 * rounds: computations of every family's result, and which of them a family is shown.
 *
 * A refresh, every three months, gives all places anew and is announced some days later, in some
 * districts later still; until then the round before is shown. A computation between refreshes (a
 * record was corrected, a source is back) keeps the dates of its round, and places that are held.
 */
#ifndef TESTS_CENTRAL_ROUNDS_H
#define TESTS_CENTRAL_ROUNDS_H

#include "rules.h"
#include "store.h"

#include <stdint.h>

enum rounds_times {
    ROUNDS_MONTHS = 3,         /* between refreshes */
    ROUNDS_ANNOUNCED_DAYS = 7, /* from a refresh to its announcement */
    ROUNDS_WINDOW_MONTHS = 1,  /* for objections */
};

struct round {
    int64_t id, base;
    int32_t computed_on, announced_on, refresh_on; /* announced_on: in the first districts */
};

/* Makes the first round: announced on a given day (which may be past), rules from `folder`. */
int rounds_first(struct store *store, const char *folder, int32_t today, int32_t announced_on);

/* Computes again in between, or refreshes. Both leave the store unchanged on failure but for rows
 * of a round that nobody sees. Not within a transaction. */
int rounds_compute(struct store *store, const char *folder, int32_t today);
int rounds_refresh(struct store *store, const char *folder, int32_t today);

/* The newest whole round. Returns 0, -ENOENT or -errno. */
int rounds_newest(struct store *store, struct round *round_out);

/* The round shown to a family of `district` on a day, with its own announcement there. When none is
 * announced yet, the newest, with announced_on in the future. */
int rounds_shown(struct store *store, int district, int32_t today, const struct rules *rules,
                 struct round *round_out);

/* What a round was decided by. */
int rounds_rules(struct store *store, int64_t round, struct rules *rules_out);

/* The day a round is announced in a district. */
int32_t rounds_announced(const struct round *round, const struct rules *rules, int district);

#endif
