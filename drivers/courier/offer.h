/*
 * offer: the version of the whole device that the service offers this kiosk with the answer to a
 * heartbeat: schema UpdateOffer. Pure. That it may be run is not believed from here: the bundle is
 * signed by its makers, and checked by who writes it (image/README.md).
 */
#ifndef DRIVERS_COURIER_OFFER_H
#define DRIVERS_COURIER_OFFER_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum { OFFER_VERSION = 21, OFFER_URL = 512, OFFER_SIZE_MAX = 512 << 20 };

struct offer {
    char version[OFFER_VERSION]; /* decimal digits, a larger number is later; "": none */
    char url[OFFER_URL];         /* https */
    int64_t size;                /* bytes, 1..OFFER_SIZE_MAX */
    int64_t bytes_a_day;         /* that fetching may take, at least 1 */
};

/* Fills *offer_out from a message of on-heartbeat (borrowed); version "" when it holds none.
 * Returns 0 or -EBADMSG. */
int offer_parse(const json_t *message, struct offer *offer_out);

/* Whether version `a` is later than `b`. */
bool offer_is_later(const char *a, const char *b);

#endif
