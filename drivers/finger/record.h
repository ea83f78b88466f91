/*
 * record: the file of a finger minutiae record (template.h), for the command-line modes.
 */
#ifndef DRIVERS_FINGER_RECORD_H
#define DRIVERS_FINGER_RECORD_H

#include "template.h"

/* Reads every view of the record in a file, as template_read. Returns 0; -errno of opening or
 * reading; -EBADMSG for a file that is no such record, or a longer one. On failure nothing is
 * written. */
int record_read(const char *path, struct minutiae *views_out, size_t *count_out);

#endif
