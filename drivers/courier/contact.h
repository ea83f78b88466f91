/*
 * contact: how long ago the service was reached, and what follows from that. What nobody has
 * fetched for days cannot be shown as today's truth, and what is kept here alone can be lost with
 * the machine: from the second day staff are warned, after the fifth the kiosk takes nothing in.
 * Pure.
 */
#ifndef DRIVERS_COURIER_CONTACT_H
#define DRIVERS_COURIER_CONTACT_H

#include "drivers/wire.h"
#include <stdint.h>

enum { CONTACT_LATE_S = 86400, CONTACT_LOST_S = 5 * 86400 };

/* `last` and `now` in seconds since 1970 UTC. A clock that was set back makes no contact lost. */
enum wire_contact contact_of(int64_t last, int64_t now);

/* When it is lost unless the service is reached before. */
int64_t contact_ends_at(int64_t last);

#endif
