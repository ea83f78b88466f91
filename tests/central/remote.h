/*
 * remote: what the service may change at a kiosk from afar, and nothing else: the names and bounds
 * are one table in remote.c, the same as schema RemoteSettings of openapi.yaml. Each change of a
 * kiosk's gives its settings the next version.
 */
#ifndef TESTS_CENTRAL_REMOTE_H
#define TESTS_CENTRAL_REMOTE_H

#include "store.h"

#include <jansson.h>

/* Sets one of a kiosk's; "" takes it back. Returns 0, -EINVAL for no such name or value, -errno. */
int remote_set(struct store *store, const char *sender, const char *name, const char *value);

/* {"version", "values"}: 0 and {} when nothing was ever set. The caller owns it. Returns 0 or
 * -errno. */
int remote_read(struct store *store, const char *sender, json_t **settings_out);

#endif
