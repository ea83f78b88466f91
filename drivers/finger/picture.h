/*
 * picture: grey levels as a sensor saw them, on loan.
 */
#ifndef DRIVERS_FINGER_PICTURE_H
#define DRIVERS_FINGER_PICTURE_H

#include <stdint.h>

/* Rows from the top, 0 black .. 255 white, ridges dark. The pixels stay their owner's, who wipes
 * them. */
struct picture {
    uint32_t width, height; /* pixels */
    double per_mm;          /* pixels a millimetre */
    const uint8_t *pixels;
};

#endif
