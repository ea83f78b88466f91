/*
 * uuid: names for messages and records (RFC 9562), in the usual 36 lower-case characters. Pure:
 * the bytes come from the caller.
 */
#ifndef DRIVERS_COURIER_UUID_H
#define DRIVERS_COURIER_UUID_H

#include <stdint.h>

enum { UUID_TEXT = 37 };

/* RFC 9562, clauses 5.4 and 5.8: made of random bytes, or of bytes chosen by our own rule. */
enum uuid_version { UUID_RANDOM = 4, UUID_OWN = 8 };

/* Writes `bytes` with version and variant set over them. */
void uuid_write(const uint8_t bytes[16], enum uuid_version version, char text_out[UUID_TEXT]);

#endif
