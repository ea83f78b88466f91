#include "figure.h"

#include <string.h>

enum { NUMBER_MAX = 4, GROUP = 4, LONG = 5, TOTAL_LONG = 9, WORTH_MAX = 15 };

size_t figure_run(const char *at)
{
    return strspn(at, "0123456789");
}

static uint64_t value(const char *digits, size_t count)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        if (digits[i] >= '0' && digits[i] <= '9')
            sum = sum * 10 + (uint64_t)(digits[i] - '0');
    return sum;
}

/* Bytes of "1.250.000": groups of three after full stops; 0 when it is not one. */
static size_t thousands(const char *at)
{
    size_t length = figure_run(at);
    if (length < 1 || length > 3)
        return 0;
    while (at[length] == '.' && figure_run(at + length + 1) == 3 && length < WORTH_MAX)
        length += 4;
    return length > 3 && memchr(at, '.', length) ? length : 0;
}

/* "12/02/2026", "12-2-2026", "2026-02-12". */
static size_t date(struct prose *p, const char *at)
{
    size_t first = figure_run(at), second, third;
    char mark = at[first];
    if (mark != '/' && mark != '-')
        return 0;
    second = figure_run(at + first + 1);
    if (second < 1 || second > 2 || at[first + 1 + second] != mark)
        return 0;
    third = figure_run(at + first + second + 2);
    const char *month_at = at + first + 1, *last_at = month_at + second + 1;
    const char *month = numeral_month((unsigned)value(month_at, second));
    bool year_first = first == 4 && mark == '-' && third >= 1 && third <= 2;
    if (!month || (!year_first && (first > 2 || third != 4)))
        return 0;
    numeral_write(p, year_first ? value(last_at, third) : value(at, first));
    prose_word(p, month);
    numeral_write(p, year_first ? value(at, first) : value(last_at, third));
    return first + second + third + 2;
}

/* "10.42", "10:42". */
static size_t hour(struct prose *p, const char *at)
{
    size_t hours = figure_run(at);
    if (hours < 1 || hours > 2 || (at[hours] != '.' && at[hours] != ':') ||
        figure_run(at + hours + 1) != 2)
        return 0;
    uint64_t h = value(at, hours), m = value(at + hours + 1, 2);
    const char *after = at + hours + 3;
    if (h > 24 || m > 59 || (after[0] == '.' && figure_run(after + 1)))
        return 0;
    numeral_write(p, h);
    if (m) {
        prose_word(p, "lewat");
        numeral_write(p, m);
    }
    return hours + 3;
}

static void spell(struct prose *p, const char *digits, size_t count)
{
    for (size_t i = 0; i < count; i += GROUP) {
        if (i)
            prose_put(p, ",", 1);
        numeral_digits(p, digits + i, count - i < GROUP ? count - i : GROUP);
    }
}

/* "4829 1736", "0812-3456-7890". */
static size_t groups(struct prose *p, const char *at)
{
    size_t length = figure_run(at), total = length, count = 1, more;
    char mark = at[length];
    if (length < 3 || (mark != ' ' && mark != '-'))
        return 0;
    while (at[length] == mark && (more = figure_run(at + length + 1)) >= 3 &&
           (at[length + 1 + more] != '.' || !figure_run(at + length + 2 + more))) {
        length += 1 + more;
        total += more;
        count++;
    }
    if (count < 2 || (mark == '-' && at[0] != '0' && total < TOTAL_LONG)) /* years: 2024-2025 */
        return 0;
    for (size_t from = 0; from < length;) {
        size_t run = figure_run(at + from);
        if (from)
            prose_put(p, ",", 1);
        spell(p, at + from, run);
        from += run + 1;
    }
    return length;
}

/* A number with thousands or a decimal comma; a lone run of digits too. */
static size_t number(struct prose *p, const char *at)
{
    size_t length = thousands(at), decimals;
    if (!length)
        length = figure_run(at);
    numeral_write(p, value(at, length));
    decimals = at[length] == ',' ? figure_run(at + length + 1) : 0;
    if (decimals) {
        prose_word(p, "koma");
        numeral_digits(p, at + length + 1, decimals);
        length += 1 + decimals;
    }
    return length;
}

static bool by_digit(const char *at, enum figure_sense sense)
{
    size_t length = figure_run(at);
    if (length >= LONG)
        return true;
    if (sense == FIGURE_PLACE)
        return false;
    return (at[0] == '0' && length > 1) || (sense == FIGURE_NUMBER && length >= NUMBER_MAX);
}

/* "–" between digits, or "-". */
static size_t dash(const char *at)
{
    size_t length = at[0] == '-' ? 1 : !strncmp(at, "\u2013", 3) ? 3 : 0;
    return length && figure_run(at + length) ? length : 0;
}

size_t figure_write(struct prose *p, const char *at, enum figure_sense sense)
{
    size_t length = date(p, at);
    if (!length && sense == FIGURE_PLAIN)
        length = hour(p, at);
    if (!length)
        length = groups(p, at);
    if (!length && (thousands(at) || !by_digit(at, sense))) {
        length = number(p, at);
    } else if (!length) {
        length = figure_run(at);
        spell(p, at, length);
    }
    if (at[length] == '.' && figure_run(at + length + 1)) {
        prose_word(p, "titik");
        length++;
    } else if (dash(at + length)) {
        prose_word(p, "sampai");
        length += dash(at + length);
    }
    return length;
}

size_t figure_rupiah(struct prose *p, const char *at)
{
    static const char *const scales[] = {" ribu", " juta", " miliar", " triliun"};
    size_t length = strncmp(at, "Rp", 2) ? 0 : 2;
    if (!length)
        return 0;
    length += at[length] == '.';
    length += strspn(at + length, " ");
    if (!figure_run(at + length) || figure_run(at + length) > WORTH_MAX)
        return 0;
    size_t whole = thousands(at + length);
    if (!whole)
        whole = figure_run(at + length);
    if (!strncmp(at + length + whole, ",00", 3) && !figure_run(at + length + whole + 3)) {
        numeral_write(p, value(at + length, whole));
        length += whole + 3;
    } else {
        length += number(p, at + length);
        if (!strncmp(at + length, ",-", 2))
            length += 2;
    }
    for (size_t i = 0; i < sizeof scales / sizeof scales[0]; i++) {
        size_t more = strlen(scales[i]);
        if (!strncmp(at + length, scales[i], more)) {
            prose_word(p, scales[i] + 1);
            length += more;
            break;
        }
    }
    prose_word(p, "rupiah");
    return length;
}

size_t figure_ordinal(struct prose *p, const char *at)
{
    size_t digits = strncmp(at, "ke-", 3) && strncmp(at, "Ke-", 3) ? 0 : figure_run(at + 3);
    if (!digits || digits > NUMBER_MAX)
        return 0;
    if (value(at + 3, digits) == 1) {
        prose_word(p, "pertama");
        return 3 + digits;
    }
    prose_word(p, "ke");
    char rest[128] = "";
    struct prose words = {.text = rest, .size = sizeof rest};
    numeral_write(&words, value(at + 3, digits));
    prose_put(p, rest, words.length);
    return 3 + digits;
}
