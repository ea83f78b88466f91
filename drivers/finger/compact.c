#include "compact.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

enum {
    TAG_TEMPLATE = 0x7f2e,
    TAG_MINUTIAE = 0x90,
    PER_MM_NORMAL = 100, /* units a millimetre */
    PER_MM_SMALL = 10,
    PLACE_BITS = 0x3fff,
    ANGLE_BITS = 0x3f,
    ANGLE_STEP = 4, /* of 360/256 degrees, at compact size */
};

/* Units to pixels at MINUTIA_DPI and back, rounded: 25.4 mm an inch. */
static uint32_t to_pixels(uint32_t units, uint32_t per_mm)
{
    uint32_t divisor = 254 * per_mm;
    return (units * MINUTIA_DPI * 10 + divisor / 2) / divisor;
}

static uint32_t to_units(uint32_t pixels, uint32_t per_mm)
{
    uint32_t divisor = MINUTIA_DPI * 10;
    return (pixels * 254 * per_mm + divisor / 2) / divisor;
}

static struct minutia read_minutia(enum compact_form form, const uint8_t *b)
{
    struct minutia m = {0};
    if (form == COMPACT_NORMAL) {
        uint32_t x = (uint32_t)b[0] << 8 | b[1], y = (uint32_t)b[2] << 8 | b[3];
        m.kind = (uint8_t)(x >> 14);
        m.x = (int16_t)to_pixels(x & PLACE_BITS, PER_MM_NORMAL);
        m.y = (int16_t)to_pixels(y & PLACE_BITS, PER_MM_NORMAL);
        m.angle = b[4];
    } else {
        m.kind = b[2] >> 6;
        m.x = (int16_t)to_pixels(b[0], PER_MM_SMALL);
        m.y = (int16_t)to_pixels(b[1], PER_MM_SMALL);
        m.angle = (uint8_t)((b[2] & ANGLE_BITS) * ANGLE_STEP);
    }
    return m;
}

static bool read_view(enum compact_form form, const uint8_t *bytes, size_t size,
                      struct minutiae *view_out)
{
    size_t count = size / form;
    if (size % form || count > MINUTIAE_MAX)
        return false;
    *view_out = (struct minutiae){.count = (uint16_t)count, .width = 1, .height = 1};
    for (size_t i = 0; i < count; i++) {
        struct minutia m = read_minutia(form, bytes + i * form);
        if (m.kind > MINUTIA_BIFURCATION)
            return false;
        if (m.x >= view_out->width)
            view_out->width = (uint16_t)(m.x + 1);
        if (m.y >= view_out->height)
            view_out->height = (uint16_t)(m.y + 1);
        view_out->m[i] = m;
    }
    return true;
}

/* --- BER-TLV ------------------------------------------------------------------------------ */

struct object {
    uint32_t tag;
    size_t size;
    const uint8_t *value;
};

/* Takes one data object off the front. Tags of one and two bytes, lengths of up to three. */
static bool take_object(const uint8_t **at, size_t *left, struct object *object_out)
{
    const uint8_t *p = *at, *end = p + *left;
    struct object o = {0};
    if (end - p < 2)
        return false;
    o.tag = *p++;
    if ((o.tag & 0x1f) == 0x1f) {
        if (*p & 0x80)
            return false;
        o.tag = o.tag << 8 | *p++;
    }
    if (p == end)
        return false;
    o.size = *p++;
    if (o.size > 0x80 && o.size <= 0x82) {
        size_t more = o.size & 0x7f;
        if ((size_t)(end - p) < more)
            return false;
        for (o.size = 0; more--;)
            o.size = o.size << 8 | *p++;
    } else if (o.size >= 0x80) {
        return false;
    }
    if (o.size > (size_t)(end - p))
        return false;
    o.value = p;
    *left = (size_t)(end - p) - o.size;
    *at = p + o.size;
    *object_out = o;
    return true;
}

/* Exactly one 90 in the template. */
static bool read_template(enum compact_form form, const struct object *template,
                          struct minutiae *view_out)
{
    const uint8_t *at = template->value;
    size_t left = template->size;
    bool found = false;
    while (left) {
        struct object o;
        if (!take_object(&at, &left, &o))
            return false;
        if (o.tag != TAG_MINUTIAE)
            continue;
        if (found || !read_view(form, o.value, o.size, view_out))
            return false;
        found = true;
    }
    return found;
}

static bool wrapped(const uint8_t *bytes, size_t size)
{
    return size >= 2 && bytes[0] == TAG_TEMPLATE >> 8 && bytes[1] == (TAG_TEMPLATE & 0xff);
}

int compact_read(enum compact_form form, const uint8_t *bytes, size_t size,
                 struct minutiae *views_out, size_t *count_out)
{
    struct minutiae views[COMPACT_VIEWS_MAX];
    size_t count = 0;
    bool good = true;
    if (form != COMPACT_SMALL && form != COMPACT_NORMAL)
        return -EINVAL;
    if (wrapped(bytes, size)) {
        while (good && size) {
            struct object o;
            good = count < COMPACT_VIEWS_MAX && take_object(&bytes, &size, &o) &&
                   o.tag == TAG_TEMPLATE && read_template(form, &o, &views[count]);
            count++;
        }
    } else {
        good = size && read_view(form, bytes, size, &views[0]);
        count = 1;
    }
    if (good) {
        memcpy(views_out, views, count * sizeof *views);
        *count_out = count;
    }
    explicit_bzero(views, sizeof views);
    return good ? 0 : -EBADMSG;
}

/* --- writing ------------------------------------------------------------------------------ */

static bool expressible(enum compact_form form, const struct minutia *m)
{
    uint32_t per_mm = form == COMPACT_NORMAL ? PER_MM_NORMAL : PER_MM_SMALL;
    uint32_t most = form == COMPACT_NORMAL ? PLACE_BITS : UINT8_MAX;
    return m->x >= 0 && m->y >= 0 && m->kind <= MINUTIA_BIFURCATION &&
           to_units((uint32_t)m->x, per_mm) <= most && to_units((uint32_t)m->y, per_mm) <= most;
}

static void write_minutia(enum compact_form form, const struct minutia *m, uint8_t *b)
{
    if (form == COMPACT_NORMAL) {
        uint32_t x = (uint32_t)m->kind << 14 | to_units((uint32_t)m->x, PER_MM_NORMAL);
        uint32_t y = to_units((uint32_t)m->y, PER_MM_NORMAL);
        b[0] = (uint8_t)(x >> 8);
        b[1] = (uint8_t)x;
        b[2] = (uint8_t)(y >> 8);
        b[3] = (uint8_t)y;
        b[4] = m->angle;
    } else {
        uint32_t angle = (m->angle + ANGLE_STEP / 2u) / ANGLE_STEP;
        b[0] = (uint8_t)to_units((uint32_t)m->x, PER_MM_SMALL);
        b[1] = (uint8_t)to_units((uint32_t)m->y, PER_MM_SMALL);
        b[2] = (uint8_t)((uint32_t)m->kind << 6 | (angle & ANGLE_BITS));
    }
}

int compact_write(enum compact_form form, const struct minutiae *view, uint8_t *bytes_out,
                  size_t room, size_t *size_out)
{
    if ((form != COMPACT_SMALL && form != COMPACT_NORMAL) || view->count > MINUTIAE_MAX)
        return -EINVAL;
    for (unsigned i = 0; i < view->count; i++)
        if (!expressible(form, &view->m[i]))
            return -EINVAL;
    if ((size_t)view->count * form > room)
        return -ENOSPC;
    for (unsigned i = 0; i < view->count; i++)
        write_minutia(form, &view->m[i], bytes_out + (size_t)i * form);
    *size_out = (size_t)view->count * form;
    return 0;
}
