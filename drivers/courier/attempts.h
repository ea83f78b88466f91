/*
 * attempts: how often one card's finger was asked for within a day.
 *
 * A finger check promises that a stranger passes at most once in so many checks; whoever may try
 * without end passes. So a check is counted before it begins, at most ATTEMPTS_A_DAY of a card in
 * 24 hours, not counting those that ended with the right finger. The service counts too, across
 * all devices (openapi.yaml, rjct.attempts.spent).
 *
 * Kept in DIRECTORY/attempts.db, durable before the check begins, so that no restart gives anybody
 * another day; forgotten after the day. It never learns who was here: a card is two digests, of
 * its UID and of its NIK where that is known, keyed with what only this device's signing key
 * gives. One card read at two levels is still one card. A member of staff who signs in is counted
 * apart from the same card's checks as a resident's.
 *
 * Its day is the wall clock's, which nobody at the kiosk can set. A time in the future, from a
 * clock that has since been set back, counts as now.
 */
#ifndef DRIVERS_COURIER_ATTEMPTS_H
#define DRIVERS_COURIER_ATTEMPTS_H

#include "drivers/wire.h"

enum {
    /* At a false match rate of 0.1 % a transaction, 5 of them let one stranger in 200 in who uses
     * up a card's whole day; at 0.01 %, one in 2,000. Honest people fail about 2 % of transactions
     * with one finger, 0.2 % with two: five in a row are no accident, and the staff helps. */
    ATTEMPTS_A_DAY = 5,
    ATTEMPTS_DAY_S = 24 * 60 * 60,
    ATTEMPTS_SECRET = 64, /* bytes of the signing key */
};

struct attempts;

enum attempts_whose { ATTEMPTS_RESIDENT, ATTEMPTS_STAFF, ATTEMPTS_WHOSE };

/* Nothing is read yet: the file is opened, or made anew where it is damaged, when it is first
 * needed, and again after it failed. `directory` is borrowed. Returns 0 or -ENOMEM. */
int attempts_new(const char *directory, const uint8_t secret[ATTEMPTS_SECRET],
                 struct attempts **attempts_out);

/* Closes and wipes. Accepts NULL. */
void attempts_free(struct attempts *attempts);

/* Counts one attempt of this card; durable when it returns. Returns 0 with its number, for
 * attempts_give_back; -EDQUOT when the day's are spent; else as database.h, and nothing is counted.
 * `now`: seconds since 1970 UTC. */
int attempts_take(struct attempts *attempts, enum attempts_whose whose,
                  const struct wire_card *card, int64_t now, int64_t *attempt_out);

/* Gives one back: the right finger came, or there was no check. Twice is as good as once. */
int attempts_give_back(struct attempts *attempts, int64_t attempt);

/* Forgets what is older than a day. */
int attempts_prune(struct attempts *attempts, int64_t now);

#endif
