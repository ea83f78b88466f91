/*
 * replies: first answers, so that a message_id that comes again gets the same one.
 */
#ifndef TESTS_CENTRAL_REPLIES_H
#define TESTS_CENTRAL_REPLIES_H

#include "store.h"

#include <jansson.h>
#include <stdint.h>

enum { REPLIES_KEPT_S = 24 * 3600 };

/* The first answer; both are owned by the caller. Returns 0; -ENOENT when there was none; -EEXIST
 * when that message_id belonged to another action; -errno. */
int replies_find(struct store *store, const char *sender, const char *message_id,
                 const char *action, json_t **header_out, json_t **message_out);

/* Keeps one, and forgets those older than REPLIES_KEPT_S. Returns 0 or -errno. */
int replies_add(struct store *store, const char *sender, const char *message_id, const char *action,
                int64_t now, const json_t *header, const json_t *message);

/* The last answer to the sender's `action` by its transaction_id or correlation_id (either may be
 * NULL). The caller owns it. Returns 0, -ENOENT or -errno. */
int replies_search(struct store *store, const char *sender, const char *action,
                   const char *transaction, const char *correlation, json_t **message_out);

#endif
