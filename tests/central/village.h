/*
 * village: Desa Kemiren (Kemendagri 35.10.15.2004) peopled from a seed: the cast's families first,
 * then drawn ones, with records at every source and a verdict per programme that agrees with them.
 * Pure: the same seed, day and cast give the same village. Nobody in it exists.
 */
#ifndef TESTS_CENTRAL_VILLAGE_H
#define TESTS_CENTRAL_VILLAGE_H

#include "cast.h"
#include "family.h"

#include <stddef.h>
#include <stdint.h>

#define VILLAGE_CODE "35.10.15.2004"

enum village_sizes { VILLAGE_FAMILIES = 200 };

/* Fills families[0..count). `cast` must outlive them. `count` >= cast_count, and few enough that
 * each birth day has its four-digit serials to spare (a village, not a regency). */
void village_make(uint64_t seed, int32_t today, const struct cast *cast, size_t cast_count,
                  struct family *families, size_t count);

#endif
