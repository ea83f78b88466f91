/*
 * commission: whether this kiosk was handed over to its village, with what was tried then: in
 * DIRECTORY/commission.json, {"at", "steps": {"touch": "good" | "bad" | "untried", ...}}.
 */
#ifndef DRIVERS_COURIER_COMMISSION_H
#define DRIVERS_COURIER_COMMISSION_H

#include "drivers/wire.h"

#include <stdbool.h>
#include <stdint.h>

/* Puts it there, durably. Returns 0 or -errno. */
int commission_put(const char *directory, const struct wire_commission *commission, int64_t now);

/* When it was; 0: not yet. */
int64_t commission_at(const char *directory);

/* Whether a keypad was tried then, and was good. */
bool commission_keypad(const char *directory);

#endif
