/*
 * keyfile: a small file of keys/ or data/, there whole or not at all whenever the power goes,
 * readable by its owner alone.
 */
#ifndef DRIVERS_COURIER_KEYFILE_H
#define DRIVERS_COURIER_KEYFILE_H

#include <stddef.h>

/* Puts a file of these bytes at `path`, in place of one that was there. Returns 0 or -errno; the
 * old one is then as it was. */
int keyfile_put(const char *path, const void *bytes, size_t size);

/* Gives it another name, durably, in place of a file that had it. Returns 0 or -errno. */
int keyfile_move(const char *from, const char *to);

/* What was renamed, made or removed at `path` stays so. Returns 0 or -errno. */
int keyfile_settle(const char *path);

/* Reads a whole file of at most `room` bytes. Returns 0, -EFBIG, or -errno. */
int keyfile_get(const char *path, void *bytes_out, size_t room, size_t *size_out);

#endif
