#include "relaxation.h"

#include <math.h>
#include <string.h>

#define PI           3.14159265f
#define KEPT         0.5f
#define LENGTH_HALF  5.0f /* px of difference at which agreement is half */
#define LENGTH_STEEP 1.6f
#define TURN_HALF    (PI / 12.0f) /* radians, of directions and of bearings */
#define TURN_STEEP   30.0f

enum { ROUNDS = 5, SCORED_MIN = 4, SCORED_MORE = 8, SCORED_HALF = 20 };

static float falling(float value, float half, float steep)
{
    return 1.0f / (1.0f + expf(steep * (value - half)));
}

/* The direction of a, seen from the line to b. */
static float bearing(const struct point *a, const struct point *b)
{
    return points_wrap(a->angle - atan2f(b->y - a->y, b->x - a->x));
}

static float agree(const struct points *template, const struct points *live, struct pair p,
                   struct pair q)
{
    const struct point *a = &template->at[p.t], *b = &template->at[q.t];
    const struct point *c = &live->at[p.l], *d = &live->at[q.l];
    float length, turn, lean;

    if (p.t == q.t || p.l == q.l)
        return 0.0f;
    length = fabsf(hypotf(a->x - b->x, a->y - b->y) - hypotf(c->x - d->x, c->y - d->y));
    if (length > 4.0f * LENGTH_HALF)
        return 0.0f;
    turn = fabsf(points_wrap(points_wrap(a->angle - b->angle) - points_wrap(c->angle - d->angle)));
    if (turn > 4.0f * TURN_HALF)
        return 0.0f;
    lean = fabsf(points_wrap(bearing(a, b) - bearing(c, d)));
    return falling(length, LENGTH_HALF, LENGTH_STEEP) * falling(turn, TURN_HALF, TURN_STEEP) *
           falling(lean, TURN_HALF, TURN_STEEP);
}

static void support(struct relaxation *r)
{
    float next[MINUTIAE_MAX];

    for (unsigned p = 0; p < r->count; p++) {
        float sum = 0.0f;

        for (unsigned q = 0; q < r->count; q++)
            sum += r->agreement[p][q] * r->strength[q];
        next[p] =
            KEPT * r->strength[p] + (1.0f - KEPT) * sum / (float)(r->count > 1 ? r->count - 1 : 1);
    }
    memcpy(r->strength, next, r->count * sizeof next[0]);
}

void relaxation_run(const struct points *template, const struct points *live,
                    const struct ranking *similar, struct relaxation *relaxation_out)
{
    struct relaxation *r = relaxation_out;

    r->count = similar->count < MINUTIAE_MAX ? similar->count : MINUTIAE_MAX;
    for (unsigned p = 0; p < r->count; p++) {
        r->pair[p] = similar->pair[p];
        r->strength[p] = similar->pair[p].weight;
        r->agreement[p][p] = 0.0f;
        for (unsigned q = 0; q < p; q++) {
            float value = agree(template, live, r->pair[p], r->pair[q]);

            r->agreement[p][q] = r->agreement[q][p] = value;
        }
    }
    for (unsigned round = 0; round < ROUNDS; round++)
        support(r);
}

float relaxation_score(const struct relaxation *r, unsigned smaller)
{
    struct ranking kept = {0};
    float sum = 0.0f;

    kept.room =
        SCORED_MIN + (unsigned)lrintf(SCORED_MORE * falling(SCORED_HALF, (float)smaller, 0.4f));
    for (unsigned p = 0; p < r->count; p++) {
        struct pair pair = {.t = (uint16_t)p, .weight = r->strength[p] / r->pair[p].weight};

        ranking_add(&kept, pair);
    }
    for (unsigned k = 0; k < kept.count; k++)
        sum += r->strength[kept.pair[k].t];
    return sum / (float)kept.room;
}
