/*
 * nbis: minutiae as NBIS, and so libfprint, holds them, to and from our own convention.
 *
 * NBIS: origin at the image's BOTTOM left, y up, theta in degrees -180..180 pointing opposite to
 * ISO/IEC 19794-2's direction, at most 200 points; pixels of the image, whatever its resolution.
 */
#ifndef DRIVERS_FINGER_NBIS_H
#define DRIVERS_FINGER_NBIS_H

#include "minutia.h"

#include <stddef.h>
#include <stdint.h>

enum { NBIS_MAX = 200, NBIS_DPI_MIN = 250, NBIS_DPI_MAX = 1000 };

/* Plain data, no ownership; wipe with explicit_bzero. */
struct nbis_print {
    size_t count; /* 0..NBIS_MAX */
    int32_t x[NBIS_MAX], y[NBIS_MAX], theta[NBIS_MAX];
};

/* What an image is like that minutiae were read from. */
struct nbis_image {
    uint32_t width, height; /* pixels */
    double per_mm;          /* pixels a millimetre: 19.685 is 500 dpi */
};

/* Converts to ISO convention at MINUTIA_DPI; kind, quality and position stay unknown (0). Points
 * outside the image are dropped. Returns 0 or -EINVAL for more points than NBIS_MAX, a resolution
 * outside NBIS_DPI_MIN..NBIS_DPI_MAX, or an image too large for the coordinates. On failure nothing
 * is written. */
int nbis_to_minutiae(const struct nbis_print *print, const struct nbis_image *image,
                     struct minutiae *minutiae_out);

#endif
