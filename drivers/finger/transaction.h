/*
 * transaction: one person's captures, weighed together until they are enough.
 *
 * The promise is for the whole transaction, not for one capture: a stranger who may use up every
 * capture allowed is accepted with at most the false match rate named. So the threshold depends on
 * how many captures are ALLOWED, and is the same at the first as at the last; the score never
 * falls when a capture is added, and a decision may be taken as soon as it is reached.
 *
 * A round is a capture of each enrolled finger: with two fingers twice as many captures, in any
 * order, and every capture is held against both templates: which finger it is of need not be
 * known, and one of them alone may be enough. The score of a finger is its best capture plus half
 * of the second best plus a fifth of the third: several middling looks at the same finger are
 * evidence, several at another's are not. Two fingers: the sum of both.
 *
 * Pure: a capture no template was compared with is simply not added (too few minutiae).
 */
#ifndef DRIVERS_FINGER_TRANSACTION_H
#define DRIVERS_FINGER_TRANSACTION_H

enum { TRANSACTION_ROUNDS = 3, TRANSACTION_FINGERS = 2 };

/* Plain data; wipe with explicit_bzero. */
struct transaction {
    unsigned fingers, rounds;                             /* templates; rounds allowed */
    unsigned captures;                                    /* taken */
    double best[TRANSACTION_FINGERS][TRANSACTION_ROUNDS]; /* scores, highest first */
};

/* Begins with 1..TRANSACTION_FINGERS templates and 1..TRANSACTION_ROUNDS rounds. Returns 0 or
 * -EINVAL. */
int transaction_begin(struct transaction *transaction_out, unsigned fingers, unsigned rounds);

/* Adds a capture: matcher.h's score against the template of each finger. Returns 0; -EINVAL for a
 * score that is not a number of 0 or more; -ENOSPC when all captures are used. On failure nothing
 * is added. */
int transaction_add(struct transaction *transaction, const double score[TRANSACTION_FINGERS]);

/* How many more captures may be added. */
unsigned transaction_left(const struct transaction *transaction);

/* What was gathered so far, on matcher.h's scale. */
double transaction_score(const struct transaction *transaction);

/* 2: accepted at a false match rate of 0.01 %; 1: at 0.1 %; 0: not accepted (yet). */
unsigned transaction_class(const struct transaction *transaction);

/* The score needed for class 1 or 2. */
double transaction_threshold(unsigned fingers, unsigned rounds, unsigned score_class);

#endif
