/*
 * relaxation: which pairs of similar neighbourhoods also agree with each other about where the
 * finger lies.
 *
 * Local Similarity Sort with Relaxation: Cappelli, Ferrara, Maltoni 2010, section 4.2 (see mcc.h).
 * Pairs start with the similarity of their neighbourhoods; in each round a pair keeps half of its
 * strength and takes the other half from the pairs whose distance, directions and bearing agree.
 */
#ifndef DRIVERS_FINGER_RELAXATION_H
#define DRIVERS_FINGER_RELAXATION_H

#include "points.h"
#include "ranking.h"

/* Plain data, about 270 KiB; wipe with explicit_bzero. */
struct relaxation {
    unsigned count;                              /* pairs, at most MINUTIAE_MAX */
    struct pair pair[MINUTIAE_MAX];              /* with the similarity they began with as weight */
    float strength[MINUTIAE_MAX];                /* after the last round */
    float agreement[MINUTIAE_MAX][MINUTIAE_MAX]; /* between pairs, 0..1; symmetric */
};

/* Relaxes the most similar pairs, `similar` heaviest first and all heavier than 0. */
void relaxation_run(const struct points *template, const struct points *live,
                    const struct ranking *similar, struct relaxation *relaxation_out);

/* The mean strength of the pairs that lost least, 0..1: high when many agree. `smaller` is the
 * lesser of both prints' numbers of minutiae. */
float relaxation_score(const struct relaxation *relaxation, unsigned smaller);

#endif
