/*
 * verify: is this finger one of those? The one place where that is decided.
 *
 * A verification is one transaction (transaction.h) of some rounds against the templates of one
 * person: the finger is one of at most two enrolled ones, in any order, and any of them will do;
 * after a capture that was not enough the other one is asked for. A capture with too little in it
 * to be judged is not counted. The promise about strangers holds for the whole of it, so it is
 * over once it has said matched or refused.
 */
#ifndef DRIVERS_FINGER_VERIFY_H
#define DRIVERS_FINGER_VERIFY_H

#include "minutia.h"
#include "transaction.h"

#include <stddef.h>
#include <stdint.h>

enum { VERIFY_ROUNDS = TRANSACTION_ROUNDS };

enum verify_verdict {
    VERIFY_MATCHED,
    VERIFY_AGAIN,      /* not yet; a capture is left */
    VERIFY_REFUSED,    /* not in any round */
    VERIFY_UNREADABLE, /* too few minutiae; not counted */
};

struct verify_result {
    enum verify_verdict verdict;
    unsigned score_class; /* 0 no match, 1 FMR <= 0.1 %, 2 FMR <= 0.01 % */
    double score;         /* of the transaction so far, on matcher.h's scale */
};

/* The templates prepared for matching, and room to match in: about 1 MiB. */
struct verify;

/* Begins a verification of 1..VERIFY_ROUNDS rounds against the first usable view of each of the
 * first two fingers in `views`; views of the same known position are of one finger. Copies what
 * it needs. Returns 0; -ENODATA when no view is usable; -EINVAL for another number of rounds;
 * -ENOMEM. */
int verify_new(const struct minutiae *views, size_t count, unsigned rounds,
               struct verify **verify_out);

/* The finger to ask for now: ISO/IEC 19794-2 table 2; 0 unknown. The templates' in turn. */
uint8_t verify_position(const struct verify *verify);

/* Judges one more capture. Not called again after VERIFY_MATCHED or VERIFY_REFUSED. */
struct verify_result verify_round(struct verify *verify, const struct minutiae *live);

/* Wipes and frees. Accepts NULL. */
void verify_free(struct verify *verify);

#endif
