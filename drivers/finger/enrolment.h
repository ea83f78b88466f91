/*
 * enrolment: several captures of one finger made into one template that is better than each.
 *
 * The capture that is most like all others is the ground; the others are laid over it, skin's
 * stretching allowed for (alignment.h). Minutiae that recur become one, at the mean of their
 * places and directions; what only one capture shows although others saw that part of the finger
 * is noise and is left out; what no other capture saw is kept. So the template covers what all
 * captures together cover.
 *
 * Refused: captures that are not all of one finger, and a finger with too few minutiae that recur,
 * which would be refused, or taken for another's, at each later visit.
 *
 * Pure.
 */
#ifndef DRIVERS_FINGER_ENROLMENT_H
#define DRIVERS_FINGER_ENROLMENT_H

#include "minutia.h"

#include <stddef.h>

enum {
    ENROLMENT_CAPTURES = 4, /* as many as are asked for at the sensor */
    ENROLMENT_MIN = 3,      /* that must agree */
    ENROLMENT_MAX = 8,
    ENROLMENT_RECURRING_MIN = 16, /* minutiae */
};

/* Makes one template of ENROLMENT_MIN..ENROLMENT_MAX captures as libfprint extracts them. Its
 * quality is the share of the captures in which a minutia is found again, 0..100; its position 0.
 * Returns 0; -EINVAL for another number of captures; -ENODATA for one with too few minutiae to be
 * compared; -EXDEV when fewer than ENROLMENT_MIN are like each other; -EDOM when too few minutiae
 * recur; -ENOMEM. On failure nothing is written. */
int enrolment_fuse(const struct minutiae *captures, size_t count, struct minutiae *template_out);

#endif
