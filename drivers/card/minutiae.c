#include "minutiae.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

/* ISO/IEC 19794-2:2005 clauses 7.3 to 7.5 (record), 8 (on-card formats). */
enum {
    LEAD_MAX = 32, /* bytes that may stand before the record */
    HEADER = 24,
    VIEW_HEADER = 4,
    MINUTIA = 6,
    EXTENDED_LENGTH = 2,
    COUNT_MAX = 255,
    POSITION_MAX = 10,
    NORMAL = 5,
    COMPACT = 3,
    PER_CM = 197,            /* 500 dpi */
    SIDE_MAX_UM = 5000 * 10, /* no finger is larger than 50 mm */
    SIDE_PX = 1000,          /* of the record written here: 50 mm and some */
};

_Static_assert(HEADER + VIEW_HEADER + COUNT_MAX * MINUTIA + EXTENDED_LENGTH <= WIRE_TEMPLATE_SIZE,
               "any record written here fits");

static uint32_t number(const uint8_t *bytes, size_t size)
{
    uint32_t value = 0;
    while (size--)
        value = value << 8 | *bytes++;
    return value;
}

static void put(uint8_t *to, uint32_t value, size_t size)
{
    while (size--) {
        to[size] = (uint8_t)value;
        value >>= 8;
    }
}

/* A record that is there already. */
static bool take_record(const uint8_t *content, size_t size, struct wire_template *t)
{
    static const uint8_t magic[4] = {'F', 'M', 'R', 0};
    for (size_t i = 0; i <= LEAD_MAX && i + HEADER + VIEW_HEADER <= size; i++) {
        if (memcmp(content + i, magic, sizeof magic) != 0)
            continue;
        size_t length = number(content + i + 8, 4);
        if (length < HEADER + VIEW_HEADER || length > size - i || length > WIRE_TEMPLATE_SIZE ||
            content[i + HEADER] > POSITION_MAX)
            return false;
        t->size = (uint16_t)length;
        t->position = content[i + HEADER];
        memcpy(t->record, content + i, length);
        return true;
    }
    return false;
}

/* One minutia of an on-card format: micrometres, type, and angle as a record has it. */
struct point {
    uint32_t x_um, y_um;
    uint8_t kind, angle;
};

static bool take_point(const uint8_t *bytes, size_t each, struct point *p)
{
    if (each == NORMAL) {
        uint32_t x = number(bytes, 2), y = number(bytes + 2, 2);
        if (y >> 14)
            return false;
        *p = (struct point){(x & 0x3fff) * 10, y * 10, (uint8_t)(x >> 14), bytes[4]};
    } else {
        *p = (struct point){bytes[0] * 100u, bytes[1] * 100u, (uint8_t)(bytes[2] >> 6),
                            (uint8_t)(bytes[2] << 2)};
    }
    return p->kind <= 2 && p->x_um <= SIDE_MAX_UM && p->y_um <= SIDE_MAX_UM;
}

/* `each` bytes a minutia, written as a record of one view. */
static bool write_record(const uint8_t *content, size_t size, size_t each, struct wire_template *t)
{
    static const uint8_t head[8] = {'F', 'M', 'R', 0, ' ', '2', '0', 0};
    size_t count = size / each, at = HEADER + VIEW_HEADER;
    uint8_t *record = t->record;
    if (!count || count > COUNT_MAX || size % each)
        return false;
    memset(t, 0, sizeof *t);
    memcpy(record, head, sizeof head);
    put(record + 14, SIDE_PX, 2);
    put(record + 16, SIDE_PX, 2);
    put(record + 18, PER_CM, 2);
    put(record + 20, PER_CM, 2);
    record[22] = 1; /* view */
    record[HEADER + 3] = (uint8_t)count;
    for (size_t i = 0; i < count; i++, at += MINUTIA) {
        struct point p;
        if (!take_point(content + i * each, each, &p))
            return false;
        put(record + at, (uint32_t)p.kind << 14 | p.x_um * PER_CM / 10000, 2);
        put(record + at + 2, p.y_um * PER_CM / 10000, 2);
        record[at + 4] = p.angle;
    }
    at += EXTENDED_LENGTH; /* none */
    put(record + 8, (uint32_t)at, 4);
    t->size = (uint16_t)at;
    return true;
}

int minutiae_template(const uint8_t *content, size_t size, struct wire_template *template_out)
{
    struct wire_template t = {.position = 0};
    bool made = take_record(content, size, &t) || write_record(content, size, NORMAL, &t) ||
                write_record(content, size, COMPACT, &t);
    if (made)
        *template_out = t;
    explicit_bzero(&t, sizeof t);
    return made ? 0 : -EBADMSG;
}
