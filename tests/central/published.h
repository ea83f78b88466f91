/*
 * published: whether a request has the form that SPDCI's social registry API v1.0.0 publishes for
 * /registry/sync/search and /registry/sync/txn/status. Pure.
 *
 * For a value that may be anything, that schema demands exactly one of string, integer, number,
 * boolean and object. A whole number is both integer and number, so it is refused as a number and
 * taken as a text ("25").
 */
#ifndef TESTS_CENTRAL_PUBLISHED_H
#define TESTS_CENTRAL_PUBLISHED_H

#include <jansson.h>
#include <stdbool.h>

/* What is wrong with a header (MsgHeader_V1.0.0) that a published reason code names; NULL when
 * nothing is. */
const char *published_header(const json_t *header, const char *action);

/* Whether the members of a header that no reason code names have their types. */
bool published_header_typed(const json_t *header);

/* SearchRequest, but for what is inside its items; TxnStatusRequest. Not EncryptedMessage, which
 * nobody here could open. */
bool published_search(const json_t *message);
bool published_status(const json_t *message);

/* What is wrong with an item of search_request, as a reason code; NULL when nothing is. */
const char *published_item(const json_t *item);

#endif
