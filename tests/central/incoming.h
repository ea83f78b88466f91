/*
 * incoming: the body of one request while it comes in, bounded and wiped.
 */
#ifndef TESTS_CENTRAL_INCOMING_H
#define TESTS_CENTRAL_INCOMING_H

#include <stdbool.h>
#include <stddef.h>

enum incoming_limits { INCOMING_REQUEST_S = 30 }; /* for one request */

struct incoming;

struct incoming *incoming_open(void); /* NULL without memory */

/* Adds a piece; what is beyond ENVELOPE_MAX is counted only, so that the client hears the 413.
 * Returns 0, or -errno when the connection is to be closed: too slow, far too much, no memory. */
int incoming_add(struct incoming *in, const char *piece, size_t size);

/* Unpacks the body (dense.h), once it is whole. Returns 0, -E2BIG, -EBADMSG or -ENOMEM. */
int incoming_unpack(struct incoming *in);

bool incoming_too_long(const struct incoming *in);
const char *incoming_body(const struct incoming *in); /* never NULL; not ended by a NUL */
size_t incoming_size(const struct incoming *in);

void incoming_close(struct incoming *in); /* accepts NULL */

#endif
