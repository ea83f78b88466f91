/*
 * trials: transactions of honest people and of strangers, played out on a database of scores.
 *
 * One finger: every template, every set of `rounds` prints of one finger; the template's own image
 * is left out. Two fingers: PER_PAIR draws (fixed seed) for each two fingers of a database: a
 * template of each, and `rounds` different prints of each of the same two fingers (honest), taken
 * in turn, each against both templates. A stranger shows as many prints of two other fingers or,
 * every second time, all of one.
 */
#ifndef TESTS_FINGER_TRIALS_H
#define TESTS_FINGER_TRIALS_H

#include "../../drivers/finger/transaction.h"
#include "database.h"

#include <stdbool.h>

/* How the scores of a transaction's captures become one. */
enum trials_rule {
    TRIALS_FUSED, /* transaction.h's way: what ships */
    TRIALS_BEST,  /* the best capture; for two fingers the best round's sum, each finger against its
                     own template alone: the customary protocol */
};

struct trial {
    float score;
    bool honest;
    unsigned char database, a, b; /* the fingers of the templates; b = a for one */
};

struct trials {
    size_t count, room;
    struct trial *trial;
};

/* Appends the trials of a database. Returns 0 or -ENOMEM. */
int trials_add(struct trials *trials, const struct database *database, unsigned number,
               unsigned fingers, unsigned rounds, enum trials_rule rule);

void trials_free(struct trials *trials);

#endif
