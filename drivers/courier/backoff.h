/*
 * backoff: how long to wait before trying again. Pure.
 */
#ifndef DRIVERS_COURIER_BACKOFF_H
#define DRIVERS_COURIER_BACKOFF_H

#include <stdint.h>

/* The wait, in the unit of `first` and `most`, after `attempts` (1..) that failed. It doubles
 * from `first` up to `most`; of each, `random` chooses between a half and the whole, so that
 * thousands of devices that lost the line together do not come back together, and yet no wait is
 * shorter than the one before it until `most` is reached. */
int64_t backoff(int64_t first, int64_t most, uint32_t attempts, uint32_t random);

#endif
