/*
 * transaction: one person's captures, weighed together until they are enough.
 *
 * The promise is for the whole transaction, not for one capture: a stranger who may use up every
 * capture allowed is accepted with at most the false match rate named. So the threshold depends on
 * how many captures are ALLOWED, and is the same at the first as at the last; the score never
 * falls when a capture is added, and a decision may be taken as soon as it is reached.
 *
 * The score of a finger is its best capture plus half of the second best plus a fifth of the third:
 * several middling looks at the same finger are evidence, several at another's are not. Two
 * fingers: the sum of both, in any order of captures; a finger not shown adds 0.
 *
 * Pure: a capture no template was compared with is simply not added (too few minutiae).
 */
#ifndef DRIVERS_FINGER_TRANSACTION_H
#define DRIVERS_FINGER_TRANSACTION_H

enum { TRANSACTION_CAPTURES = 3, TRANSACTION_FINGERS = 2 };

enum transaction_kind {
    TRANSACTION_ONE,    /* one template: that finger */
    TRANSACTION_EITHER, /* two templates, each capture against both: any one of the two */
    TRANSACTION_BOTH,   /* two templates: evidence of both summed */
};

/* Plain data; wipe with explicit_bzero. */
struct transaction {
    enum transaction_kind kind;
    unsigned allowed; /* captures a finger */
    unsigned count[TRANSACTION_FINGERS];
    double score[TRANSACTION_FINGERS][TRANSACTION_CAPTURES]; /* highest first */
};

/* Begins; `allowed` is 1..TRANSACTION_CAPTURES captures of each finger. Returns 0 or -EINVAL. */
int transaction_begin(struct transaction *transaction_out, enum transaction_kind kind,
                      unsigned allowed);

/* Adds matcher.h's score of one capture against template `finger` (0, or 1 unless the kind is
 * TRANSACTION_ONE). Returns 0; -EINVAL for another finger or a score that is not a number of 0 or
 * more; -ENOSPC when all captures are used. On failure nothing is added. */
int transaction_add(struct transaction *transaction, unsigned finger, double score);

/* What was gathered so far, on matcher.h's scale. */
double transaction_score(const struct transaction *transaction);

/* 2: accepted at a false match rate of 0.01 %; 1: at 0.1 %; 0: not accepted (yet). */
unsigned transaction_class(const struct transaction *transaction);

/* The score needed for class 1 or 2. */
double transaction_threshold(enum transaction_kind kind, unsigned allowed, unsigned score_class);

#endif
