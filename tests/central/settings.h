/*
 * settings: single values kept in the database, the programme's clock first: real time plus an
 * offset, so that `central advance` moves the programme on while kiosks and certificates keep real
 * time (which may itself be a faked one).
 */
#ifndef TESTS_CENTRAL_SETTINGS_H
#define TESTS_CENTRAL_SETTINGS_H

#include "store.h"

#include <stddef.h>
#include <stdint.h>

/* How far the programme is ahead of `now`, seconds; added to a kiosk's instants too. */
int settings_offset(struct store *store, int64_t *offset_out);
int settings_advance(struct store *store, int64_t seconds);

int settings_write(struct store *store, const char *name, const char *value);

/* Returns 0, -ENOENT, -E2BIG when it does not fit, or -errno. */
int settings_read(struct store *store, const char *name, char *value_out, size_t size);

#endif
