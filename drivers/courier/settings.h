/*
 * settings: what the service may set from afar: schema RemoteSettings, and nothing else. Pure.
 */
#ifndef DRIVERS_COURIER_SETTINGS_H
#define DRIVERS_COURIER_SETTINGS_H

#include "drivers/wire.h"

#include <jansson.h>
#include <stdint.h>

enum { SETTINGS_HEARTBEAT_MIN = 15 /* minutes, unless set */ };

struct settings {
    struct wire_settings told; /* what the face is told of them */
    uint32_t heartbeat_minutes;
};

/* The settings of a device of which nothing was set. */
struct settings settings_usual(void);

/* Fills *settings_out from a message of on-heartbeat (borrowed). Members it does not know are
 * ignored. Returns 0, or -EBADMSG when one that it knows is out of its bounds: then all of it is
 * refused. */
int settings_parse(const json_t *message, struct settings *settings_out);

#endif
