/*
 * record: the file of a template, for the command-line modes.
 *
 * A finger minutiae record (template.h); or, as its name ends in .card5 or .card3, a card's
 * minutiae of 5 or 3 bytes each (compact.h), which do not say themselves what they are.
 */
#ifndef DRIVERS_FINGER_RECORD_H
#define DRIVERS_FINGER_RECORD_H

#include "compact.h"
#include "template.h"

_Static_assert((int)COMPACT_VIEWS_MAX <= (int)TEMPLATE_VIEWS_MAX, "one room for either");

/* Reads every view in a file into views_out (room for TEMPLATE_VIEWS_MAX). Returns 0; -errno of
 * opening or reading; -EBADMSG for a file that is no such template, or a longer one. On failure
 * nothing is written. */
int record_read(const char *path, struct minutiae *views_out, size_t *count_out);

#endif
