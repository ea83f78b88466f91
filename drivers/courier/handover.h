/*
 * handover: whether this kiosk was handed over to its village, with what was tried then: in
 * DIRECTORY/handover.json, {"at", "steps": {"touch": "good" | "bad" | "untried", ...}}.
 */
#ifndef DRIVERS_COURIER_HANDOVER_H
#define DRIVERS_COURIER_HANDOVER_H

#include "drivers/wire.h"

#include <stdint.h>

/* Puts it there, durably. Returns 0 or -errno. */
int handover_put(const char *directory, const struct wire_handover *handover, int64_t now);

/* When it was; 0: not yet. */
int64_t handover_at(const char *directory);

#endif
