/*
 * points: minutiae in the plane, as every part of the matcher computes with them.
 *
 * Mathematical axes: x to the right, y UP, angles in radians counter-clockwise. Points on the
 * same pixel are one point. The convex hull says where the finger was seen.
 */
#ifndef DRIVERS_FINGER_POINTS_H
#define DRIVERS_FINGER_POINTS_H

#include "minutia.h"

#include <stdbool.h>

enum { POINTS_MIN = 10 }; /* under this many a finger cannot be told from another */

struct point {
    float x, y;  /* pixels at MINUTIA_DPI */
    float angle; /* radians, -pi..pi */
};

/* Plain data, no ownership; wipe with explicit_bzero. */
struct points {
    unsigned count, corners;
    struct point at[MINUTIAE_MAX];
    float hull[MINUTIAE_MAX + 1][2]; /* counter-clockwise, closed: the last corner is the first */
};

/* Where the minutiae come from: their extractors place the same point a little differently. */
enum points_source {
    POINTS_NBIS,  /* libfprint's own extractor */
    POINTS_OTHER, /* any other, as on a card or from the service */
};

/* Reads minutiae. POINTS_OTHER moves bifurcations by POINTS_SHIFT_PX and POINTS_TURN (points.c),
 * the mean difference measured between NBIS and another vendor's extractor. Returns 0; -EINVAL
 * for a count over MINUTIAE_MAX; -ERANGE for a point outside the image (an image size of 0 is not
 * known and not checked); -ENODATA for fewer than POINTS_MIN different points. On failure nothing
 * is written. */
int points_read(const struct minutiae *minutiae, enum points_source source,
                struct points *points_out);

/* Whether (x, y) is inside or on the hull. */
bool points_cover(const struct points *points, float x, float y);

/* The same angle in -pi..pi, for one within -3 pi..3 pi. */
float points_wrap(float angle);

#endif
