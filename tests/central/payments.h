/*
 * payments: what was paid of each stage, what is to be collected, and what did not arrive. A stage
 * of the round that is shown is told from its days (result.h) until something is recorded of it;
 * earlier ones are on record.
 */
#ifndef TESTS_CENTRAL_PAYMENTS_H
#define TESTS_CENTRAL_PAYMENTS_H

#include "store.h"
#include "view.h"

#include <jansson.h>

enum { PAYMENTS_SHOWN = 4 }; /* of a programme, the newest */

/* Sets "payments" of a programme's object, newest first; none is set without one. */
int payments_put(struct store *store, const struct view *view, size_t programme, json_t *object);

/* Records what became of the newest stage of a family: "paid", "failed" or "blocked". Returns 0,
 * -EINVAL for another word, -ENOENT when nothing is paid to them, or -errno. */
int payments_record(struct store *store, int64_t family, const char *programme, const char *state,
                    int32_t day);

/* A round ends: what nobody recorded otherwise was collected. */
int payments_close(struct store *store, const struct round *round);

/* Stages before the first round, for those who received then (round `before`). */
int payments_invent(struct store *store, int64_t before, const struct round *first);

#endif
