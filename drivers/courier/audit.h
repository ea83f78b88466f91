/*
 * audit: the journal, looked over by a person (kioskctl journal). Writes to standard output;
 * changes nothing.
 */
#ifndef DRIVERS_COURIER_AUDIT_H
#define DRIVERS_COURIER_AUDIT_H

#include "config.h"
#include "envelope.h"

/* Holds the journal to its chain, to its own checkpoints, and to those in the file `witnessed`, as
 * the service lists them (a line each: SENDER SEQUENCE AT HASH SIGNATURE, more ignored; those of
 * other kiosks too); NULL: to none. Prints one line. Returns 0 when it is sound, -EKEYREJECTED when
 * it is not, -EINVAL for a line that is none, or -errno when something cannot be read. */
int audit_verify(const struct config *config, const char *witnessed);

/* Prints every entry: SEQUENCE BOOT AT CLOCK EVENT DETAIL. Returns 0 or -errno. */
int audit_export(const struct config *config);

#endif
