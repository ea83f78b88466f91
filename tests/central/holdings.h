/*
 * holdings: draws what the sources hold about a generated family, from how well off it is, with
 * the faults real registers have. Pure.
 */
#ifndef TESTS_CENTRAL_HOLDINGS_H
#define TESTS_CENTRAL_HOLDINGS_H

#include "dice.h"
#include "family.h"

#include <stdint.h>

/* Fills family->household but member_count, born, gone and village, and family->received; the
 * members must be there. */
void holdings_draw(struct dice *dice, int32_t today, struct family *family);

#endif
