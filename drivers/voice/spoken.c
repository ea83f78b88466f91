#include "spoken.h"

#include "abbreviation.h"
#include "figure.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

#define BULLET "\u2022"

enum { SPELLED_MAX = 5 };

/* Letters; bytes of other scripts and accents count as letters. */
static size_t letters(const char *at)
{
    size_t length = 0;
    while (isalpha((unsigned char)at[length]) ||
           ((unsigned char)at[length] >= 0x80 && strncmp(at + length, BULLET, 3) &&
            strncmp(at + length, "\u2013", 3) && strncmp(at + length, "\u00b7", 2)))
        length++;
    return length;
}

/* "KTP", "Jl.", "a.n.", "m2": the longest that the list knows. Returns its length or 0. */
static size_t abbreviation(const char *at, const char **said_out)
{
    size_t length = letters(at);
    size_t longest = length;
    while (at[longest] == '.' && letters(at + longest + 1))
        longest += 1 + letters(at + longest + 1);
    size_t ends[] = {longest + (at[longest] == '.'), length + (at[length] == '.'), length + 1,
                     length};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        bool whole =
            !isalnum((unsigned char)at[ends[i] - 1]) || !isalnum((unsigned char)at[ends[i]]);
        if (ends[i] > strnlen(at, ends[i]) || !whole)
            continue;
        *said_out = abbreviation_words(at, ends[i]);
        if (*said_out)
            return ends[i];
    }
    return 0;
}

static bool is_spelled(const char *at, size_t length)
{
    if (length < 2 || length > SPELLED_MAX)
        return false;
    for (size_t i = 0; i < length; i++)
        if (!isupper((unsigned char)at[i]) || strchr("AEIOU", at[i]))
            return false;
    return true;
}

/* "S***": what is seen of a masked name, and that there is more. */
static size_t masked(struct prose *p, const char *at, size_t length)
{
    size_t stars = strspn(at + length, "*");
    if (stars < 2)
        return 0;
    if (length == 1 && abbreviation_letter(at[0]))
        prose_word(p, abbreviation_letter(at[0]));
    else
        prose_put(p, at, length);
    prose_word(p, "titik-titik");
    return length + stars;
}

static size_t word(struct prose *p, const char *at, bool after_digit, enum figure_sense *sense)
{
    const char *said = NULL;
    size_t length = letters(at), taken = masked(p, at, length);
    if (taken)
        return taken;
    taken = abbreviation(at, &said);
    if (taken) {
        prose_word(p, said);
    } else if (is_spelled(at, length)) {
        for (size_t i = 0; i < length; i++)
            prose_word(p, abbreviation_letter(at[i]));
    } else if (after_digit) {
        prose_put(p, " ", 1);
        prose_put(p, at, length);
    } else {
        prose_put(p, at, length);
    }
    if ((said && !strcmp(said, "nomor")) || (length == 5 && !strncasecmp(at, "nomor", 5)))
        *sense = FIGURE_NUMBER;
    else if (said && (!strcmp(said, "er te") || !strcmp(said, "er we")))
        *sense = FIGURE_PLACE;
    else
        *sense = FIGURE_PLAIN;
    return taken ? taken : length;
}

/* "•••• 1736". */
static size_t bullets(struct prose *p, const char *at)
{
    size_t length = 0;
    while (!strncmp(at + length, BULLET, 3))
        length += 3;
    if (!length)
        return 0;
    length += strspn(at + length, " ");
    size_t digits = figure_run(at + length);
    if (digits) {
        prose_word(p, "berakhiran");
        numeral_digits(p, at + length, digits);
    }
    return length + digits;
}

/* One sign that is said, or left as it is: synthesizers know full stops and commas. */
static size_t sign(struct prose *p, const char *at, bool after_digit, enum figure_sense sense)
{
    switch (at[0]) {
    case '%':
        prose_word(p, "persen");
        return 1;
    case '&':
        prose_word(p, "dan");
        return 1;
    case '/':
        if (sense == FIGURE_PLACE)
            prose_put(p, ",", 1);
        else
            prose_word(p, after_digit && figure_run(at + 1) ? "per" : "atau");
        if (at[1] != ' ')
            prose_put(p, " ", 1);
        return 1;
    default:
        break;
    }
    size_t middle_dot = strncmp(at, "\u00b7", 2) ? 0 : 2;
    size_t dash = strncmp(at, "\u2013", 3) ? 0 : 3;
    if (middle_dot || dash) {
        prose_put(p, ",", 1);
        return middle_dot + dash;
    }
    prose_put(p, at, 1);
    return 1;
}

int spoken_write(const char *text, char *out, size_t size)
{
    struct prose p = {.text = out, .size = size};
    enum figure_sense sense = FIGURE_PLAIN;
    const char *at = text;
    if (!size)
        return -ENOSPC;
    out[0] = 0;
    while (*at && !p.full) {
        bool after_digit = at > text && isdigit((unsigned char)at[-1]);
        size_t taken = figure_rupiah(&p, at);
        if (!taken)
            taken = figure_ordinal(&p, at);
        if (!taken)
            taken = bullets(&p, at);
        if (!taken && figure_run(at))
            taken = figure_write(&p, at, sense);
        if (!taken && letters(at))
            taken = word(&p, at, after_digit, &sense);
        at += taken ? taken : sign(&p, at, after_digit, sense);
    }
    if (p.full) {
        explicit_bzero(out, size);
        return -ENOSPC;
    }
    return 0;
}
