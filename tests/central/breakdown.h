/*
 * breakdown: the RECORD of the contract: what was decided for a person's family in each programme,
 * with reasons, the catalogue of grounds, and the family's objections.
 */
#ifndef TESTS_CENTRAL_BREAKDOWN_H
#define TESTS_CENTRAL_BREAKDOWN_H

#include "store.h"
#include "subject.h"

#include <jansson.h>
#include <stdint.h>

/* `subject` is of the request: the record names the card it answers for. `now` is the programme's
 * time. *record_out is owned by the caller. Returns 0 or -errno. */
int breakdown_write(struct store *store, const struct subject *subject, const struct person *person,
                    int64_t now, json_t **record_out);

/* Adds the member "grounds", the whole catalogue of them. Returns 0 or -errno. */
int breakdown_put_grounds(struct store *store, json_t *object);

#endif
