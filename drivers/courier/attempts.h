/*
 * attempts: how often one card's finger was asked for within a day.
 *
 * A finger check promises that a stranger passes at most once in so many checks; whoever may try
 * without end passes. So templates are fetched for a card at most ATTEMPTS_A_DAY times in 24 hours,
 * not counting the checks that ended with the right finger.
 *
 * Held in memory only, by a keyed digest of the card: the outbox never learns who was here. A
 * restart of the driver forgets; the service counts too, across all devices (openapi.yaml,
 * rjct.attempts.spent).
 */
#ifndef DRIVERS_COURIER_ATTEMPTS_H
#define DRIVERS_COURIER_ATTEMPTS_H

#include "drivers/wire.h"

enum {
    /* At a false match rate of 0.1 % a transaction, 5 of them let one stranger in 200 in who uses
     * up a card's whole day; at 0.01 %, one in 2,000. Honest people fail about 2 % of transactions
     * with one finger, 0.2 % with two: five in a row are no accident, and the staff helps. */
    ATTEMPTS_A_DAY = 5,
    ATTEMPTS_KEPT = 1024, /* of all cards: more than a kiosk can serve in a day */
    ATTEMPTS_KEY = 32,
    ATTEMPTS_DIGEST = 16,
};

struct attempt {
    uint8_t card[ATTEMPTS_DIGEST];
    int64_t at_ms;
};

/* Plain data. Begin with zeros and a random key; wipe with sodium_memzero. */
struct attempts {
    uint8_t key[ATTEMPTS_KEY];
    unsigned count;
    struct attempt attempt[ATTEMPTS_KEPT]; /* oldest first */
};

/* Takes one attempt of this card. Returns 0; -EDQUOT when the day's are spent. `steady_ms`:
 * CLOCK_MONOTONIC, so that setting the clock gives nobody another day. */
int attempts_take(struct attempts *attempts, const struct wire_card *card, int64_t steady_ms);

/* What a card is known by here: enough to give back, and it tells nobody whose card it is. */
void attempts_name(const struct attempts *attempts, const struct wire_card *card,
                   uint8_t name_out[ATTEMPTS_DIGEST]);

/* Gives that card's latest attempt back: the right finger came, or no template did. */
void attempts_give_back(struct attempts *attempts, const uint8_t name[ATTEMPTS_DIGEST]);

#endif
