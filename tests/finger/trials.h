/*
 * trials: transactions of honest people and of strangers, played out on a database of scores.
 *
 * One finger: every template, every set of `captures` prints of one finger; the template's own
 * image is left out. Two fingers: PER_PAIR draws (fixed seed) for each two fingers of a database:
 * a template of each, and `captures` different prints of each of the same two fingers (honest) or
 * of two other, different fingers (stranger). Either: as two fingers, but all captures are of one
 * finger, one of the two (honest) or a third (stranger), each against both templates.
 */
#ifndef TESTS_FINGER_TRIALS_H
#define TESTS_FINGER_TRIALS_H

#include "../../drivers/finger/transaction.h"
#include "database.h"

#include <stdbool.h>

/* How the scores of a transaction's captures become one. */
enum trials_rule {
    TRIALS_FUSED, /* transaction.h's way: what ships */
    TRIALS_BEST,  /* the best capture; for two fingers the best round's sum */
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
               enum transaction_kind kind, unsigned captures, enum trials_rule rule);

void trials_free(struct trials *trials);

#endif
