/*
 * grounds: the service's catalogue of what may be said against a record: schema Ground. Pure.
 */
#ifndef DRIVERS_COURIER_GROUNDS_H
#define DRIVERS_COURIER_GROUNDS_H

#include "drivers/wire.h"
#include "reading.h"

/* Reads the member "grounds" of `object`; past WIRE_GROUNDS_MAX they are left out. */
void grounds_read(struct reading *r, const json_t *object,
                  struct wire_ground grounds_out[WIRE_GROUNDS_MAX], uint32_t *count_out);

#endif
