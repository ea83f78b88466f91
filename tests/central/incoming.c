#include "incoming.h"

#include "drivers/courier/dense.h"
#include "drivers/courier/envelope.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SKIPPED_MAX = 4 * ENVELOPE_MAX };

struct incoming {
    char *body;
    size_t size, room, skipped;
    time_t began;
};

static time_t monotonic_s(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

struct incoming *incoming_open(void)
{
    struct incoming *in = calloc(1, sizeof(*in));

    if (in)
        in->began = monotonic_s();
    return in;
}

int incoming_add(struct incoming *in, const char *piece, size_t size)
{
    if (monotonic_s() - in->began > INCOMING_REQUEST_S)
        return -ETIMEDOUT;
    if (in->skipped || size > ENVELOPE_MAX - in->size) {
        in->skipped += size;
        return in->skipped > SKIPPED_MAX ? -EFBIG : 0;
    }
    if (in->size + size > in->room) {
        size_t room = in->room ? 2 * in->room : 4096;
        while (room < in->size + size)
            room *= 2;
        char *grown = realloc(in->body, room);
        if (!grown)
            return -ENOMEM;
        in->body = grown;
        in->room = room;
    }
    memcpy(in->body + in->size, piece, size);
    in->size += size;
    return 0;
}

int incoming_unpack(struct incoming *in)
{
    char *text = malloc(ENVELOPE_MAX);
    size_t size = 0;
    int r = text ? dense_unpack(incoming_body(in), in->size, text, ENVELOPE_MAX, &size) : -ENOMEM;

    if (r < 0) {
        free(text);
        return r;
    }
    if (in->body)
        sodium_memzero(in->body, in->room);
    free(in->body);
    in->body = text;
    in->size = size;
    in->room = ENVELOPE_MAX;
    return 0;
}

bool incoming_too_long(const struct incoming *in)
{
    return in->skipped > 0;
}

const char *incoming_body(const struct incoming *in)
{
    return in->body ? in->body : "";
}

size_t incoming_size(const struct incoming *in)
{
    return in->size;
}

void incoming_close(struct incoming *in)
{
    if (!in)
        return;
    if (in->body)
        sodium_memzero(in->body, in->room);
    free(in->body);
    free(in);
}
