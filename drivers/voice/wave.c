#include "wave.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

enum { HEADER = 12, CHUNK = 8, FORMAT = 16, PCM = 1 };

static uint32_t number(const uint8_t *at, unsigned bytes)
{
    uint32_t value = 0;
    while (bytes--)
        value = value << 8 | at[bytes];
    return value;
}

static bool is_ours(const uint8_t *format, unsigned rate_hz)
{
    return number(format, 2) == PCM && number(format + 2, 2) == 1 &&
           number(format + 4, 4) == rate_hz && number(format + 14, 2) == 16;
}

int wave_find(const uint8_t *bytes, size_t size, unsigned rate_hz, const uint8_t **samples_out,
              size_t *count_out)
{
    bool known = false;
    size_t at = HEADER;
    if (size < HEADER || memcmp(bytes, "RIFF", 4) || memcmp(bytes + 8, "WAVE", 4))
        return -EBADMSG;
    while (size - at >= CHUNK) {
        const uint8_t *body = bytes + at + CHUNK;
        size_t length = number(bytes + at + 4, 4), left = size - at - CHUNK;
        if (length > left)
            return -EBADMSG;
        if (!memcmp(bytes + at, "fmt ", 4)) {
            known = length >= FORMAT && is_ours(body, rate_hz);
        } else if (known && !memcmp(bytes + at, "data", 4)) {
            *samples_out = body;
            *count_out = length / sizeof(int16_t);
            return 0;
        }
        if (length % 2 && length < left) /* chunks begin at even places */
            length++;
        at += CHUNK + length;
    }
    return -EBADMSG;
}
