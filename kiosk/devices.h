/*
 * devices: what the courier is told of the devices (wire.h, DEVICES). Pure.
 */
#ifndef KIOSK_DEVICES_H
#define KIOSK_DEVICES_H

#include "kiosk/visit.h"

/* A driver that is away counts as a device that is absent, once it had its time to come. */
void devices_of(const struct session *s, struct wire_devices *devices_out);

#endif
