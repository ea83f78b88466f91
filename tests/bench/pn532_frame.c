#include "pn532_frame.h"

#include <string.h>

const uint8_t pn532_ack[6] = {0x00, 0x00, 0xff, 0x00, 0xff, 0x00};
const uint8_t pn532_error[8] = {0x00, 0x00, 0xff, 0x01, 0xff, 0x7f, 0x81, 0x00};

static void drop(struct pn532_line *line, size_t n)
{
    line->size -= n;
    memmove(line->bytes, line->bytes + n, line->size);
}

/* Drops what stands before a start code, keeping one 00 that may begin it. */
static void seek_start(struct pn532_line *line)
{
    size_t i = 0;
    while (i + 1 < line->size && !(line->bytes[i] == 0x00 && line->bytes[i + 1] == 0xff))
        line->woken |= line->bytes[i++] == 0x55;
    if (i + 1 == line->size && line->bytes[i] != 0x00)
        line->woken |= line->bytes[i++] == 0x55;
    drop(line, i);
}

static uint8_t sum(const uint8_t *bytes, size_t n)
{
    unsigned total = 0;
    for (size_t i = 0; i < n; i++)
        total += bytes[i];
    return (uint8_t)total;
}

enum pn532_frame pn532_frame_take(struct pn532_line *line, uint8_t *data, size_t *size)
{
    for (;;) {
        seek_start(line);
        const uint8_t *b = line->bytes;
        if (line->size < 4)
            return PN532_FRAME_NONE;
        if (b[2] == 0x00 && b[3] == 0xff) {
            if (line->size < 5)
                return PN532_FRAME_NONE;
            drop(line, 5);
            return PN532_FRAME_ACK;
        }
        bool extended = b[2] == 0xff && b[3] == 0xff;
        size_t head = extended ? 7 : 4;
        if (line->size < head)
            return PN532_FRAME_NONE;
        size_t length = extended ? (size_t)b[4] << 8 | b[5] : b[2];
        bool head_ok = sum(extended ? b + 4 : b + 2, head - (extended ? 4 : 2)) == 0;
        if (!head_ok || length < 2 || length > PN532_DATA_MAX + 1) {
            drop(line, 2);
            continue;
        }
        if (line->size < head + length + 2)
            return PN532_FRAME_NONE;
        bool ok = b[head] == 0xd4 && sum(b + head, length + 1) == 0;
        if (ok) {
            memcpy(data, b + head + 1, length - 1);
            *size = length - 1;
        }
        drop(line, ok ? head + length + 2 : 2);
        if (ok)
            return PN532_FRAME_COMMAND;
    }
}

size_t pn532_frame_build(uint8_t *frame, const uint8_t *data, size_t size)
{
    static const uint8_t start[3] = {0x00, 0x00, 0xff};
    size_t length = size + 1, n = sizeof start;
    memcpy(frame, start, sizeof start);
    if (length <= 0xff) {
        frame[n++] = (uint8_t)length;
        frame[n++] = (uint8_t)(0x100 - length);
    } else {
        frame[n++] = 0xff;
        frame[n++] = 0xff;
        frame[n++] = (uint8_t)(length >> 8);
        frame[n++] = (uint8_t)length;
        frame[n] = (uint8_t)-sum(frame + n - 2, 2);
        n++;
    }
    frame[n++] = 0xd5;
    memcpy(frame + n, data, size);
    n += size;
    frame[n] = (uint8_t)-sum(frame + n - size - 1, size + 1);
    n++;
    frame[n++] = 0x00;
    return n;
}
