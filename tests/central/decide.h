/*
 * decide: BPS's part. Moves a case on, and when it is granted corrects the records it was about, as
 * the source would, each correction kept beside the case. Computing again is the caller's.
 */
#ifndef TESTS_CENTRAL_DECIDE_H
#define TESTS_CENTRAL_DECIDE_H

#include "store.h"

#include <stdbool.h>
#include <stdint.h>

enum { DECIDE_DISASTER_MONTHS = 6 }; /* how long a disaster gives priority */

struct decision {
    const char *number, *state; /* checking, visit, granted, partly, not_granted */
    const char *reason;         /* in words, for the person; needed by a decision */
    int64_t value;              /* the corrected value; -1: what the ground says */
    int member;                 /* who died or moved, from 1; 0: by the name in the report */
    const char *nik, *name;     /* of the person of a card nobody knew; NULL: see families.h */
};

/* *corrected_out tells whether records changed. Returns 0; -ENOENT for an unknown case or member;
 * -EINVAL for no such step, a decision without a reason, or a case that is decided; -errno. */
int decide(struct store *store, const struct decision *decision, int64_t now, bool *corrected_out);

/* After the ranking ran again: the case shows "data diperbarui". */
int decide_updated(struct store *store, const char *number, int64_t now);

#endif
