/*
 * hearing: households out of the database as the centre hears of them through the bridge.
 */
#ifndef TESTS_CENTRAL_HEARING_H
#define TESTS_CENTRAL_HEARING_H

#include "bridge.h"
#include "household.h"
#include "store.h"

#include <stddef.h>

int hearing_bridge(struct store *store, struct bridge *bridge_out);

/* All of them, by family number; the caller frees. Returns 0 or -errno. */
int hearing_all(struct store *store, struct household **households_out, size_t *count_out);

/* One. Returns 0, -ENOENT or -errno. */
int hearing_one(struct store *store, int64_t family, struct household *household_out);

#endif
