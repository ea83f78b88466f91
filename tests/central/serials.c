#include "serials.h"

#include <errno.h>
#include <stdlib.h>

enum { LAST = 9999 };

/* Open addressing; prefix 0 marks a free slot (no region begins with it). */
struct serials {
    size_t size;
    struct slot {
        uint64_t prefix;
        int last;
    } * slots;
};

struct serials *serials_make(size_t most)
{
    struct serials *serials = calloc(1, sizeof(*serials));

    if (!serials)
        return NULL;
    serials->size = 2 * most + 1;
    serials->slots = calloc(serials->size, sizeof(*serials->slots));
    if (!serials->slots) {
        free(serials);
        return NULL;
    }
    return serials;
}

static struct slot *find(struct serials *serials, uint64_t prefix)
{
    size_t at = (size_t)(prefix * 0x9e3779b97f4a7c15u % serials->size);

    while (serials->slots[at].prefix && serials->slots[at].prefix != prefix)
        at = (at + 1) % serials->size;
    serials->slots[at].prefix = prefix;
    return &serials->slots[at];
}

int serials_next(struct serials *serials, uint64_t prefix)
{
    struct slot *slot = find(serials, prefix);

    return slot->last < LAST ? ++slot->last : -ENOSPC;
}

void serials_take(struct serials *serials, uint64_t prefix, int serial)
{
    struct slot *slot = find(serials, prefix);

    if (slot->last < serial)
        slot->last = serial;
}

void serials_free(struct serials *serials)
{
    if (!serials)
        return;
    free(serials->slots);
    free(serials);
}
