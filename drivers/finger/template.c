#include "template.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

/* Clause 7.3 (record header), 7.4 (view header, minutiae), 7.5 (extended data). */
enum {
    RECORD_HEADER = 24,
    VIEW_HEADER = 4,
    MINUTIA_SIZE = 6,
    EXTENDED_LENGTH = 2,
    PER_CM_MIN = 98, /* 250 dpi */
    PER_CM_MAX = 394,
    PER_CM_500 = 197,
    POSITION_MAX = 10,
    COORDINATE_MAX = 0x3fff,
};

static const uint8_t magic[8] = {'F', 'M', 'R', 0, ' ', '2', '0', 0};

/* A walk over bytes that never leaves them: past the end it reads zeros and says so. */
struct cursor {
    const uint8_t *at;
    size_t left;
    bool short_of;
};

static uint32_t take(struct cursor *c, size_t bytes)
{
    uint32_t value = 0;
    if (bytes > c->left) {
        c->short_of = true;
        c->left = 0;
        return 0;
    }
    c->left -= bytes;
    while (bytes--)
        value = value << 8 | *c->at++;
    return value;
}

static void skip(struct cursor *c, size_t bytes)
{
    if (bytes > c->left)
        c->short_of = true;
    else
        c->at += bytes;
    c->left = c->short_of ? 0 : c->left - bytes;
}

/* Image pixels to pixels at MINUTIA_DPI, rounded. */
static uint32_t scaled(uint32_t pixels, uint32_t per_cm)
{
    if (per_cm == PER_CM_500)
        return pixels;
    uint32_t divisor = per_cm * 254;
    return (pixels * MINUTIA_DPI * 100 + divisor / 2) / divisor;
}

struct geometry {
    uint32_t width, height, per_cm;
};

static bool read_minutia(struct cursor *c, const struct geometry *g, struct minutia *m)
{
    uint32_t x = take(c, 2), y = take(c, 2), angle = take(c, 1), quality = take(c, 1);
    uint32_t kind = x >> 14;
    x &= COORDINATE_MAX;
    y &= COORDINATE_MAX;
    if (c->short_of || kind > MINUTIA_BIFURCATION || x >= g->width || y >= g->height ||
        quality > 100)
        return false;
    m->x = (int16_t)scaled(x, g->per_cm);
    m->y = (int16_t)scaled(y, g->per_cm);
    m->kind = (uint8_t)kind;
    m->angle = (uint8_t)angle;
    m->quality = (uint8_t)quality;
    return true;
}

static bool read_view(struct cursor *c, const struct geometry *g, struct minutiae *view)
{
    memset(view, 0, sizeof *view);
    view->width = (uint16_t)(scaled(g->width - 1, g->per_cm) + 1);
    view->height = (uint16_t)(scaled(g->height - 1, g->per_cm) + 1);
    uint32_t position = take(c, 1);
    skip(c, 1); /* view number and impression type */
    uint32_t quality = take(c, 1);
    uint32_t count = take(c, 1);
    if (c->short_of || position > POSITION_MAX || quality > 100)
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (!read_minutia(c, g, &view->m[i]))
            return false;
    skip(c, take(c, EXTENDED_LENGTH));
    view->position = (uint8_t)position;
    view->quality = (uint8_t)quality;
    view->count = (uint16_t)count;
    return !c->short_of;
}

static bool read_header(struct cursor *c, struct geometry *g, uint32_t *views)
{
    size_t size = c->left;
    if (size < RECORD_HEADER || memcmp(c->at, magic, sizeof magic))
        return false;
    skip(c, sizeof magic);
    if (take(c, 4) != size)
        return false;
    skip(c, 2); /* capture equipment */
    g->width = take(c, 2);
    g->height = take(c, 2);
    g->per_cm = take(c, 2);
    uint32_t per_cm_y = take(c, 2);
    *views = take(c, 1);
    skip(c, 1);
    return g->width >= 1 && g->height >= 1 && g->per_cm >= PER_CM_MIN && g->per_cm <= PER_CM_MAX &&
           per_cm_y == g->per_cm && scaled(g->width - 1, g->per_cm) <= COORDINATE_MAX &&
           scaled(g->height - 1, g->per_cm) <= COORDINATE_MAX && *views >= 1 &&
           *views <= TEMPLATE_VIEWS_MAX;
}

int template_read(const uint8_t *record, size_t size, struct minutiae *views_out, size_t *count_out)
{
    struct minutiae views[TEMPLATE_VIEWS_MAX];
    struct cursor c = {.at = record, .left = size};
    struct geometry geometry;
    uint32_t count = 0, done = 0;
    if (read_header(&c, &geometry, &count))
        while (done < count && read_view(&c, &geometry, &views[done]))
            done++;
    bool whole = done && done == count && c.left == 0;
    if (whole) {
        memcpy(views_out, views, count * sizeof *views);
        *count_out = count;
    }
    explicit_bzero(views, sizeof views);
    return whole ? 0 : -EBADMSG;
}

/* --- writing ------------------------------------------------------------------------------ */

static uint8_t *put(uint8_t *at, uint32_t value, size_t bytes)
{
    for (size_t i = bytes; i-- > 0; value >>= 8)
        at[i] = (uint8_t)value;
    return at + bytes;
}

static bool expressible(const struct minutiae *view, const struct minutiae *first)
{
    if (view->width != first->width || view->height != first->height || view->width < 1 ||
        view->height < 1 || view->count > MINUTIAE_MAX || view->position > POSITION_MAX ||
        view->quality > 100)
        return false;
    for (int i = 0; i < view->count; i++) {
        const struct minutia *m = &view->m[i];
        if (m->x < 0 || m->x >= view->width || m->x > COORDINATE_MAX || m->y < 0 ||
            m->y >= view->height || m->y > COORDINATE_MAX || m->kind > MINUTIA_BIFURCATION ||
            m->quality > 100)
            return false;
    }
    return true;
}

/* Which view of its finger views[i] is: clause 7.4.1.2 counts them from 0. */
static uint32_t view_number(const struct minutiae *views, size_t i)
{
    uint32_t number = 0;
    for (size_t j = 0; j < i; j++)
        number += views[j].position == views[i].position;
    return number;
}

int template_write(const struct minutiae *views, size_t count, uint8_t *record_out, size_t room,
                   size_t *size_out)
{
    if (count < 1 || count > TEMPLATE_VIEWS_MAX)
        return -EINVAL;
    size_t size = RECORD_HEADER;
    for (size_t i = 0; i < count; i++) {
        if (!expressible(&views[i], &views[0]))
            return -EINVAL;
        size += VIEW_HEADER + (size_t)views[i].count * MINUTIA_SIZE + EXTENDED_LENGTH;
    }
    if (size > room)
        return -ENOSPC;

    uint8_t *at = record_out;
    memcpy(at, magic, sizeof magic);
    at = put(at + sizeof magic, (uint32_t)size, 4);
    at = put(at, 0, 2);
    at = put(at, views[0].width, 2);
    at = put(at, views[0].height, 2);
    at = put(at, PER_CM_500, 2);
    at = put(at, PER_CM_500, 2);
    at = put(at, (uint32_t)count, 1);
    at = put(at, 0, 1);
    for (size_t i = 0; i < count; i++) {
        at = put(at, views[i].position, 1);
        at = put(at, view_number(views, i) << 4, 1); /* impression type 0: live-scan plain */
        at = put(at, views[i].quality, 1);
        at = put(at, views[i].count, 1);
        for (int k = 0; k < views[i].count; k++) {
            const struct minutia *m = &views[i].m[k];
            at = put(at, (uint32_t)m->kind << 14 | (uint32_t)m->x, 2);
            at = put(at, (uint32_t)m->y, 2);
            at = put(at, m->angle, 1);
            at = put(at, m->quality, 1);
        }
        at = put(at, 0, EXTENDED_LENGTH);
    }
    *size_out = size;
    return 0;
}
