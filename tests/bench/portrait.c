#include "portrait.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

struct colour {
    uint8_t r, g, b;
};

struct canvas {
    struct colour pixels[PORTRAIT_HEIGHT][PORTRAIT_WIDTH];
};

/* What a seed decides about a face. */
struct looks {
    struct colour ground, skin, hair, cloth, scarf;
    bool headscarf, long_hair, cap, glasses, moustache;
    double face_rx, face_ry, eye_gap, smile;
};

/* FNV-1a of the key: a face stays the same when the list of people changes around it. */
static uint32_t seed_of(const struct person *person)
{
    uint32_t seed = 2166136261u;

    for (const char *c = person->key; *c; c++)
        seed = (seed ^ (uint8_t)*c) * 16777619u;
    return seed;
}

static unsigned draw(uint32_t *seed, unsigned of)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 16) % of;
}

static struct looks looks_of(const struct person *person)
{
    static const struct colour grounds[] = {{178, 38, 44}, {38, 86, 160}};
    static const struct colour skins[] = {
        {226, 178, 140}, {206, 154, 114}, {186, 132, 94}, {160, 110, 78}};
    static const struct colour hairs[] = {{28, 24, 24}, {44, 32, 28}, {150, 148, 146}};
    static const struct colour cloths[] = {
        {236, 234, 226}, {58, 104, 92}, {120, 78, 46}, {84, 84, 130}, {150, 66, 80}};
    static const struct colour scarves[] = {
        {232, 214, 196}, {70, 116, 128}, {140, 92, 128}, {96, 110, 72}};
    uint32_t seed = seed_of(person);
    struct looks looks = {
        .ground = grounds[draw(&seed, 2)],
        .skin = skins[draw(&seed, 4)],
        .hair = hairs[draw(&seed, 3)],
        .cloth = cloths[draw(&seed, 5)],
        .scarf = scarves[draw(&seed, 4)],
        .headscarf = person->sex == 'P' && draw(&seed, 3) != 0,
        .long_hair = person->sex == 'P',
        .cap = person->sex == 'L' && draw(&seed, 2) != 0,
        .glasses = draw(&seed, 4) == 0,
        .moustache = person->sex == 'L' && draw(&seed, 2) != 0,
        .face_rx = 48 + draw(&seed, 9),
        .face_ry = 62 + draw(&seed, 9),
        .eye_gap = 19 + draw(&seed, 5),
        .smile = 5 + draw(&seed, 6),
    };

    return looks;
}

static struct colour shade(struct colour c, double by)
{
    return (struct colour){(uint8_t)fmin(255, c.r * by), (uint8_t)fmin(255, c.g * by),
                           (uint8_t)fmin(255, c.b * by)};
}

static void blend(struct colour *pixel, struct colour with, double part)
{
    if (part <= 0)
        return;
    part = fmin(part, 1);
    pixel->r = (uint8_t)(pixel->r + (with.r - pixel->r) * part);
    pixel->g = (uint8_t)(pixel->g + (with.g - pixel->g) * part);
    pixel->b = (uint8_t)(pixel->b + (with.b - pixel->b) * part);
}

/* Fills the part of an ellipse between rows y0 and y1, with soft edges. */
static void ellipse(struct canvas *on, double cx, double cy, double rx, double ry, double y0,
                    double y1, struct colour colour)
{
    for (int y = 0; y < PORTRAIT_HEIGHT; y++) {
        for (int x = 0; x < PORTRAIT_WIDTH; x++) {
            double radius = hypot((x - cx) / rx, (y - cy) / ry);
            double edge = 0.5 - (radius - 1) * fmin(rx, ry);
            double rows = fmin(y - y0, y1 - y) + 0.5;

            blend(&on->pixels[y][x], colour, fmin(edge, rows));
        }
    }
}

/* A stroke of an ellipse's lower (or upper) arc. */
static void arc(struct canvas *on, double cx, double cy, double rx, double ry, double width,
                bool lower, struct colour colour)
{
    for (int y = 0; y < PORTRAIT_HEIGHT; y++) {
        for (int x = 0; x < PORTRAIT_WIDTH; x++) {
            double radius = hypot((x - cx) / rx, (y - cy) / ry);
            double edge = width / 2 + 0.5 - fabs(radius - 1) * fmin(rx, ry);
            double half = (lower ? y - cy : cy - y) + 0.5;

            blend(&on->pixels[y][x], colour, fmin(edge, half));
        }
    }
}

static void draw_ground(struct canvas *on, const struct looks *looks)
{
    for (int y = 0; y < PORTRAIT_HEIGHT; y++) {
        for (int x = 0; x < PORTRAIT_WIDTH; x++)
            on->pixels[y][x] = shade(looks->ground, 1.12 - 0.22 * y / PORTRAIT_HEIGHT);
    }
}

static void draw_body(struct canvas *on, const struct looks *looks)
{
    struct colour neck = shade(looks->skin, 0.86);

    ellipse(on, 120, 330, 104, 86, 0, 320, looks->cloth);
    ellipse(on, 120, 232, 24, 44, 0, 320, neck);
    arc(on, 120, 246, 30, 26, 7, true, shade(looks->cloth, 0.8));
}

static void draw_head(struct canvas *on, const struct looks *looks)
{
    double rx = looks->face_rx, ry = looks->face_ry, cy = 150;

    if (looks->headscarf) {
        ellipse(on, 120, cy + 2, rx + 18, ry + 22, 0, 320, looks->scarf);
        ellipse(on, 120, 236, rx + 8, 54, 0, 320, looks->scarf);
        ellipse(on, 120, cy + 4, rx + 3, ry + 3, 0, 320, shade(looks->scarf, 0.82));
    } else {
        double hair_to = looks->long_hair ? cy + 74 : cy + 14;

        ellipse(on, 120, cy - 10 + (hair_to - cy - 14) / 4, rx + 9, ry + 8 + (hair_to - cy) / 3, 0,
                hair_to, looks->hair);
        if (looks->long_hair)
            ellipse(on, 120, cy + 80, 24, 40, 0, 320, shade(looks->skin, 0.86));
        ellipse(on, 120 - rx, cy + 6, 8, 14, 0, 320, shade(looks->skin, 0.92));
        ellipse(on, 120 + rx, cy + 6, 8, 14, 0, 320, shade(looks->skin, 0.92));
    }
    ellipse(on, 120, cy + 4, rx, ry, 0, 320, looks->skin);
    if (looks->headscarf)
        return;
    if (looks->cap) {
        ellipse(on, 120, cy - 36, rx + 6, 46, cy - 84, cy - 34, (struct colour){30, 30, 34});
        ellipse(on, 120, cy - 33, rx + 7, 5, 0, 320, (struct colour){44, 44, 50});
    } else {
        ellipse(on, 120, cy - 44, rx + 2, 30, 0, cy - 30, looks->hair);
    }
}

static void draw_features(struct canvas *on, const struct looks *looks)
{
    struct colour ink = {40, 28, 26};
    struct colour lip = shade(looks->skin, 0.66);
    double cy = 150;

    for (int side = -1; side <= 1; side += 2) {
        double x = 120 + side * looks->eye_gap;

        ellipse(on, x, cy, 8, 5, 0, 320, (struct colour){246, 242, 236});
        ellipse(on, x, cy, 4, 4.5, 0, 320, ink);
        arc(on, x, cy - 8, 11, 6, 3, false, shade(looks->hair, 0.9));
        ellipse(on, x + side * 8, cy + 24, 9, 6, 0, 320, shade(looks->skin, 0.95));
        if (looks->glasses) {
            arc(on, x, cy, 15, 13, 2, true, ink);
            arc(on, x, cy, 15, 13, 2, false, ink);
        }
    }
    arc(on, 120, cy + 18, 8, 6, 3, true, shade(looks->skin, 0.78));
    if (looks->moustache)
        arc(on, 120, cy + 35, 15, 5, 5, false, shade(looks->hair, 1.1));
    arc(on, 120, cy + 41, 17, looks->smile, 3.5, true, lip);
}

static void encode(const struct canvas *canvas, int quality, unsigned char **jpeg_out,
                   size_t *size_out)
{
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned char *bytes = NULL;
    unsigned long size = 0;

    /* Its default handler ends the program; with memory as the target it only runs out of it. */
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &bytes, &size);
    jpeg.image_width = PORTRAIT_WIDTH;
    jpeg.image_height = PORTRAIT_HEIGHT;
    jpeg.input_components = 3;
    jpeg.in_color_space = JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, quality, TRUE);
    jpeg.optimize_coding = TRUE;
    jpeg_start_compress(&jpeg, TRUE);
    while (jpeg.next_scanline < jpeg.image_height) {
        JSAMPROW row = (JSAMPROW)(uintptr_t)canvas->pixels[jpeg.next_scanline];

        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    *jpeg_out = bytes;
    *size_out = size;
}

int portrait_make(const struct person *person, unsigned char **jpeg_out, size_t *size_out)
{
    struct looks looks = looks_of(person);
    struct canvas *canvas = calloc(1, sizeof(*canvas));
    int error = -E2BIG;

    if (!canvas)
        return -ENOMEM;
    draw_ground(canvas, &looks);
    draw_body(canvas, &looks);
    draw_head(canvas, &looks);
    draw_features(canvas, &looks);
    for (int quality = 80; quality >= 20 && error == -E2BIG; quality -= 5) {
        unsigned char *jpeg = NULL;
        size_t size = 0;

        encode(canvas, quality, &jpeg, &size);
        if (size > PORTRAIT_SIZE_MAX) {
            free(jpeg);
            continue;
        }
        *jpeg_out = jpeg;
        *size_out = size;
        error = 0;
    }
    free(canvas);
    return error;
}
