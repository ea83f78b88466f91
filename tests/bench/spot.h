/*
 * spot: where to tap, from the dumps that a journey left (steps.h): for a kiosk that leaves none,
 * as pictures cost more than all that is measured.
 */
#ifndef TESTS_BENCH_SPOT_H
#define TESTS_BENCH_SPOT_H

#include "tests/journeys/steps.h"

struct spot {
    int x, y; /* pixels; -1, -1: nowhere */
};

/* The middle of the element whose `key` ("label", "role", "icon") begins with `value`, on the first
 * page of this scene that has it. */
struct spot spot_find(const struct steps *steps, const char *scene, const char *key,
                      const char *value);

#endif
