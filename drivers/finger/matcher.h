/*
 * matcher: how sure it is that two prints are of one finger, from positions and directions alone.
 *
 * Neighbourhood codes (mcc) propose pairs, relaxation keeps those that agree, alignment lays one
 * print over the other. A few numbers decide, with weights fitted once (see SCORE in matcher.c):
 * how strongly the pairs support each other and how many points lie on each other; against how
 * many should, because both prints show that part of the finger, and how many would by chance.
 *
 * The score: 0 is what all but one stranger's finger in about 15 get; above it every whole point is
 * ten times rarer among strangers. The same finger usually reaches 3 to 50. Which score is enough
 * is transaction.h's to say. Not symmetric to the last digit; the same input, the same score.
 *
 * No allocation, no I/O, no libfprint. Memory: struct matcher and one struct matcher_print each
 * for template and live print, together under 1.5 MiB. Time: bounded by MINUTIAE_MAX.
 */
#ifndef DRIVERS_FINGER_MATCHER_H
#define DRIVERS_FINGER_MATCHER_H

#include "alignment.h"
#include "mcc.h"
#include "minutia.h"
#include "points.h"
#include "ranking.h"
#include "relaxation.h"

#include <stddef.h>

/* One print, prepared. Plain data, about 110 KiB; wipe with explicit_bzero. */
struct matcher_print {
    struct points points;
    struct mcc code[MINUTIAE_MAX];
};

/* Room to work in. Holds what the last comparison left: wipe with explicit_bzero. */
struct matcher {
    struct ranking similar, seeds;
    struct relaxation relaxation;
    struct alignment alignment;
    unsigned seed; /* of the best overlay */
};

/* Prepares a print for matching. Returns 0; -EINVAL for a count over MINUTIAE_MAX; -ERANGE for a
 * point outside the image; -ENODATA for fewer than POINTS_MIN different points: too few to tell
 * one finger from another. On failure nothing is written. */
int matcher_read(const struct minutiae *minutiae, enum points_source source,
                 struct matcher_print *print_out);

/* How many bytes of it, from its beginning, are in use: a copy of so many is as good. */
size_t matcher_size(const struct matcher_print *print);

/* The score of two prepared prints, 0 or more. */
double matcher_score(struct matcher *matcher, const struct matcher_print *template,
                     const struct matcher_print *live);

/* The same score; afterwards matcher->alignment.moved holds the template's points where they come
 * to lie on the live print, if the score is over 0. */
double matcher_align(struct matcher *matcher, const struct matcher_print *template,
                     const struct matcher_print *live);

#endif
