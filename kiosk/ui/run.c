#include "kiosk/ui/run.h"

bool run_is_plain(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        /* Lead bytes to C9: up to U+024F. E2 80: U+2000 to U+203F. */
        if (c > 0xC9 && !(c == 0xE2 && i + 1 < length && (unsigned char)text[i + 1] == 0x80))
            return false;
    }
    return true;
}

size_t run_decode(const char *text, size_t length, uint32_t *out)
{
    const unsigned char *p = (const unsigned char *)text;
    size_t bytes = p[0] < 0x80                   ? 1
                   : p[0] >= 0xC2 && p[0] < 0xE0 ? 2
                   : p[0] >= 0xE0 && p[0] < 0xF0 ? 3
                   : p[0] >= 0xF0 && p[0] < 0xF5 ? 4
                                                 : 0;
    uint32_t character = bytes == 1 ? p[0] : p[0] & (0x7Fu >> bytes);

    *out = 0xFFFD;
    if (bytes == 0 || bytes > length)
        return 1;
    for (size_t i = 1; i < bytes; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 1;
        character = character << 6 | (p[i] & 0x3Fu);
    }
    *out = character;
    return bytes;
}

bool run_is_leftward(uint32_t character)
{
    return (character >= 0x590 && character <= 0x8FF) ||
           (character >= 0xFB1D && character <= 0xFDFF) ||
           (character >= 0xFE70 && character <= 0xFEFF) ||
           (character >= 0x10800 && character <= 0x10FFF) ||
           (character >= 0x1E800 && character <= 0x1EFFF);
}

bool run_is_arabic(uint32_t character)
{
    return (character >= 0x600 && character <= 0x6FF) ||
           (character >= 0x750 && character <= 0x77F) ||
           (character >= 0x8A0 && character <= 0x8FF) ||
           (character >= 0xFB50 && character <= 0xFDFF) ||
           (character >= 0xFE70 && character <= 0xFEFF);
}
