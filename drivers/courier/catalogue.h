/*
 * catalogue: what the service says, signed, about everybody's programmes: schema Catalogue. What
 * the contract's reading rules are (unknown, absent, too long, too many) is in breakdown.h.
 */
#ifndef DRIVERS_COURIER_CATALOGUE_H
#define DRIVERS_COURIER_CATALOGUE_H

#include "drivers/wire.h"

#include <jansson.h>
#include <stdint.h>

enum { CATALOGUE_KEY = 32, CATALOGUE_KEY_ID = 64 };

struct catalogue {
    struct wire_catalogue told;             /* what the face is told of it */
    char inspectorate_id[CATALOGUE_KEY_ID]; /* "": complaints cannot be taken */
    uint8_t inspectorate[CATALOGUE_KEY];    /* X25519 public */
};

/* Fills *catalogue_out from a message of on-catalogue (borrowed). Returns 0 or -EBADMSG. */
int catalogue_parse(const json_t *message, struct catalogue *catalogue_out);

#endif
