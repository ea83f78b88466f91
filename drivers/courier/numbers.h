/*
 * numbers: a file that holds one number, so that it survives what happens to the database beside
 * it. Replaced as a whole (written anew, synced, renamed): whatever is read was once written.
 */
#ifndef DRIVERS_COURIER_NUMBERS_H
#define DRIVERS_COURIER_NUMBERS_H

#include <stdint.h>

/* Returns 0 with 0 when there is no such file, -EINVAL for one that holds no number, or -errno. */
int numbers_read(const char *path, int64_t *number_out);

/* Durable when it returns 0; else -errno, and the file is as it was. */
int numbers_write(const char *path, int64_t number);

#endif
