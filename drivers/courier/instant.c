#include "instant.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* Whether `text` has a digit wherever `shape` has '0', and the shape's own character elsewhere. */
static bool shaped(const char *text, const char *shape)
{
    if (strlen(text) != strlen(shape))
        return false;
    for (; *shape; text++, shape++)
        if (*shape == '0' ? *text < '0' || *text > '9' : *text != *shape)
            return false;
    return true;
}

static int number(const char *text, int digits)
{
    int value = 0;
    for (int i = 0; i < digits; i++)
        value = value * 10 + text[i] - '0';
    return value;
}

/* timegm(3) mends 30 February into 2 March; a date that had to be mended was none. */
static bool broken_down(int year, int month, int day, struct tm *tm_out)
{
    struct tm tm = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day};
    if (year < 1970)
        return false;
    struct tm mended = tm;
    timegm(&mended);
    if (mended.tm_mon != tm.tm_mon || mended.tm_mday != tm.tm_mday)
        return false;
    *tm_out = tm;
    return true;
}

int instant_write(int64_t at, char text_out[INSTANT_TEXT])
{
    time_t seconds = at;
    struct tm tm;
    char text[INSTANT_TEXT];
    if (at < 0 || !gmtime_r(&seconds, &tm) || tm.tm_year + 1900 > 9999)
        return -ERANGE;
    if (strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm) != sizeof text - 1)
        return -ERANGE;
    memcpy(text_out, text, sizeof text);
    return 0;
}

int instant_read(const char *text, int64_t *at_out)
{
    struct tm tm;
    if (!shaped(text, "0000-00-00T00:00:00Z") ||
        !broken_down(number(text, 4), number(text + 5, 2), number(text + 8, 2), &tm))
        return -EINVAL;
    tm.tm_hour = number(text + 11, 2);
    tm.tm_min = number(text + 14, 2);
    tm.tm_sec = number(text + 17, 2);
    if (tm.tm_hour > 23 || tm.tm_min > 59 || tm.tm_sec > 60)
        return -EINVAL;
    *at_out = timegm(&tm);
    return 0;
}

int instant_read_day(const char *text, int32_t *day_out)
{
    struct tm tm;
    if (!shaped(text, "0000-00-00") ||
        !broken_down(number(text, 4), number(text + 5, 2), number(text + 8, 2), &tm))
        return -EINVAL;
    *day_out = number(text, 4) * 10000 + number(text + 5, 2) * 100 + number(text + 8, 2);
    return 0;
}
