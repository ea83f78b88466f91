/*
 * spdci: the published social registry search for partner systems, who come with a bearer token
 * and not with a card: the three query types of SPDCI's API v1.0.0, on groups (families) or
 * members.
 *
 *   idtype-value  {"type": "NIK"|"UIN"|"KK"|..., "value": "..."}
 *   expression    {"type", "value": {"expression": {"collection": "Group"|"Member", "query":
 *                 {ATTRIBUTE: {"$lt": 5}, "$and": [...], "$or": [...], "$not": {...}}}}}
 *   predicate     [{"seq_num", "expression1", "condition", "expression2"}, ...], all of which hold;
 *                 "in" takes a text with commas, since its value may be no list
 *
 * Attributes: poverty_score (the welfare decile, 1 the poorest), group_size, location (village's
 * code or name), age, sex ("male", "female"). An unknown attribute is rjct.search_criteria.invalid.
 */
#ifndef TESTS_CENTRAL_SPDCI_H
#define TESTS_CENTRAL_SPDCI_H

#include "request.h"

#include <jansson.h>

enum spdci_limits {
    SPDCI_ID = 4 * 99 + 1, /* a transaction_id of 99 characters of UTF-8, with the NUL */
    SPDCI_PAGE = 100,
    SPDCI_FOUND = 1000, /* more is rjct.search.too_many_records_found */
};

/* Answers criteria of the published form: either *refusal_out, or *data_out with "data" and, when
 * asked for, "pagination". The caller owns it. Returns 0 or -errno. */
int spdci_find(const struct request *request, const json_t *criteria, const char **refusal_out,
               json_t **data_out);

#endif
