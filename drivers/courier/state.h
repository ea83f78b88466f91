/*
 * state: what a technician may know of the courier, without anybody's identity: for kioskctl
 * status and selftest. Lines on standard output:
 *   certificate BEGINS ENDS RENEWAL     seconds since 1970, or "certificate none"
 *   contact AT                          when the service was last reached, or "contact never"
 *   commission AT                         when it was handed over, or "commission none"
 *   records WAITING ASIDE               in the outbox, or "records unreadable"
 */
#ifndef DRIVERS_COURIER_STATE_H
#define DRIVERS_COURIER_STATE_H

#include "config.h"

/* Changes nothing; a device that has no outbox yet has none afterwards. */
void state_print(const struct config *config);

#endif
