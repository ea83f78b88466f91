/*
 * quality: what is wrong with a capture, so that one thing can be said about it.
 *
 * Looks at the picture in squares of about 0.8 mm. A square is touched when it is darker than bare
 * glass or shows ridges; the finger is the largest connected piece of touched squares. What is
 * measured is said in struct quality_facts; the limits (quality.c) lie outside of what 240 prints
 * of three public sensors show, a few worst ones excepted, so that nobody whose finger can be
 * compared is sent back.
 *
 * Not seen: whether it is a living finger. A mould of gelatine or silicone that shows ridges is a
 * finger to any picture; only a sensor that measures more than light can tell.
 *
 * Pure: the same picture and minutiae, the same answer. No memory is kept.
 */
#ifndef DRIVERS_FINGER_QUALITY_H
#define DRIVERS_FINGER_QUALITY_H

#include "minutia.h"
#include "picture.h"

/* The one thing to say, in the order of precedence. */
enum quality {
    QUALITY_GOOD,
    QUALITY_DIRTY,      /* marks on the glass beside the finger */
    QUALITY_OFF_CENTRE, /* cut off at an edge, free at the other */
    QUALITY_SMALL,      /* too little of the finger touches */
    QUALITY_MOVING,     /* smeared along one direction */
    QUALITY_WET,        /* valleys filled */
    QUALITY_DRY,        /* ridges broken and pale */
    QUALITY_SPARSE,     /* too few minutiae for any other reason */
};

struct quality_facts {
    double area_mm2; /* of the finger */
    double dark;     /* share of its pixels nearer to its ridges than to bare glass, 0..1 */
    double contrast; /* ridges against valleys within a square, grey levels, mean */
    double smear;    /* 0: ridges of every direction equally sharp; 1: of one direction only */
    double aside_x, aside_y; /* its centre from the picture's, in half widths and half heights */
    double cut;   /* share of the picture's edge it reaches, on the side it lies towards */
    double marks; /* touched squares beside it, as a share of all squares beside it */
};

enum {
    QUALITY_SIDE_MIN = 64,     /* pixels */
    QUALITY_MINUTIAE_MIN = 16, /* under this many, the same finger was hardly ever recognised */
};

/* Measures a picture of at least QUALITY_SIDE_MIN pixels a side; of a smaller one everything is
 * 0. */
struct quality_facts quality_measure(const struct picture *picture);

/* What to say of a capture. */
enum quality quality_judge(const struct quality_facts *facts, const struct minutiae *live);

#endif
