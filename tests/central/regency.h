/*
 * regency: Kabupaten Banyuwangi peopled from a seed, family after family: the cast's households
 * first, then drawn ones, village by village, with what each source holds about them: also what is
 * late, missing, or contradicts another source, as in real records. Nobody in it exists.
 *
 * Pure but for memory: the same seed, day, size and cast give the same regency.
 */
#ifndef TESTS_CENTRAL_REGENCY_H
#define TESTS_CENTRAL_REGENCY_H

#include "cast.h"
#include "family.h"
#include "villages.h"

#include <stddef.h>
#include <stdint.h>

enum regency_sizes {
    REGENCY_LEAST = 100,
    REGENCY_MOST = 350000,
    REGENCY_USUAL = 2600, /* of a stage: enough for a queue in the cast's district */
    REGENCY_KEMIREN =
        80, /* families at least in the cast's village, when there are REGENCY_USUAL */
};

struct regency;

/* `villages` and `cast` must outlive it. Returns 0, -EINVAL for a size outside the limits or a
 * cast without a household, or -ENOMEM. */
int regency_open(uint64_t seed, int32_t today, const struct villages *villages,
                 const struct cast *cast, size_t cast_count, size_t families,
                 struct regency **regency_out);

/* Draws the next family, numbered from 1. Returns 1, 0 after the last one, or -ENOMEM. */
int regency_next(struct regency *regency, struct family *family_out);

void regency_close(struct regency *regency); /* accepts NULL */

#endif
