#include "print.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/*
 * The ridges are grown at half the glass's resolution (a period of 4.5 points is still well
 * sampled) and interpolated when an impression is taken: a quarter of the points, a quarter of
 * the taps.
 */
enum {
    MASTER_WIDTH = 184, /* points; 2 pixels each, with a margin around the glass */
    MASTER_HEIGHT = 234,
    MASTER_POINTS = MASTER_WIDTH * MASTER_HEIGHT,
    REACH = 6, /* of a Gabor filter, points */
    SIDE = 2 * REACH + 1,
    DIRECTIONS = 36, /* of the filter bank, over half a turn */
    PERIODS = 5,
    GROWTH_STEPS = 14,
    SEEDS = 52, /* where ridges start to grow: sets how many minutiae arise */
    SINGULARITIES_MAX = 4,
    LATTICE = 8, /* points of smooth noise a side */
};

static const float HALF_TURN = 3.14159265f;
static const float PERIOD_POINTS = 4.5f;

/* --- chance, reproducibly (splitmix64) ---------------------------------------------------- */

struct chance {
    uint64_t state;
};

static uint64_t chance_next(struct chance *c)
{
    uint64_t z = c->state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

/* Uniform in low..high. */
static float chance_between(struct chance *c, float low, float high)
{
    return low + (high - low) * (float)(chance_next(c) >> 40) / (float)(1 << 24);
}

/* Noise without corners: random values on a lattice, cosine-interpolated; -1..1. */
struct smooth {
    float value[LATTICE][LATTICE];
};

static void smooth_make(struct smooth *s, struct chance *c)
{
    for (int i = 0; i < LATTICE; i++)
        for (int j = 0; j < LATTICE; j++)
            s->value[i][j] = chance_between(c, -1, 1);
}

/* At u, v in lattice steps; the lattice repeats itself. */
static float smooth_at(const struct smooth *s, float u, float v)
{
    float fu = floorf(u), fv = floorf(v);
    float au = (1 - cosf(HALF_TURN * (u - fu))) / 2, av = (1 - cosf(HALF_TURN * (v - fv))) / 2;
    int i = (int)fu & (LATTICE - 1), j = (int)fv & (LATTICE - 1);
    int i1 = (i + 1) & (LATTICE - 1), j1 = (j + 1) & (LATTICE - 1);
    float top = s->value[j][i] + au * (s->value[j][i1] - s->value[j][i]);
    float low = s->value[j1][i] + au * (s->value[j1][i1] - s->value[j1][i]);
    return top + av * (low - top);
}

/* --- orientation -------------------------------------------------------------------------- */

/* Cores turn the ridges by +1/2, deltas by -1/2. Coordinates in points from the master's
 * centre, y upwards. */
struct orientation {
    bool arch;
    float arch_height;
    float slant; /* of the whole pattern, radians */
    int count;
    struct {
        float x, y, turn;
    } at[SINGULARITIES_MAX];
    struct smooth wander;
};

static void orientation_add(struct orientation *o, float x, float y, float turn)
{
    o->at[o->count].x = x;
    o->at[o->count].y = y;
    o->at[o->count].turn = turn;
    o->count++;
}

/* Loops most, whorls a third, arches the rest, as in people. */
static void orientation_make(struct orientation *o, struct chance *c)
{
    memset(o, 0, sizeof *o);
    float kind = chance_between(c, 0, 1);
    float x = chance_between(c, -26, 26), y = chance_between(c, -12, 40);
    o->slant = chance_between(c, -0.3f, 0.3f);
    if (kind < 0.58f) {
        float side = kind < 0.29f ? -1.0f : 1.0f;
        orientation_add(o, x, y, 0.5f);
        orientation_add(o, x + side * chance_between(c, 28, 70), y - chance_between(c, 35, 95),
                        -0.5f);
    } else if (kind < 0.92f) {
        float apart = chance_between(c, 6, 30);
        orientation_add(o, x, y + apart / 2, 0.5f);
        orientation_add(o, x + chance_between(c, -10, 10), y - apart / 2, 0.5f);
        orientation_add(o, x - chance_between(c, 35, 70), y - chance_between(c, 35, 85), -0.5f);
        orientation_add(o, x + chance_between(c, 35, 70), y - chance_between(c, 35, 85), -0.5f);
    } else {
        o->arch = true;
        o->arch_height = chance_between(c, 0.6f, 1.4f);
    }
    smooth_make(&o->wander, c);
}

/* Direction of the ridge through a point, radians, counter-clockwise from x. */
static float orientation_at(const struct orientation *o, float x, float y)
{
    float angle = o->slant + 0.6f * smooth_at(&o->wander, x / 40, y / 40);
    if (o->arch) {
        float rise = o->arch_height * expf(-(y + 20) * (y + 20) / (2 * 60 * 60));
        return angle - atanf(rise * sinf(x / 34) * 1.2f) * expf(-fabsf(x) / 160);
    }
    for (int i = 0; i < o->count; i++)
        angle += o->at[i].turn * atan2f(y - o->at[i].y, x - o->at[i].x);
    return angle;
}

/* --- ridges ------------------------------------------------------------------------------- */

struct master {
    float ridge[MASTER_POINTS]; /* -1 valley .. 1 ridge */
};

/* What growing needs, and nobody afterwards. */
struct workshop {
    float bank[PERIODS][DIRECTIONS][SIDE * SIDE];
    float next[MASTER_POINTS];
    uint8_t direction[MASTER_POINTS], period[MASTER_POINTS];
};

/* An even Gabor filter of zero sum (no answer to flat ground), absolute values summing to 1. */
static void gabor_make(float *taps, float angle, float period)
{
    float across = period / 2, along = period * 0.62f;
    float sum = 0, size = 0, window = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (int dy = -REACH; dy <= REACH; dy++)
            for (int dx = -REACH; dx <= REACH; dx++) {
                float s = (float)dx * cosf(angle) - (float)dy * sinf(angle);
                float t = (float)dx * sinf(angle) + (float)dy * cosf(angle);
                float bell = expf(-s * s / (2 * along * along) - t * t / (2 * across * across));
                float *tap = &taps[(dy + REACH) * SIDE + dx + REACH];
                if (pass == 0) {
                    *tap = bell * cosf(2 * HALF_TURN * t / period);
                    sum += *tap;
                    window += bell;
                } else {
                    *tap -= bell * sum / window;
                    size += fabsf(*tap);
                }
            }
    }
    for (int i = 0; i < SIDE * SIDE; i++)
        taps[i] /= size;
}

static float filtered(const float *ridge, const float *taps, int x, int y)
{
    float rows = 0, others = 0;
    for (int dy = 0; dy < SIDE; dy++) {
        const float *r = ridge + (y + dy - REACH) * MASTER_WIDTH + x - REACH;
        const float *t = taps + dy * SIDE;
        float a = 0, b = 0;
        for (int dx = 0; dx < SIDE - 1; dx += 2) {
            a += r[dx] * t[dx];
            b += r[dx + 1] * t[dx + 1];
        }
        rows += a + r[SIDE - 1] * t[SIDE - 1];
        others += b;
    }
    return rows + others;
}

static void workshop_prepare(struct workshop *w, struct chance *c)
{
    struct orientation orientation;
    struct smooth spacing;
    orientation_make(&orientation, c);
    smooth_make(&spacing, c);
    float period = PERIOD_POINTS * chance_between(c, 0.9f, 1.1f);
    for (int p = 0; p < PERIODS; p++)
        for (int d = 0; d < DIRECTIONS; d++)
            gabor_make(w->bank[p][d], HALF_TURN * (float)d / DIRECTIONS,
                       period * (0.9f + 0.05f * (float)p));
    for (int i = 0; i < MASTER_POINTS; i++) {
        float x = (float)(i % MASTER_WIDTH - MASTER_WIDTH / 2);
        float y = (float)(MASTER_HEIGHT / 2 - i / MASTER_WIDTH);
        float turn = orientation_at(&orientation, x, y) / HALF_TURN;
        turn -= floorf(turn);
        w->direction[i] = (uint8_t)((int)(turn * DIRECTIONS + 0.5f) % DIRECTIONS);
        float wide = 2.0f + 2.4f * smooth_at(&spacing, x / 50, y / 50);
        w->period[i] = (uint8_t)fminf(fmaxf(wide + 0.5f, 0), PERIODS - 1);
    }
}

/* Grows the ridges of a finger: filtering again and again makes each seed spread along the
 * orientation field until the patches meet, in minutiae. */
static void master_grow(struct master *m, struct workshop *w, uint32_t finger_seed)
{
    struct chance c = {.state = (uint64_t)finger_seed << 20 ^ 0x66696e676572u};
    workshop_prepare(w, &c);
    memset(m, 0, sizeof *m);
    for (int i = 0; i < SEEDS; i++) {
        int x = (int)chance_between(&c, REACH, MASTER_WIDTH - REACH);
        int y = (int)chance_between(&c, REACH, MASTER_HEIGHT - REACH);
        m->ridge[y * MASTER_WIDTH + x] = 1;
    }
    for (int step = 0; step < GROWTH_STEPS; step++) {
        /* The last step shapes rounded ridges instead of flat-topped ones. */
        float gain = step < GROWTH_STEPS - 1 ? 6 : 2.4f;
        memset(w->next, 0, sizeof w->next);
        for (int y = REACH; y < MASTER_HEIGHT - REACH; y++)
            for (int x = REACH; x < MASTER_WIDTH - REACH; x++) {
                int i = y * MASTER_WIDTH + x;
                float v = gain * filtered(m->ridge, w->bank[w->period[i]][w->direction[i]], x, y);
                w->next[i] = fminf(fmaxf(v, -1), 1);
            }
        memcpy(m->ridge, w->next, sizeof m->ridge);
    }
}

/* Between points, with Catmull-Rom weights; valley outside. */
static float master_at(const struct master *m, float x, float y)
{
    int xi = (int)floorf(x), yi = (int)floorf(y);
    if (xi < 1 || yi < 1 || xi >= MASTER_WIDTH - 2 || yi >= MASTER_HEIGHT - 2)
        return -1;
    float weight[2][4];
    for (int axis = 0; axis < 2; axis++) {
        float t = axis ? y - (float)yi : x - (float)xi;
        weight[axis][0] = ((2 - t) * t - 1) * t / 2;
        weight[axis][1] = ((3 * t - 5) * t * t + 2) / 2;
        weight[axis][2] = ((4 - 3 * t) * t + 1) * t / 2;
        weight[axis][3] = (t - 1) * t * t / 2;
    }
    float sum = 0;
    for (int j = 0; j < 4; j++) {
        const float *row = m->ridge + (yi + j - 1) * MASTER_WIDTH + xi - 1;
        sum += weight[1][j] * (row[0] * weight[0][0] + row[1] * weight[0][1] +
                               row[2] * weight[0][2] + row[3] * weight[0][3]);
    }
    return sum;
}

/* --- one press on the glass --------------------------------------------------------------- */

struct press {
    float cosine, sine, shift_x, shift_y; /* pixels */
    float stretch;                        /* pixels of elastic displacement */
    float pressure;                       /* -1 light .. 1 hard: width of the ridges */
    float patchiness, grain;              /* uneven skin; sensor noise, grey levels */
    float contact_x, contact_y;           /* centre of what touches, pixels from the finger's */
    float contact_w, contact_h;           /* its half axes */
    struct smooth pull_x, pull_y, skin, edge;
};

static void press_make(struct press *p, uint32_t finger_seed, uint32_t impression)
{
    struct chance c = {.state = ((uint64_t)finger_seed << 32 | impression) ^ 0x7072657373u};
    float loose = impression ? 1.0f : 0.15f; /* how far from a careful press */
    chance_next(&c);
    float turn = loose * 0.5f * (chance_between(&c, -0.4f, 0.4f) + chance_between(&c, -0.4f, 0.4f));
    p->cosine = cosf(turn);
    p->sine = sinf(turn);
    p->shift_x = loose * chance_between(&c, -16, 16);
    p->shift_y = loose * chance_between(&c, -20, 20);
    p->stretch = loose * chance_between(&c, 1.5f, 4.5f);
    p->pressure = loose * chance_between(&c, -0.8f, 0.8f);
    p->patchiness = 0.08f + loose * chance_between(&c, 0.05f, 0.25f);
    p->grain = 4 + loose * chance_between(&c, 2, 10);
    p->contact_x = loose * chance_between(&c, -14, 14);
    p->contact_y = loose * chance_between(&c, -18, 18);
    p->contact_w = 136 - loose * chance_between(&c, 0, 22);
    p->contact_h = 184 - loose * chance_between(&c, 0, 34);
    smooth_make(&p->pull_x, &c);
    smooth_make(&p->pull_y, &c);
    smooth_make(&p->skin, &c);
    smooth_make(&p->edge, &c);
}

/* How firmly the finger touches at a place (pixels from the finger's centre): 0 not .. 1. */
static float press_contact(const struct press *p, float x, float y)
{
    float dx = (x - p->contact_x) / p->contact_w, dy = (y - p->contact_y) / p->contact_h;
    float border = 1 + 0.06f * smooth_at(&p->edge, x / 22, y / 22);
    float inside = (border - sqrtf(dx * dx + dy * dy)) * 9;
    return fminf(fmaxf(inside, 0), 1);
}

static void press_take(const struct press *p, const struct master *m, struct chance *c,
                       uint8_t *pixels)
{
    for (int i = 0; i < PRINT_WIDTH * PRINT_HEIGHT; i++) {
        float gx = (float)(i % PRINT_WIDTH - PRINT_WIDTH / 2) - p->shift_x;
        float gy = (float)(i / PRINT_WIDTH - PRINT_HEIGHT / 2) - p->shift_y;
        float x = gx * p->cosine + gy * p->sine, y = gy * p->cosine - gx * p->sine;
        float contact = press_contact(p, x, y);
        float touch = 0;
        if (contact > 0) {
            float sx = x + p->stretch * smooth_at(&p->pull_x, x / 110, y / 110);
            float sy = y + p->stretch * smooth_at(&p->pull_y, x / 110, y / 110);
            float ridge = master_at(m, sx / 2 + MASTER_WIDTH / 2, sy / 2 + MASTER_HEIGHT / 2);
            float skin = smooth_at(&p->skin, x / 9, y / 9) + smooth_at(&p->skin, x / 31, y / 27);
            float level = ridge + 0.35f * p->pressure + p->patchiness * skin - (1 - contact);
            touch = contact / (1 + expf(-5 * level));
        }
        /* Bare glass is cleaner than skin. */
        float grain = p->grain * (0.25f + 0.75f * contact);
        float noise = (chance_between(c, -1, 1) + chance_between(c, -1, 1)) * grain;
        float grey = 232 - 178 * touch + noise;
        pixels[i] = (uint8_t)fminf(fmaxf(grey, 0), 255);
    }
}

/* What is wrong with the press itself, as opposed to what the sensor makes of it. */
static void press_spoil(struct press *p, enum print_fault fault)
{
    switch (fault) {
    case PRINT_DRY:
        p->pressure = -3.4f;
        p->patchiness = 0.1f;
        return;
    case PRINT_WET:
        p->pressure = 6;
        return;
    case PRINT_TIP:
        p->contact_w = p->contact_h = 42;
        return;
    case PRINT_ASIDE:
        p->shift_x = 175;
        p->contact_x = 0;
        return;
    case PRINT_SMUDGED:
        p->contact_w = 90;
        p->contact_h = 120;
        return;
    case PRINT_SOUND:
    case PRINT_SLID:
        return;
    }
}

/* The skin slides along while the sensor looks: a running mean over each row. */
static void slide(uint8_t *pixels)
{
    enum { FAR = 28 };
    for (int y = 0; y < PRINT_HEIGHT; y++) {
        uint8_t *row = pixels + y * PRINT_WIDTH, before[PRINT_WIDTH];
        memcpy(before, row, PRINT_WIDTH);
        for (int x = 0; x < PRINT_WIDTH; x++) {
            int sum = 0;
            for (int k = 0; k < FAR; k++)
                sum += before[x + k < PRINT_WIDTH ? x + k : PRINT_WIDTH - 1];
            row[x] = (uint8_t)(sum / FAR);
        }
    }
}

/* Fat and dust, not as dark as skin; a clean ring is left where the finger pushed it away. */
static void smudge(const struct press *p, uint8_t *pixels)
{
    for (int i = 0; i < PRINT_WIDTH * PRINT_HEIGHT; i++) {
        float x = (float)(i % PRINT_WIDTH - PRINT_WIDTH / 2) - p->shift_x;
        float y = (float)(i / PRINT_WIDTH - PRINT_HEIGHT / 2) - p->shift_y;
        float far = hypotf(x / (p->contact_w + 42), y / (p->contact_h + 42));
        float mark = fabsf(smooth_at(&p->skin, x / 4, y / 4)) * 700;
        if (far > 1)
            pixels[i] = (uint8_t)fmaxf((float)pixels[i] - mark, 0);
    }
}

int print_make(uint32_t finger_seed, uint32_t impression, struct print_image *image_out)
{
    return print_make_faulty(finger_seed, impression, PRINT_SOUND, image_out);
}

int print_make_faulty(uint32_t finger_seed, uint32_t impression, enum print_fault fault,
                      struct print_image *image_out)
{
    int result = -ENOMEM;
    struct master *master = malloc(sizeof *master);
    struct workshop *workshop = malloc(sizeof *workshop);
    uint8_t *pixels = malloc(PRINT_WIDTH * PRINT_HEIGHT);
    if (!master || !workshop || !pixels)
        goto out;
    struct press press;
    struct chance grain = {.state = (uint64_t)impression << 32 | finger_seed};
    master_grow(master, workshop, finger_seed);
    press_make(&press, finger_seed, impression);
    press_spoil(&press, fault);
    press_take(&press, master, &grain, pixels);
    if (fault == PRINT_SLID)
        slide(pixels);
    if (fault == PRINT_SMUDGED)
        smudge(&press, pixels);
    *image_out =
        (struct print_image){.width = PRINT_WIDTH, .height = PRINT_HEIGHT, .pixels = pixels};
    pixels = NULL;
    result = 0;
out:
    free(pixels);
    free(workshop);
    free(master);
    return result;
}

void print_free(struct print_image *image)
{
    free(image->pixels);
    *image = (struct print_image){0};
}
