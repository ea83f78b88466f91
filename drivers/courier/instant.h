/*
 * instant: times and days as the contract writes them (RFC 3339, always UTC with "Z"; days as
 * full-date) and as the wire carries them (seconds since 1970-01-01 UTC; YYYYMMDD). Pure.
 */
#ifndef DRIVERS_COURIER_INSTANT_H
#define DRIVERS_COURIER_INSTANT_H

#include <stdint.h>

enum { INSTANT_TEXT = sizeof "2026-11-22T03:04:05Z" };

/* Writes `at` (0 .. 9999-12-31) into text_out. Returns 0 or -ERANGE. */
int instant_write(int64_t at, char text_out[INSTANT_TEXT]);

/* Reads "2026-11-22T03:04:05Z", exactly so. Returns 0 or -EINVAL. */
int instant_read(const char *text, int64_t *at_out);

/* Reads "2026-11-22" as 20261122. Returns 0 or -EINVAL. */
int instant_read_day(const char *text, int32_t *day_out);

#endif
