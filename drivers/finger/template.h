/*
 * template: finger minutiae records as they travel and rest, ISO/IEC 19794-2:2005 clause 7.
 *
 * A record holds one or more views, each of one finger. Records come from a card or a network:
 * every length, count and coordinate is checked before it is believed, and a record with one
 * thing wrong is refused whole. Resolutions of 250 to 1000 dpi with square pixels are accepted
 * and coordinates scaled to MINUTIA_DPI; 197 pixels a centimetre, which is how 500 dpi is
 * written, counts as exactly that. Extended data (ridge counts, core, delta) is stepped over.
 */
#ifndef DRIVERS_FINGER_TEMPLATE_H
#define DRIVERS_FINGER_TEMPLATE_H

#include "minutia.h"

#include <stddef.h>
#include <stdint.h>

enum {
    TEMPLATE_VIEWS_MAX = 16, /* in one record that this reads or writes */
    TEMPLATE_ONE_VIEW_MAX = 24 + 4 + MINUTIAE_MAX * 6 + 2, /* bytes: the largest record written
                                          for one view */
};

/* Reads every view of `record` into views_out (room for TEMPLATE_VIEWS_MAX) and their number,
 * at least 1, into *count_out. A view may have no minutiae. Returns 0 or -EBADMSG for bytes that
 * are not such a record; on failure nothing is written. */
int template_read(const uint8_t *record, size_t size, struct minutiae *views_out,
                  size_t *count_out);

/* Writes `count` views, 1..TEMPLATE_VIEWS_MAX, of one image size as a record of at most `room`
 * bytes. Returns 0; -EINVAL when a view cannot be expressed (no image size, sizes that differ, a
 * point outside it, a position over 10); -ENOSPC. On failure nothing is written. */
int template_write(const struct minutiae *views, size_t count, uint8_t *record_out, size_t room,
                   size_t *size_out);

#endif
