/*
 * minutiae: what EF 6FF4 and 6FF5 of an e-KTP hold, as the record the matcher takes.
 *
 * Edition and encoding are not publicly known. A record of ISO/IEC 19794-2 (it begins with
 * "FMR\0", perhaps after a header of the card's own) goes on as it is. Else the file is taken for
 * an on-card format of ISO/IEC 19794-2:2005 clause 8, with nothing but minutiae of one finger:
 * 5 bytes each (type and x, y, angle) when the content is a multiple of 5 and in order, 3 bytes
 * (x, y in tenths of a millimetre, type and angle) likewise; it is written as a record of an
 * unknown finger.
 */
#ifndef DRIVERS_CARD_MINUTIAE_H
#define DRIVERS_CARD_MINUTIAE_H

#include "../wire.h"

#include <stddef.h>
#include <stdint.h>

/* Makes one template of a file's content. Returns 0, or -EBADMSG when it is none of these, or too
 * large. On failure *template_out is untouched. */
int minutiae_template(const uint8_t *content, size_t size, struct wire_template *template_out);

#endif
