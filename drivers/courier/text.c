#include "text.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Bytes of the character at utf8, 0 when there is none (RFC 3629, clause 4). */
static size_t character(const unsigned char *utf8, size_t length, uint32_t *point_out)
{
    static const struct {
        unsigned char mask, lead;
        uint32_t least;
    } forms[] = {{0x80, 0x00, 0}, {0xe0, 0xc0, 0x80}, {0xf0, 0xe0, 0x800}, {0xf8, 0xf0, 0x10000}};

    for (size_t form = 0; form < 4; form++) {
        if ((utf8[0] & forms[form].mask) != forms[form].lead)
            continue;
        if (form >= length)
            return 0;
        uint32_t point = utf8[0] & (unsigned char)~forms[form].mask;
        for (size_t i = 1; i <= form; i++) {
            if ((utf8[i] & 0xc0) != 0x80)
                return 0;
            point = point << 6 | (utf8[i] & 0x3f);
        }
        if (point < forms[form].least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
            return 0;
        *point_out = point;
        return form + 1;
    }
    return 0;
}

static bool is_control(uint32_t point)
{
    return point < 0x20 || (point >= 0x7f && point <= 0x9f) || point == 0x2028 || point == 0x2029;
}

static bool is_misleading(uint32_t point)
{
    return point == 0x061c || point == 0x200e || point == 0x200f ||
           (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069) ||
           point == 0xfeff;
}

/* Walks the whole text, also past what fits, so that its end is judged too. Writes to out
 * unless it is NULL. */
static int walk(char *out, size_t size, const char *utf8, size_t length)
{
    size_t used = 0;
    bool full = false;
    for (size_t at = 0; at < length;) {
        uint32_t point;
        size_t bytes = character((const unsigned char *)utf8 + at, length - at, &point);
        if (!bytes)
            return -EILSEQ;
        bool control = is_control(point);
        size_t kept = control ? 1 : bytes;
        full = full || used + kept >= size;
        if (out && !full && !is_misleading(point)) {
            memcpy(out + used, control ? " " : utf8 + at, kept);
            used += kept;
        }
        at += bytes;
    }
    if (out)
        memset(out + used, 0, size - used);
    return 0;
}

int text_copy(char *out, size_t size, const char *utf8, size_t length)
{
    int result = walk(NULL, size, utf8, length);
    return result ? result : walk(out, size, utf8, length);
}

int text_copy_code(char *out, size_t size, const char *code, size_t length)
{
    if (length < 1 || length >= size)
        return -EINVAL;
    for (size_t i = 0; i < length; i++) {
        char c = code[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '.' || c == '_' || c == ':' || c == '-'))
            return -EINVAL;
    }
    memcpy(out, code, length);
    memset(out + length, 0, size - length);
    return 0;
}
