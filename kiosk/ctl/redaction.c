#include "kiosk/ctl/redaction.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "2026-11-29", "2026-11-29T15:04:05" or ".+0000": how journalctl and we write moments. */
static size_t moment(const char *at)
{
    int year, month, day, end = 0;
    if (!is_digit(*at) || sscanf(at, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 ||
        end != 10 || year < 2000 || year > 2099 || month < 1 || month > 12 || day < 1 || day > 31 ||
        is_digit(at[10]) || at[10] == '-')
        return 0;
    return 10;
}

/* Characters of the run of digits at `at`, single dividers within it included; *digits_out: its
 * digits. */
static size_t run(const char *at, size_t *digits_out)
{
    size_t end = 0, digits = 0;
    for (size_t i = 0; is_digit(at[i]) || ((at[i] == ' ' || at[i] == '-') && is_digit(at[i + 1]) &&
                                           !moment(at + i + 1));
         i++)
        if (is_digit(at[i])) {
            digits++;
            end = i + 1;
        }
    *digits_out = digits;
    return end;
}

void redaction_apply(char *text)
{
    while (*text) {
        size_t skip = moment(text), digits;
        if (skip || !is_digit(*text)) {
            text += skip ? skip : 1;
            continue;
        }
        size_t size = run(text, &digits);
        for (size_t i = 0; digits >= REDACTION_DIGITS && i < size; i++)
            if (is_digit(text[i]))
                text[i] = '#';
        text += size;
    }
}
