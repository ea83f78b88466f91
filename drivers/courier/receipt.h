/*
 * receipt: the number a person can read aloud. Twelve digits: the device (5), the device's own
 * counter (6), and a check digit by H. M. Damm ("Total anti-symmetrische Quasigruppen", 2004),
 * which catches every single wrong digit and every swap of two neighbours. Pure.
 */
#ifndef DRIVERS_COURIER_RECEIPT_H
#define DRIVERS_COURIER_RECEIPT_H

#include <stdbool.h>
#include <stdint.h>

enum {
    RECEIPT_DEVICE = 6,  /* five digits and the NUL */
    RECEIPT_NUMBER = 13, /* twelve digits and the NUL */
    RECEIPT_COUNTER_MAX = 999999,
};

/* Whether `device` is five digits. */
bool receipt_device_ok(const char *device);

/* Writes the number of the device's record `counter` (1..RECEIPT_COUNTER_MAX).
 * Returns 0, -EINVAL for the device, -ERANGE for the counter. */
int receipt_write(const char *device, int64_t counter, char number_out[RECEIPT_NUMBER]);

/* Whether `number` is twelve digits whose check digit fits. */
bool receipt_ok(const char *number);

#endif
