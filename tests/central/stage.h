/*
 * stage: the files of one stage folder, by names relative to it.
 */
#ifndef TESTS_CENTRAL_STAGE_H
#define TESTS_CENTRAL_STAGE_H

#include <stddef.h>
#include <stdint.h>

enum { STAGE_PATH = 4096 };

/* Joins the folder and a name. Returns 0 or -ENAMETOOLONG. */
int stage_path(const char *stage, const char *name, char path_out[STAGE_PATH]);

/* Reads a whole file of at most `limit` bytes. *bytes_out (the caller frees) is followed by a NUL
 * that *size_out does not count. Returns 0, -errno, or -EFBIG. */
int stage_read(const char *stage, const char *name, size_t limit, uint8_t **bytes_out,
               size_t *size_out);

/* Writes a small text file so that a reader finds the whole of it or none. Returns 0 or -errno. */
int stage_write(const char *stage, const char *name, const char *text);

/* Removes a file; one that is not there is no error. Returns 0 or -errno. */
int stage_remove(const char *stage, const char *name);

#endif
