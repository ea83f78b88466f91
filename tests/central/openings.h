/*
 * openings: who looked at a family's data, from the access journal, for the family itself.
 */
#ifndef TESTS_CENTRAL_OPENINGS_H
#define TESTS_CENTRAL_OPENINGS_H

#include "store.h"
#include "subject.h"

#include <jansson.h>

enum { OPENINGS_SHOWN = 12 };

/* Sets "openings" of a record, newest first, with where and with whose help. The caller has noted
 * the present one already. Returns 0 or -errno. */
int openings_put(struct store *store, const struct person *person, json_t *record);

#endif
