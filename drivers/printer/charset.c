#include "charset.h"

#include <stdint.h>

/* The page's bytes 0x80 to 0x9F; 0 where it has none. */
static const uint16_t upper[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                   0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static int continuation(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

/* The character that begins at *text, which is moved past it; 0xFFFD for one byte that is none. */
static uint32_t take(const unsigned char **text)
{
    const unsigned char *t = *text;
    uint32_t c = 0xFFFD;
    unsigned length = t[0] < 0x80 ? 1 : t[0] >> 5 == 6 ? 2 : t[0] >> 4 == 14 ? 3 : 0;
    if (t[0] >> 3 == 30)
        length = 4;
    for (unsigned i = 1; i < length; i++)
        if (!continuation(t[i]))
            length = 0;
    if (length == 1)
        c = t[0];
    else if (length)
        c = t[0] & (0x7Fu >> length);
    for (unsigned i = 1; i < length; i++)
        c = c << 6 | (t[i] & 0x3Fu);
    *text += length ? length : 1;
    return c;
}

static char of_page(uint32_t c)
{
    if (c < 0x20 || (c >= 0x7F && c < 0xA0))
        return ' ';
    if (c < 0x7F || (c >= 0xA0 && c <= 0xFF))
        return (char)c;
    for (unsigned i = 0; i < sizeof upper / sizeof upper[0]; i++)
        if (upper[i] == c)
            return (char)(0x80 + i);
    return '?';
}

size_t charset_write(const char *utf8, char *out, size_t room)
{
    const unsigned char *text = (const unsigned char *)utf8;
    size_t size = 0;
    while (*text && size + 1 < room)
        out[size++] = of_page(take(&text));
    out[size] = 0;
    return size;
}
