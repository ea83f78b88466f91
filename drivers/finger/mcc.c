#include "mcc.h"

#include <math.h>
#include <string.h>

#define PI          3.14159265f
#define RADIUS_PX   75.0f
#define SPREAD_PX   9.3f   /* standard deviation of a neighbour's place */
#define SPREAD_TURN 0.4f   /* and of its direction, radians; sharper than the paper's 0.7 */
#define HALF        0.003f /* sum of contributions at which a cell is half full */
#define STEEPNESS   400.0f
#define FULL        127.0f

enum { COLUMNS = MCC_SIDE * MCC_SIDE };

static float cell_offset(unsigned k)
{
    return ((float)k - (MCC_SIDE - 1) / 2.0f) * (2.0f * RADIUS_PX / MCC_SIDE);
}

/* The part of a neighbour's direction, spread normally, that falls into each layer. */
static void spread_direction(float turn, float share_out[MCC_LAYERS])
{
    const float height = 2.0f * PI / MCC_LAYERS, scale = 1.0f / (SPREAD_TURN * sqrtf(2.0f));

    for (unsigned z = 0; z < MCC_LAYERS; z++) {
        float off = points_wrap(((float)z + 0.5f) * height - PI - turn);

        share_out[z] =
            0.5f * (erff((off + height / 2.0f) * scale) - erff((off - height / 2.0f) * scale));
    }
}

static void contribute(float sum[COLUMNS][MCC_LAYERS], float u, float v, float turn)
{
    const float peak = 1.0f / (SPREAD_PX * sqrtf(2.0f * PI));
    float share[MCC_LAYERS];

    spread_direction(turn, share);
    for (unsigned c = 0; c < COLUMNS; c++) {
        float du = cell_offset(c / MCC_SIDE) - u, dv = cell_offset(c % MCC_SIDE) - v;
        float square = (du * du + dv * dv) / (SPREAD_PX * SPREAD_PX);
        float weight;

        if (square > 9.0f)
            continue;
        weight = peak * expf(-square / 2.0f);
        for (unsigned z = 0; z < MCC_LAYERS; z++)
            sum[c][z] += weight * share[z];
    }
}

static void fill(const float sum[COLUMNS][MCC_LAYERS], struct mcc *code_out)
{
    const float empty = 1.0f / (1.0f + expf(STEEPNESS * HALF));
    unsigned square = 0;

    memset(code_out, 0, sizeof *code_out);
    for (unsigned c = 0; c < COLUMNS; c++) {
        if (hypotf(cell_offset(c / MCC_SIDE), cell_offset(c % MCC_SIDE)) > RADIUS_PX)
            continue;
        for (unsigned z = 0; z < MCC_LAYERS; z++) {
            float level = 1.0f / (1.0f + expf(-STEEPNESS * (sum[c][z] - HALF)));
            unsigned value = (unsigned)lrintf(FULL * (level - empty) / (1.0f - empty));

            code_out->cell[c * MCC_LAYERS + z] = (uint8_t)value;
            square += value * value;
        }
    }
    code_out->length = sqrtf((float)square);
}

void mcc_build(const struct points *points, struct mcc codes_out[MINUTIAE_MAX])
{
    for (unsigned i = 0; i < points->count; i++) {
        const struct point *m = &points->at[i];
        float sum[COLUMNS][MCC_LAYERS] = {0};
        float c = cosf(m->angle), s = sinf(m->angle);
        unsigned neighbours = 0;

        for (unsigned k = 0; k < points->count; k++) {
            const struct point *o = &points->at[k];
            float dx = o->x - m->x, dy = o->y - m->y;

            if (k == i || hypotf(dx, dy) > RADIUS_PX + 3.0f * SPREAD_PX)
                continue;
            contribute(sum, dx * c + dy * s, dy * c - dx * s, points_wrap(o->angle - m->angle));
            neighbours++;
        }
        fill((const float(*)[MCC_LAYERS])sum, &codes_out[i]);
        if (neighbours < 2)
            codes_out[i].length = 0.0f;
    }
}

float mcc_similarity(const struct mcc *a, const struct mcc *b)
{
    int product = 0;
    float square;

    if (a->length == 0.0f || b->length == 0.0f)
        return 0.0f;
    for (unsigned k = 0; k < MCC_CELLS; k++)
        product += a->cell[k] * b->cell[k];
    square = a->length * a->length + b->length * b->length - 2.0f * (float)product;
    return 1.0f - sqrtf(square > 0.0f ? square : 0.0f) / (a->length + b->length);
}
