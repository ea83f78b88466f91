/*
 * breakdown: one RECORD of an on-search answer (openapi.yaml, schema Breakdown) into the wire's
 * struct. Pure, and the parser that stands between the network and the screen:
 *
 *   - absent or null           -> 0 or ""
 *   - fields it does not know  -> ignored
 *   - codes it does not know   -> *_OTHER with the service's own text, or with the code itself
 *                                 when no text came: never a blank
 *   - sensitivity unknown      -> treated as health, the most careful one
 *   - words too long           -> cut between characters (text.h)
 *   - more than the wire holds -> the first; of reasons those that decided come first
 *   - another member's sensitive fact (withheld): everything but institution and kind is dropped,
 *                                 whatever was sent
 *   - a known field of another type, an id that is none, a day that does not exist, a negative
 *     sum: the whole record is refused, because nobody can say what it meant
 */
#ifndef DRIVERS_COURIER_BREAKDOWN_H
#define DRIVERS_COURIER_BREAKDOWN_H

#include "drivers/wire.h"
#include <jansson.h>

/* Fills *breakdown_out from `record` (borrowed). Returns 0, -EBADMSG or -ENOMEM. */
int breakdown_parse(const json_t *record, struct wire_breakdown *breakdown_out);

#endif
