#include "matcher.h"

#include <math.h>
#include <string.h>

#define TURN_MAX 1.5708f /* radians: nobody lays a finger down the other way */

/*
 * SCORE: a logistic regression of same finger against another, over 240 templates and 240 live
 * prints of three public sensors (FVC2002 DB1, DB2, DB3 set B), strangers across the sensors, too.
 * Five weights and nothing per sensor, so that there is little to fit too closely. ZERO and
 * DECADE then shift and scale it. ZERO is where strangers' tail begins: below it the scores say
 * more about a sensor than about a finger, and summed over captures and fingers they would carry
 * one sensor's strangers over a threshold fitted on another's.
 */
#define PER_SUPPORT 80.0
#define PER_PAIRED  3.0
#define PER_SHARED  0.15
#define PER_BESIDE  0.155
#define PER_POINT   0.085 /* of both prints: many points give chance many tries */
#define ZERO        2.0
#define DECADE      2.05

enum { SEEDS = 32 };

int matcher_read(const struct minutiae *minutiae, enum points_source source,
                 struct matcher_print *print_out)
{
    struct points points;
    int err = points_read(minutiae, source, &points);

    if (err == 0) {
        print_out->points = points;
        mcc_build(&points, print_out->code);
    }
    explicit_bzero(&points, sizeof points);
    return err;
}

size_t matcher_size(const struct matcher_print *print)
{
    return offsetof(struct matcher_print, code) + print->points.count * sizeof print->code[0];
}

static void find_similar(struct ranking *similar, const struct matcher_print *template,
                         const struct matcher_print *live)
{
    for (unsigned i = 0; i < template->points.count; i++) {
        for (unsigned j = 0; j < live->points.count; j++) {
            struct pair pair = {(uint16_t)i, (uint16_t)j, 0.0f};

            if (fabsf(points_wrap(template->points.at[i].angle - live->points.at[j].angle)) >
                TURN_MAX)
                continue;
            pair.weight = mcc_similarity(&template->code[i], &live->code[j]);
            if (pair.weight > 0.0f)
                ranking_add(similar, pair);
        }
    }
}

/* The strongest pairs first: where the two prints may lie on each other. */
static void choose_seeds(const struct relaxation *relaxation, struct ranking *seeds)
{
    seeds->count = 0;
    seeds->room = SEEDS;
    for (unsigned p = 0; p < relaxation->count; p++)
        ranking_add(seeds, (struct pair){.t = (uint16_t)p, .weight = relaxation->strength[p]});
}

static double gain(struct overlay overlay)
{
    return PER_PAIRED * (double)overlay.paired - PER_SHARED * (double)overlay.shared -
           PER_BESIDE * (double)overlay.beside;
}

double matcher_score(struct matcher *matcher, const struct matcher_print *template,
                     const struct matcher_print *live)
{
    const struct points *t = &template->points, *l = &live->points;
    unsigned smaller = t->count < l->count ? t->count : l->count;
    double best = -INFINITY, score;

    matcher->similar.count = 0;
    matcher->similar.room = smaller;
    find_similar(&matcher->similar, template, live);
    if (matcher->similar.count == 0)
        return 0.0;
    relaxation_run(t, l, &matcher->similar, &matcher->relaxation);
    choose_seeds(&matcher->relaxation, &matcher->seeds);
    alignment_begin(&matcher->alignment, t);
    for (unsigned k = 0; k < matcher->seeds.count; k++) {
        struct overlay overlay = alignment_try(&matcher->alignment, t, l, &matcher->relaxation,
                                               matcher->seeds.pair[k].t);

        if (overlay.shared && gain(overlay) > best) {
            best = gain(overlay);
            matcher->seed = matcher->seeds.pair[k].t;
        }
    }
    score = PER_SUPPORT * (double)relaxation_score(&matcher->relaxation, smaller) + best -
            PER_POINT * (double)(t->count + l->count);
    return score > ZERO ? (score - ZERO) / DECADE : 0.0;
}

double matcher_align(struct matcher *matcher, const struct matcher_print *template,
                     const struct matcher_print *live)
{
    double score = matcher_score(matcher, template, live);

    if (score > 0.0)
        alignment_try(&matcher->alignment, &template->points, &live->points, &matcher->relaxation,
                      matcher->seed);
    return score;
}
