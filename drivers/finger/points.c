#include "points.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

#define PI              3.14159265f
#define POINTS_SHIFT_PX 4.0f                 /* along the direction */
#define POINTS_TURN     (1.4f * PI / 180.0f) /* half of what was measured: vendors differ */
#define CLOSED_BY       1e-3f                /* px: rounding allowed at a hull's edge */

float points_wrap(float angle)
{
    if (angle > PI)
        return angle - 2.0f * PI;
    if (angle < -PI)
        return angle + 2.0f * PI;
    return angle;
}

static int by_x_then_y(const void *a, const void *b)
{
    const float *p = a, *q = b;

    if (p[0] < q[0] || (p[0] == q[0] && p[1] < q[1]))
        return -1;
    return p[0] > q[0] || p[1] > q[1];
}

/* Twice the area of the triangle; positive when a, b, c turn left. */
static float turn(const float *a, const float *b, const float *c)
{
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/* Andrew's monotone chain. */
static void enclose(struct points *points)
{
    float sorted[MINUTIAE_MAX][2], chain[2 * MINUTIAE_MAX + 1][2];
    unsigned n = points->count, used = 0;

    for (unsigned i = 0; i < n; i++) {
        sorted[i][0] = points->at[i].x;
        sorted[i][1] = points->at[i].y;
    }
    qsort(sorted, n, sizeof sorted[0], by_x_then_y);
    for (unsigned pass = 0; pass < 2; pass++) {
        unsigned kept = used + 2 - pass;

        for (unsigned k = pass; k < n; k++) {
            const float *next = sorted[pass ? n - 1 - k : k];

            while (used >= kept && turn(chain[used - 2], chain[used - 1], next) <= 0.0f)
                used--;
            chain[used][0] = next[0];
            chain[used++][1] = next[1];
        }
    }
    points->corners = used - 1;
    for (unsigned k = 0; k < used; k++) {
        points->hull[k][0] = chain[k][0];
        points->hull[k][1] = chain[k][1];
    }
}

static bool already(const struct points *points, struct point p)
{
    for (unsigned i = 0; i < points->count; i++) {
        if (points->at[i].x == p.x && points->at[i].y == p.y)
            return true;
    }
    return false;
}

int points_read(const struct minutiae *minutiae, enum points_source source,
                struct points *points_out)
{
    struct points points = {0};

    if (minutiae->count > MINUTIAE_MAX)
        return -EINVAL;
    for (unsigned i = 0; i < minutiae->count; i++) {
        const struct minutia *m = &minutiae->m[i];
        struct point p = {.x = m->x, .y = -(float)m->y};

        if (m->x < 0 || m->y < 0 || (minutiae->width && m->x >= minutiae->width) ||
            (minutiae->height && m->y >= minutiae->height))
            return -ERANGE;
        p.angle = points_wrap((float)m->angle * (2.0f * PI / 256.0f));
        if (source == POINTS_OTHER && m->kind == MINUTIA_BIFURCATION) {
            p.angle = points_wrap(p.angle + POINTS_TURN);
            p.x += POINTS_SHIFT_PX * cosf(p.angle);
            p.y += POINTS_SHIFT_PX * sinf(p.angle);
        }
        if (!already(&points, p))
            points.at[points.count++] = p;
    }
    if (points.count < POINTS_MIN)
        return -ENODATA;
    enclose(&points);
    *points_out = points;
    return 0;
}

bool points_cover(const struct points *points, float x, float y)
{
    const float at[2] = {x, y};

    for (unsigned k = 0; k < points->corners; k++) {
        const float *a = points->hull[k], *b = points->hull[k + 1];

        if (turn(a, b, at) < -CLOSED_BY * (fabsf(b[0] - a[0]) + fabsf(b[1] - a[1])))
            return false;
    }
    return true;
}
