/*
 * manifest: what lies in the outbox, for a person (kioskctl outbox). What is inside a record cannot
 * be read here and is not needed: a line a record, the oldest first. Writes to standard output;
 * changes nothing.
 */
#ifndef DRIVERS_COURIER_MANIFEST_H
#define DRIVERS_COURIER_MANIFEST_H

#include "config.h"

/* Prints NUMBER KIND ACCEPTED CLOCK ATTEMPTS STATE a record: the number of its receipt; what it is;
 * when it was taken in, by which clock ("kept" or "free"); how often it was tried; and "waits",
 * "waits until AT", or "aside" with the reason. Returns 0, also without an outbox, or -errno. */
int manifest_print(const struct config *config, int64_t now);

#endif
