#include "enrolment.h"

#include "matcher.h"
#include "transaction.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define PI        3.14159265f
#define SAME_PX   12.0f /* minutiae nearer than this, and ... */
#define SAME_TURN 0.45f /* ... of directions nearer than this, radians, are one */
#define SEEN_PX   45.0f /* a capture with a minutia this near has seen the place */

enum { FOUND_MAX = ENROLMENT_MAX * MINUTIAE_MAX };

/* One minutia of the finger, as found in `votes` captures; sums. */
struct found {
    float x, y, c, s;
    unsigned votes, seen;
    unsigned last; /* capture that voted last */
};

struct workshop {
    struct matcher matcher;
    struct matcher_print print[ENROLMENT_MAX];
    struct point placed[ENROLMENT_MAX][MINUTIAE_MAX]; /* where they lie on the ground's */
    bool agrees[ENROLMENT_MAX];                       /* with the ground */
    unsigned count;                                   /* found */
    struct found found[FOUND_MAX];
};

static double needed(void)
{
    return transaction_threshold(1, 1, 2);
}

/* The capture most like the others; those not like it are of no use. */
static int choose_ground(struct workshop *w, size_t count, size_t *ground_out)
{
    double most = -1, score[ENROLMENT_MAX][ENROLMENT_MAX] = {0};
    unsigned agreeing = 1;
    for (size_t i = 0; i < count; i++) {
        double sum = 0;
        for (size_t k = 0; k < count; k++) {
            if (k != i)
                score[i][k] = matcher_score(&w->matcher, &w->print[k], &w->print[i]);
            sum += fmin(score[i][k], 10 * needed());
        }
        if (sum > most) {
            most = sum;
            *ground_out = i;
        }
    }
    for (size_t k = 0; k < count; k++) {
        w->agrees[k] = k == *ground_out || score[*ground_out][k] >= needed();
        agreeing += k != *ground_out && w->agrees[k];
    }
    return agreeing >= ENROLMENT_MIN ? 0 : -EXDEV;
}

/* What is found already and nearest to p, by this capture not claimed yet. */
static struct found *nearest(struct workshop *w, const struct point *p, unsigned capture)
{
    struct found *best = NULL;
    float least = SAME_PX * SAME_PX;
    for (unsigned i = 0; i < w->count; i++) {
        struct found *f = &w->found[i];
        float n = (float)f->votes, dx = f->x / n - p->x, dy = f->y / n - p->y;
        float turn = points_wrap(atan2f(f->s, f->c) - p->angle);
        if (f->last != capture && dx * dx + dy * dy < least && fabsf(turn) < SAME_TURN) {
            least = dx * dx + dy * dy;
            best = f;
        }
    }
    return best;
}

static void vote(struct workshop *w, const struct point *p, unsigned capture)
{
    struct found *f = nearest(w, p, capture);
    if (!f)
        f = &w->found[w->count++];
    f->x += p->x;
    f->y += p->y;
    f->c += cosf(p->angle);
    f->s += sinf(p->angle);
    f->votes++;
    f->last = capture;
}

/* Captures count from 1 here: `last` 0 is nobody. */
static void lay_over(struct workshop *w, size_t count, size_t ground)
{
    const struct points *g = &w->print[ground].points;
    memcpy(w->placed[ground], g->at, g->count * sizeof *g->at);
    for (unsigned i = 0; i < g->count; i++)
        vote(w, &g->at[i], (unsigned)ground + 1);
    for (size_t k = 0; k < count; k++) {
        const struct points *p = &w->print[k].points;
        if (k == ground || !w->agrees[k])
            continue;
        matcher_align(&w->matcher, &w->print[k], &w->print[ground]);
        memcpy(w->placed[k], w->matcher.alignment.moved, p->count * sizeof *p->at);
        for (unsigned i = 0; i < p->count; i++)
            vote(w, &w->placed[k][i], (unsigned)k + 1);
    }
}

static void count_seen(struct workshop *w, size_t count)
{
    for (unsigned i = 0; i < w->count; i++) {
        struct found *f = &w->found[i];
        f->x /= (float)f->votes;
        f->y /= (float)f->votes;
        for (size_t k = 0; k < count; k++)
            for (unsigned j = 0; w->agrees[k] && j < w->print[k].points.count; j++)
                if (hypotf(w->placed[k][j].x - f->x, w->placed[k][j].y - f->y) < SEEN_PX) {
                    f->seen++;
                    break;
                }
    }
}

static bool kept(const struct found *f)
{
    return f->votes >= 2 || f->seen == 1;
}

static int by_votes(const void *a, const void *b)
{
    const struct found *f = a, *g = b;
    return (int)g->votes - (int)f->votes;
}

/* From the plane back to a picture that holds all of it. */
static int write_template(struct workshop *w, size_t count, struct minutiae *template_out)
{
    struct minutiae t = {0};
    float left = INFINITY, right = -INFINITY, low = INFINITY, high = -INFINITY;
    unsigned recurring = 0, votes = 0, taken = 0;
    qsort(w->found, w->count, sizeof *w->found, by_votes);
    for (unsigned i = 0; i < w->count && taken < MINUTIAE_MAX; i++) {
        const struct found *f = &w->found[i];
        if (!kept(f))
            continue;
        left = fminf(left, f->x);
        right = fmaxf(right, f->x);
        low = fminf(low, f->y);
        high = fmaxf(high, f->y);
        recurring += f->votes >= 2;
        votes += f->votes;
        w->found[taken++] = *f;
    }
    if (recurring < ENROLMENT_RECURRING_MIN)
        return -EDOM;
    t.width = (uint16_t)(lrintf(right - left) + 1);
    t.height = (uint16_t)(lrintf(high - low) + 1);
    for (; t.count < taken; t.count++) {
        const struct found *f = &w->found[t.count];
        long angle = lrintf(atan2f(f->s, f->c) * (128.0f / PI));
        t.m[t.count] = (struct minutia){.x = (int16_t)lrintf(f->x - left),
                                        .y = (int16_t)lrintf(high - f->y),
                                        .angle = (uint8_t)(angle & 0xff)};
    }
    t.quality = (uint8_t)(100 * votes / (taken * count));
    *template_out = t;
    explicit_bzero(&t, sizeof t);
    return 0;
}

int enrolment_fuse(const struct minutiae *captures, size_t count, struct minutiae *template_out)
{
    size_t ground = 0;
    int result = 0;
    if (count < ENROLMENT_MIN || count > ENROLMENT_MAX)
        return -EINVAL;
    struct workshop *w = calloc(1, sizeof *w);
    if (!w)
        return -ENOMEM;
    for (size_t i = 0; i < count && !result; i++)
        result = matcher_read(&captures[i], POINTS_NBIS, &w->print[i]);
    if (!result)
        result = choose_ground(w, count, &ground);
    if (!result) {
        lay_over(w, count, ground);
        count_seen(w, count);
        result = write_template(w, count, template_out);
    }
    explicit_bzero(w, sizeof *w);
    free(w);
    return result;
}
