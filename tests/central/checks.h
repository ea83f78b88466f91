/*
 * checks: how often a person's finger was asked for within a day, over all devices: what keeps a
 * stranger with somebody's card from trying at one kiosk after the other (openapi.yaml,
 * rjct.attempts.spent). Whoever's NIK a card gives is one person, at whatever level it was read.
 */
#ifndef TESTS_CENTRAL_CHECKS_H
#define TESTS_CENTRAL_CHECKS_H

#include "request.h"

enum { CHECKS_A_DAY = 5, CHECKS_DAY_S = 24 * 60 * 60, CHECKS_WHOSE = 48 };

/* Whose checks are counted: the NIK of a subject, with its `person` as subject_find gave it, the id
 * 0 for one known by a NIK alone. Staff are counted apart, under a name of their own. Returns 0,
 * -ENOENT or -errno. */
int checks_whose(struct store *store, const struct subject *subject, const struct person *person,
                 char whose_out[CHECKS_WHOSE]);

/* Counts a check that is about to begin. Returns 0; -EDQUOT when the day's are spent; -errno. */
int checks_take(const struct request *request, const char *whose);

/* Gives everybody all of theirs back. Returns 0 or -errno. */
int checks_forgive(struct store *store);

/* The right finger came at `at`, by the device's clock: the nearest check on this device is given
 * back, once for each time it came, however often that is told: one of the same second is another
 * only if it was taken later. Returns 0 or -errno. */
int checks_matched(const struct request *request, const char *whose, int64_t at);

/* The same, when a subject tells of a finger. */
int checks_matched_by(const struct request *request, const struct subject *subject,
                      const struct person *person);

#endif
