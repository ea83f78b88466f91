/*
 * mcc: the neighbourhood of each minutia as a fixed-length code that turning and moving the finger
 * leave alone.
 *
 * Minutia Cylinder-Code: R. Cappelli, M. Ferrara, D. Maltoni, IEEE Transactions on Pattern
 * Analysis and Machine Intelligence 32(12), 2010, section 3; 8 x 8 cells over a square of 150
 * pixels that turns with the minutia, 6 layers of direction. Every cell inside the circle counts,
 * near the print's edge too: leaving out those beyond the hull was measured to be worse.
 */
#ifndef DRIVERS_FINGER_MCC_H
#define DRIVERS_FINGER_MCC_H

#include "points.h"

enum { MCC_SIDE = 8, MCC_LAYERS = 6, MCC_CELLS = MCC_SIDE * MCC_SIDE * MCC_LAYERS };

struct mcc {
    float length;            /* Euclidean, of the cells; 0: alone, like nothing */
    uint8_t cell[MCC_CELLS]; /* 0..127 */
};

/* Writes the codes of points->count minutiae, in their order. */
void mcc_build(const struct points *points, struct mcc codes_out[MINUTIAE_MAX]);

/* How alike two neighbourhoods are, 0..1; symmetric. */
float mcc_similarity(const struct mcc *a, const struct mcc *b);

#endif
