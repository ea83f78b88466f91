/*
 * photo: the portrait of a card as pixels for the screen.
 *
 * JPEG (ISO/IEC 10918-1) in, RGB565 out, made smaller to fit WIRE_PHOTO_WIDTH by
 * WIRE_PHOTO_HEIGHT with its proportions kept, never enlarged. The bytes are hostile: the
 * dimensions are judged from the header before anything is decoded, the number of scans is
 * bounded, and libjpeg's errors end here.
 */
#ifndef DRIVERS_CARD_PHOTO_H
#define DRIVERS_CARD_PHOTO_H

#include "../wire.h"

#include <stddef.h>
#include <stdint.h>

enum photo_limits {
    PHOTO_SIDE_MAX = 1024, /* pixels of the JPEG, each way */
    PHOTO_SCANS_MAX = 32,  /* of a progressive one; real ones have about 10 */
    PHOTO_LEAD_MAX = 64,   /* bytes that may stand before the JPEG's start */
};

/* Decodes `size` bytes and sets width_px, height_px and pixels of *photo_out, unused pixels 0;
 * its placement stays as it is. A picture that breaks off is completed with grey. Returns 0;
 * -EBADMSG for bytes that are no JPEG of one or three colours; -EFBIG above a limit; -ENOMEM.
 * On failure *photo_out is untouched. */
int photo_decode(const uint8_t *jpeg, size_t size, struct wire_card_photo *photo_out);

#endif
