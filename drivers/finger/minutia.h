/*
 * minutia: the points a finger is recognised by, in one convention for the whole folder.
 *
 * Convention (ISO/IEC 19794-2:2005, clauses 6.2 and 6.3): origin at the image's top left,
 * x to the right, y down; the angle is measured counter-clockwise from the x axis in units of
 * 360/256 degrees. Coordinates are pixels at MINUTIA_DPI: codecs scale to it.
 */
#ifndef DRIVERS_FINGER_MINUTIA_H
#define DRIVERS_FINGER_MINUTIA_H

#include <stdint.h>

enum { MINUTIA_DPI = 500, MINUTIAE_MAX = 255 };

enum minutia_kind { MINUTIA_OTHER = 0, MINUTIA_ENDING = 1, MINUTIA_BIFURCATION = 2 };

struct minutia {
    int16_t x, y;    /* pixels at MINUTIA_DPI */
    uint8_t angle;   /* 0..255, 360/256 degrees */
    uint8_t kind;    /* enum minutia_kind */
    uint8_t quality; /* 1..100; 0: not reported */
};

/* One view of one finger. Plain data, no ownership; wipe with explicit_bzero. */
struct minutiae {
    uint16_t count;         /* 0..MINUTIAE_MAX */
    uint16_t width, height; /* of the image, pixels at MINUTIA_DPI */
    uint8_t position;       /* ISO/IEC 19794-2:2005 table 2; 0 unknown */
    uint8_t quality;        /* of the finger, 0..100 */
    struct minutia m[MINUTIAE_MAX];
};

#endif
