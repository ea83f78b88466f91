/*
 * query: an expression or predicate of SPDCI, judged for one person of one group. Pure.
 */
#ifndef TESTS_CENTRAL_QUERY_H
#define TESTS_CENTRAL_QUERY_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum query_type { QUERY_EXPRESSION, QUERY_PREDICATE };

/* What the attributes can be asked about. Texts are borrowed. */
struct query_row {
    int64_t poverty_score, group_size, age;
    const char *location, *location_name, *sex;
};

/* Whether the query has the published form and knows all its attributes. */
bool query_in_order(enum query_type type, const json_t *query);

/* Whether it holds; the query is in order. */
bool query_holds(enum query_type type, const json_t *query, const struct query_row *row);

#endif
