/*
 * templates: a person's fingers as the contract sends them (schema TemplatesAnswer).
 */
#ifndef TESTS_CENTRAL_TEMPLATES_H
#define TESTS_CENTRAL_TEMPLATES_H

#include "store.h"

#include <jansson.h>

/* Appends each row (position, record) to the list. Returns 0 or -errno. */
int templates_put(struct store_rows *rows, json_t *list);

#endif
