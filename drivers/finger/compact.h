/*
 * compact: finger minutiae as a card holds them, ISO/IEC 19794-2:2005 clause 8 (card formats).
 *
 * No header: a card's data tells neither image size nor resolution, places are in fractions of a
 * millimetre, and which of the two forms it is stands beside it (format type in the card's
 * biometric information template). A minutia is
 *
 *   normal size, 5 bytes:   kind 2 bits, x 14 bits; 2 bits reserved, y 14 bits, both in 0.01 mm;
 *                           angle 8 bits, 360/256 degrees
 *   compact size, 3 bytes:  x 8 bits, y 8 bits, both in 0.1 mm; kind 2 bits, angle 6 bits,
 *                           360/64 degrees
 *
 * bare, one view; or each view in a biometric data template, tag 7F2E, whose data object 90 holds
 * them (BER-TLV, ISO/IEC 7816-4; other data objects in it are stepped over). Bytes come from a
 * card: every length and count is checked before it is believed, and what has one thing wrong is
 * refused whole.
 */
#ifndef DRIVERS_FINGER_COMPACT_H
#define DRIVERS_FINGER_COMPACT_H

#include "minutia.h"

#include <stddef.h>
#include <stdint.h>

enum compact_form { COMPACT_SMALL = 3, COMPACT_NORMAL = 5 }; /* bytes a minutia */

enum { COMPACT_VIEWS_MAX = 16 };

/* Reads every view of `bytes` into views_out (room for COMPACT_VIEWS_MAX), scaled to MINUTIA_DPI,
 * and their number, at least 1, into *count_out. A view may have no minutiae; its image is as
 * large as its farthest minutiae need; position and quality stay unknown (0). Returns 0; -EINVAL
 * for another form; -EBADMSG for bytes that are not such views: a length that does not fit, more
 * than MINUTIAE_MAX minutiae, a reserved kind. On failure nothing is written. */
int compact_read(enum compact_form form, const uint8_t *bytes, size_t size,
                 struct minutiae *views_out, size_t *count_out);

/* Writes the minutiae of a view, bare. Returns 0; -EINVAL for another form, or a place too far out
 * for it (25.5 mm at compact size); -ENOSPC. On failure nothing is written. */
int compact_write(enum compact_form form, const struct minutiae *view, uint8_t *bytes_out,
                  size_t room, size_t *size_out);

#endif
