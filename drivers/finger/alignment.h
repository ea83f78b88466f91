/*
 * alignment: one print laid over the other, skin's stretching allowed for, and what of both then
 * comes to lie on each other.
 *
 * From a few pairs that agree the finger's place and turn follow (least squares, positions and
 * directions); then, in rounds of shrinking reach, nearby points are paired one to one and the
 * place, the turn and a smooth bending are fitted again. A point never bends its own
 * surroundings: so points that lie right by chance gain nothing from the bending.
 */
#ifndef DRIVERS_FINGER_ALIGNMENT_H
#define DRIVERS_FINGER_ALIGNMENT_H

#include "points.h"
#include "ranking.h"
#include "relaxation.h"

/* How two prints lie on each other. */
struct overlay {
    float paired;    /* points on each other; one that lies off counts for part of one */
    unsigned shared; /* template points and live points where the other print was seen too */
    unsigned beside; /* pairs of like direction just too far apart to be one point: a crowd, in
                      * which points also come to lie on each other by chance */
};

/* Room to work in, about 290 KiB. Plain data; wipe with explicit_bzero. */
struct alignment {
    float near[MINUTIAE_MAX][MINUTIAE_MAX]; /* how much template points bend with each other */
    struct point moved[MINUTIAE_MAX];       /* the template's, where they come to lie */
    struct ranking close;
    struct ranking chosen;
};

/* Prepares for one template; to be called before alignment_try with it. */
void alignment_begin(struct alignment *alignment, const struct points *template);

/* Lays the template over the live print, starting from pair `seed` of the relaxation and those
 * that agree with it. Returns how they lie; nothing paired when they do not. */
struct overlay alignment_try(struct alignment *alignment, const struct points *template,
                             const struct points *live, const struct relaxation *relaxation,
                             unsigned seed);

#endif
