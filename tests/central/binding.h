/*
 * binding: a card, a NIK and two fingers, enrolled by staff at a kiosk, become a card of level
 * `tag` once the photograph on it was compared with Dukcapil's. Until then it opens nothing.
 *
 *   waiting --the same photograph--> bound
 *      |
 *      +--another, or no such NIK--> differs --somebody looks at both--> bound, refused
 *
 * Dukcapil wrote the photograph to the card, so that theirs are the same bytes unless it was taken
 * anew since. While Dukcapil does not answer an enrolment waits.
 */
#ifndef TESTS_CENTRAL_BINDING_H
#define TESTS_CENTRAL_BINDING_H

#include "store.h"
#include "subject.h"

#include <stdint.h>

/* Compares all that wait. Returns 0 or -errno. */
int binding_match(struct store *store);

/* What somebody decided who looked at both photographs. Returns 0, -ENOENT for a number that is
 * none or is decided, or when the register has nobody of that NIK; -errno. */
int binding_decide(struct store *store, const char *number, bool same);

#endif
