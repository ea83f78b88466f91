/*
 * checks: how often a person's finger was asked for within a day, over all devices: what keeps a
 * stranger with somebody's card from trying at one kiosk after the other (openapi.yaml,
 * rjct.attempts.spent). Whoever's NIK a card gives is one person, at whatever level it was read.
 */
#ifndef TESTS_CENTRAL_CHECKS_H
#define TESTS_CENTRAL_CHECKS_H

#include "request.h"

enum { CHECKS_A_DAY = 5, CHECKS_DAY_S = 24 * 60 * 60 };

/* Counts a check of this person's finger that is about to begin; `person` as subject_find gave it,
 * its id 0 for one known by a NIK alone. Returns 0; -EDQUOT when the day's are spent; -errno. */
int checks_take(const struct request *request, const struct subject *subject,
                const struct person *person);

/* Gives everybody all of theirs back. Returns 0 or -errno. */
int checks_forgive(struct store *store);

/* The right finger came, as the subject tells: the nearest check of this person on this device is
 * given back, once for each time it came, however often that is told: one of the same second is
 * another only if it was taken later. Returns 0 or -errno. */
int checks_matched(const struct request *request, const struct subject *subject,
                   const struct person *person);

#endif
