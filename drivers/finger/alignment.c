#include "alignment.h"

#include <math.h>
#include <string.h>

#define BEND_REACH_PX  90.0f /* standard deviation: skin bends alike within it */
#define BEND_STIFFNESS 1.0f  /* in points: what a bending needs to outweigh */
#define DIRECTION_PX   30.0f /* a direction weighs like a point this far off the centre */
#define REACH_FIRST_PX 25.0f
#define REACH_LAST_PX  14.0f
#define BESIDE_PX      26.0f
#define REACH_TURN     0.6f /* radians */
#define PAIR_TURN      0.3f /* standard deviations, radians and px, of true pairs */
#define PAIR_PX        6.0f
#define AGREEING       0.05f

enum { ROUNDS = 4, CLOSE_MAX = RANKING_MAX, PAIRS_MIN = 2 };

/* Template to live: turn by (c, s), then move by (x, y). */
struct pose {
    float c, s, x, y, turn;
};

void alignment_begin(struct alignment *alignment, const struct points *template)
{
    for (unsigned i = 0; i < template->count; i++) {
        alignment->near[i][i] = 0.0f;
        for (unsigned k = 0; k < i; k++) {
            float dx = template->at[i].x - template->at[k].x;
            float dy = template->at[i].y - template->at[k].y;
            float near = expf(-(dx * dx + dy * dy) / (2.0f * BEND_REACH_PX * BEND_REACH_PX));

            alignment->near[i][k] = alignment->near[k][i] = near;
        }
    }
}

/* Weighted least squares over chosen pairs (Umeyama's in the plane, without scale). */
static struct pose fit(const struct ranking *chosen, const struct points *template,
                       const struct points *live)
{
    float weight = 0.0f, tx = 0.0f, ty = 0.0f, lx = 0.0f, ly = 0.0f, c = 0.0f, s = 0.0f;
    struct pose pose;

    for (unsigned k = 0; k < chosen->count; k++) {
        const struct pair *p = &chosen->pair[k];

        weight += p->weight;
        tx += p->weight * template->at[p->t].x;
        ty += p->weight * template->at[p->t].y;
        lx += p->weight * live->at[p->l].x;
        ly += p->weight * live->at[p->l].y;
    }
    tx /= weight;
    ty /= weight;
    lx /= weight;
    ly /= weight;
    for (unsigned k = 0; k < chosen->count; k++) {
        const struct pair *p = &chosen->pair[k];
        const struct point *t = &template->at[p->t], *l = &live->at[p->l];
        float ax = t->x - tx, ay = t->y - ty, bx = l->x - lx, by = l->y - ly;
        float turn = l->angle - t->angle;

        c += p->weight * (ax * bx + ay * by + DIRECTION_PX * DIRECTION_PX * cosf(turn));
        s += p->weight * (ax * by - ay * bx + DIRECTION_PX * DIRECTION_PX * sinf(turn));
    }
    pose.turn = atan2f(s, c);
    pose.c = cosf(pose.turn);
    pose.s = sinf(pose.turn);
    pose.x = lx - (pose.c * tx - pose.s * ty);
    pose.y = ly - (pose.s * tx + pose.c * ty);
    return pose;
}

static void place(struct alignment *alignment, const struct points *template, struct pose pose)
{
    for (unsigned i = 0; i < template->count; i++) {
        const struct point *t = &template->at[i];

        alignment->moved[i].x = pose.c * t->x - pose.s * t->y + pose.x;
        alignment->moved[i].y = pose.s * t->x + pose.c * t->y + pose.y;
        alignment->moved[i].angle = points_wrap(t->angle + pose.turn);
    }
}

/* Moves every placed point by the mean of what the chosen pairs around it still lack. */
static void bend(struct alignment *alignment, const struct points *template,
                 const struct points *live)
{
    const struct ranking *chosen = &alignment->chosen;
    struct point lack[MINUTIAE_MAX];

    for (unsigned k = 0; k < chosen->count; k++) {
        const struct point *m = &alignment->moved[chosen->pair[k].t];
        const struct point *l = &live->at[chosen->pair[k].l];

        lack[k] = (struct point){l->x - m->x, l->y - m->y, points_wrap(l->angle - m->angle)};
    }
    for (unsigned i = 0; i < template->count; i++) {
        float weight = BEND_STIFFNESS, x = 0.0f, y = 0.0f, angle = 0.0f;

        for (unsigned k = 0; k < chosen->count; k++) {
            float w = chosen->pair[k].weight * alignment->near[i][chosen->pair[k].t];

            weight += w;
            x += w * lack[k].x;
            y += w * lack[k].y;
            angle += w * lack[k].angle;
        }
        alignment->moved[i].x += x / weight;
        alignment->moved[i].y += y / weight;
        /* Directions are noisier than places: half of the way. */
        alignment->moved[i].angle = points_wrap(alignment->moved[i].angle + angle / weight / 2.0f);
    }
}

static float closeness(const struct point *a, const struct point *b, float px, float turn)
{
    float dx = a->x - b->x, dy = a->y - b->y, da = points_wrap(a->angle - b->angle);

    return expf(-(dx * dx + dy * dy) / (2.0f * px * px) - da * da / (2.0f * turn * turn));
}

/* Chooses pairs one to one, the closest first. */
static void choose(struct alignment *alignment, const struct points *template,
                   const struct points *live, float reach)
{
    uint8_t taken_t[MINUTIAE_MAX] = {0}, taken_l[MINUTIAE_MAX] = {0};
    struct ranking *close = &alignment->close, *chosen = &alignment->chosen;

    close->count = 0;
    close->room = CLOSE_MAX;
    for (unsigned i = 0; i < template->count; i++) {
        const struct point *m = &alignment->moved[i];

        for (unsigned j = 0; j < live->count; j++) {
            const struct point *l = &live->at[j];
            float dx = m->x - l->x, dy = m->y - l->y;

            if (dx * dx + dy * dy > reach * reach ||
                fabsf(points_wrap(m->angle - l->angle)) > REACH_TURN)
                continue;
            ranking_add(close, (struct pair){(uint16_t)i, (uint16_t)j,
                                             closeness(m, l, reach / 2.2f, PAIR_TURN)});
        }
    }
    chosen->count = 0;
    chosen->room = MINUTIAE_MAX;
    for (unsigned k = 0; k < close->count; k++) {
        struct pair p = close->pair[k];

        if (taken_t[p.t] || taken_l[p.l])
            continue;
        taken_t[p.t] = taken_l[p.l] = 1;
        chosen->pair[chosen->count++] = p;
    }
}

static void choose_agreeing(struct ranking *chosen, const struct relaxation *relaxation,
                            unsigned seed)
{
    chosen->count = 0;
    chosen->room = MINUTIAE_MAX;
    for (unsigned q = 0; q < relaxation->count; q++) {
        struct pair p = relaxation->pair[q];
        float agreement = relaxation->agreement[seed][q];

        p.weight = agreement * relaxation->strength[q] / relaxation->strength[seed];
        if (q == seed || p.weight > 1.0f)
            p.weight = 1.0f;
        if (q == seed || agreement > AGREEING)
            ranking_add(chosen, p);
    }
}

static unsigned count_beside(const struct alignment *alignment, const struct points *template,
                             const struct points *live)
{
    unsigned count = 0;

    for (unsigned i = 0; i < template->count; i++) {
        const struct point *m = &alignment->moved[i];

        for (unsigned j = 0; j < live->count; j++) {
            const struct point *l = &live->at[j];
            float dx = m->x - l->x, dy = m->y - l->y, square = dx * dx + dy * dy;

            count += square >= REACH_LAST_PX * REACH_LAST_PX && square < BESIDE_PX * BESIDE_PX &&
                     fabsf(points_wrap(m->angle - l->angle)) <= REACH_TURN;
        }
    }
    return count;
}

static struct overlay judge(const struct alignment *alignment, const struct points *template,
                            const struct points *live, struct pose pose)
{
    const struct ranking *chosen = &alignment->chosen;
    struct overlay overlay = {0};
    unsigned of_template = 0, of_live = 0;

    for (unsigned k = 0; k < chosen->count; k++)
        overlay.paired += closeness(&alignment->moved[chosen->pair[k].t],
                                    &live->at[chosen->pair[k].l], PAIR_PX, PAIR_TURN);
    for (unsigned i = 0; i < template->count; i++)
        of_template += points_cover(live, alignment->moved[i].x, alignment->moved[i].y);
    for (unsigned j = 0; j < live->count; j++) {
        float x = live->at[j].x - pose.x, y = live->at[j].y - pose.y;

        of_live += points_cover(template, pose.c * x + pose.s * y, pose.c * y - pose.s * x);
    }
    overlay.shared = (of_template > chosen->count ? of_template : chosen->count) +
                     (of_live > chosen->count ? of_live : chosen->count);
    overlay.beside = count_beside(alignment, template, live);
    return overlay;
}

struct overlay alignment_try(struct alignment *alignment, const struct points *template,
                             const struct points *live, const struct relaxation *relaxation,
                             unsigned seed)
{
    struct pose pose;

    choose_agreeing(&alignment->chosen, relaxation, seed);
    pose = fit(&alignment->chosen, template, live);
    place(alignment, template, pose);
    for (unsigned round = 0; round < ROUNDS; round++) {
        float part = (float)round / (ROUNDS - 1);

        choose(alignment, template, live, REACH_FIRST_PX + (REACH_LAST_PX - REACH_FIRST_PX) * part);
        if (alignment->chosen.count < PAIRS_MIN)
            return (struct overlay){0};
        pose = fit(&alignment->chosen, template, live);
        place(alignment, template, pose);
        if (round > 0)
            bend(alignment, template, live);
    }
    choose(alignment, template, live, REACH_LAST_PX);
    if (alignment->chosen.count < PAIRS_MIN)
        return (struct overlay){0};
    return judge(alignment, template, live, pose);
}
