/*
 * folder: files that are there whole or not at all, whenever the power goes.
 */
#ifndef KIOSK_CTL_FOLDER_H
#define KIOSK_CTL_FOLDER_H

#include <stddef.h>
#include <sys/types.h>

/* Makes the folder where it is not there yet. Returns 0 or -errno. */
int folder_make(const char *path, mode_t mode);

/* Puts a file of these bytes at `folder`/`name`, durably, in place of one that was there: written
 * beside it, synced, renamed. It belongs to whom the folder belongs to. Returns 0 or -errno; the
 * old file is then as it was. */
int folder_put(const char *folder, const char *name, const void *bytes, size_t size, mode_t mode);

/* Wipes and removes `folder`/`name`, a file, or a folder's content (it stays, for whom it belongs
 * to), durably. Flash may keep what was overwritten. Returns 0, also when it is not there, or
 * -errno. */
int folder_wipe(const char *folder, const char *name);

/* Reads a whole file of at most `room` bytes. Returns 0, -EFBIG, or -errno. */
int folder_get(const char *path, void *bytes_out, size_t room, size_t *size_out);

#endif
