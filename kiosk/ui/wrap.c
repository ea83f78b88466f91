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
static unsigned cut(struct widths *widths, enum style style, int cap_px, const char *word,
                    unsigned length, int width_px)
{
    unsigned fits = 0, after_mark = 0;

    for (unsigned end = 1; end <= length; end++) {
        if (end < length && !is_start(word + end))
            continue;
        if (fits > 0 && widths_of(widths, style, cap_px, word, end) > width_px)
            break;
        fits = end;
        if (word[end - 1] == '/' || word[end - 1] == '-')
            after_mark = end;
    }
    return after_mark && after_mark < length ? after_mark : fits;
}

/* The end of the word after `p`, on the same line of the text; `p` itself when there is none. */
static const char *next_end(const char *p)
{
    const char *word = p + strspn(p, " \t");
    return *word && *word != '\n' ? word + strcspn(word, " \t\n") : p;
}

/* The end of the word before the one that ends at `p`; `line` when there is none. */
static const char *previous_end(const char *line, const char *p)
{
    while (p > line && !is_break(p[-1]))
        p--;
    while (p > line && is_break(p[-1]))
        p--;
    return p;
}

/* Where the last word before `p` begins, on a line that begins at `line`. */
static const char *word_start(const char *line, const char *p)
{
    while (p > line && !is_break(p[-1]))
        p--;
    return p;
}

/* Whether a word is a number that says how many, or when: "12", "150", "15.00". A year is none. */
static bool is_number(const char *word, const char *end)
{
    enum { FIGURES = 3, LONGEST = 5 };
    bool marked = false;

    for (const char *p = word; p < end; p++) {
        if ((*p == '.' || *p == ':') && p > word && p + 1 < end)
            marked = true;
        else if (*p < '0' || *p > '9')
            return false;
    }
    return end > word && end - word <= (marked ? LONGEST : FIGURES);
}

/* A number stays with what it counts: "12 Desember", "30 detik". Returns where the line ends. */
static const char *keep_number(const char *line, const char *end)
{
    const char *before = previous_end(line, end);
    bool parts = next_end(end) != end && is_number(word_start(line, end), end);
    return parts && before > line ? before : end;
}

/* Where the sentence that begins at `p` ends, if another follows it; else NULL. One letter is an
 * initial. */
static const char *sentence_end(const char *p)
{
    for (const char *mark = p; (mark = strpbrk(mark, ".?!")); mark++)
        if (mark > p + 1 && mark[1] == ' ' && mark[-2] != ' ')
            return mark + 1;
    return NULL;
}

/* The end of the last word that fits; `line` when none does. Measuring costs much: it begins at
 * the words that usually fill the width, and goes on or back from there. */
static const char *line_end(struct widths *widths, enum style style, int cap_px, const char *line,
                            int width_px)
{
    const char *end = line, *next;

    while ((next = next_end(end)) != end && (next - line) * cap_px * 3 / 4 <= width_px)
        end = next;
    while (end > line && widths_of(widths, style, cap_px, line, (size_t)(end - line)) > width_px)
        end = previous_end(line, end);
    while ((next = next_end(end)) != end &&
           widths_of(widths, style, cap_px, line, (size_t)(next - line)) <= width_px)
        end = next;
    return keep_number(line, end);
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
static void keep_company(struct widths *widths, enum style style, int cap_px, const char *text,
                         int width_px, struct span *above, struct span *last)
{
    const char *end = last->text + last->length, *word = above->text + above->length;

    if (last->text == text || !is_break(last->text[-1]) || last->text[-1] == '\n' ||
        words_in(last) > 1 || words_in(above) < 3)
        return;
    word = word_start(above->text, word);
    const char *before = previous_end(above->text, above->text + above->length);
    if (is_number(word_start(above->text, before), before) && words_in(above) > 3)
        word = word_start(above->text, before);
    unsigned length = (unsigned)(end - word);
    int width = widths_of(widths, style, cap_px, word, length);
    if (width > width_px)
        return;
    *last = (struct span){word, length, width};
    while (is_break(word[-1]))
        word--;
    above->length = (unsigned)(word - above->text);
    above->width_px = widths_of(widths, style, cap_px, above->text, above->length);
}

int wrap_text(struct widths *widths, enum style style, int cap_px, const char *text, int width_px,
              bool apart, struct span *spans, int max)
{
    int count = 0;
    const char *p = text;

    while (*p) {
        const char *line = p += strspn(p, " \t");
        const char *end = line_end(widths, style, cap_px, line, width_px);
        const char *stop = apart ? sentence_end(line) : NULL;
        if (stop && stop < end)
            end = stop;
        if (end == line && *p && *p != '\n')
            end += cut(widths, style, cap_px, p, (unsigned)strcspn(p, " \t\n"), width_px);
        p = end + strspn(end, " \t");
        if (*p == '\n')
            p++;
        if (end == line)
            continue;
        if (count == max)
            return -E2BIG;
        unsigned length = (unsigned)(end - line);
        int width = widths_of(widths, style, cap_px, line, length);
        spans[count++] = (struct span){line, length, width};
    }
    bool one = count > 1 && !(apart && spans[count - 2].text + spans[count - 2].length ==
                                           sentence_end(spans[count - 2].text));
    if (one)
        keep_company(widths, style, cap_px, text, width_px, &spans[count - 2], &spans[count - 1]);
    return count;
}
