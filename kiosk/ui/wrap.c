#include "kiosk/ui/wrap.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

static bool is_break(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* Whether a line may start at p: not inside a UTF-8 sequence, not at a combining mark
 * (U+0300-036F: CC 80 to CD AF). */
static bool is_start(const char *p)
{
    unsigned char a = (unsigned char)p[0];
    if ((a & 0xC0) == 0x80)
        return false;
    unsigned char b = a ? (unsigned char)p[1] : 0;
    return !(a == 0xCC || (a == 0xCD && b <= 0xAF));
}

/* How many bytes of a word too wide for a line go on this one: at least one letter. */
static unsigned cut(struct fonts *fonts, enum style style, int cap_px, const char *word,
                    unsigned length, int width_px)
{
    unsigned fits = 0, after_mark = 0;

    for (unsigned end = 1; end <= length; end++) {
        if (end < length && !is_start(word + end))
            continue;
        if (fits > 0 && font_width(fonts, style, cap_px, word, end) > width_px)
            break;
        fits = end;
        if (word[end - 1] == '/' || word[end - 1] == '-')
            after_mark = end;
    }
    return after_mark && after_mark < length ? after_mark : fits;
}

static unsigned words_in(const struct span *span)
{
    unsigned words = 1;
    for (unsigned i = 1; i < span->length; i++)
        words += is_break(span->text[i]) && !is_break(span->text[i - 1]);
    return words;
}

/* Brings down a word to one that is alone on the last line of `text`, if two are left above it and
 * both fit. */
static void keep_company(struct fonts *fonts, enum style style, int cap_px, const char *text,
                         int width_px, struct span *above, struct span *last)
{
    const char *end = last->text + last->length, *word = above->text + above->length;

    if (last->text == text || !is_break(last->text[-1]) || last->text[-1] == '\n' ||
        words_in(last) > 1 || words_in(above) < 3)
        return;
    while (!is_break(word[-1]))
        word--;
    unsigned length = (unsigned)(end - word);
    int width = font_width(fonts, style, cap_px, word, length);
    if (width > width_px)
        return;
    *last = (struct span){word, length, width};
    while (is_break(word[-1]))
        word--;
    above->length = (unsigned)(word - above->text);
    above->width_px = font_width(fonts, style, cap_px, above->text, above->length);
}

int wrap_text(struct fonts *fonts, enum style style, int cap_px, const char *text, int width_px,
              struct span *spans, int max)
{
    int count = 0;
    const char *p = text;

    while (*p) {
        while (*p == ' ' || *p == '\t')
            p++;
        const char *line = p, *end = p;
        while (*p && *p != '\n') {
            const char *word_end = p;
            while (*word_end && !is_break(*word_end))
                word_end++;
            if (font_width(fonts, style, cap_px, line, (size_t)(word_end - line)) > width_px)
                break;
            end = p = word_end;
            while (*p == ' ' || *p == '\t')
                p++;
        }
        if (end == line && *p && *p != '\n') {
            unsigned word = (unsigned)strcspn(p, " \t\n");
            end = p += cut(fonts, style, cap_px, p, word, width_px);
        }
        if (*p == '\n')
            p++;
        if (end == line)
            continue;
        if (count == max)
            return -E2BIG;
        unsigned length = (unsigned)(end - line);
        int width = font_width(fonts, style, cap_px, line, length);
        spans[count++] = (struct span){line, length, width};
    }
    if (count > 1)
        keep_company(fonts, style, cap_px, text, width_px, &spans[count - 2], &spans[count - 1]);
    return count;
}
