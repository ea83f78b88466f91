#include "kiosk/hours.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static int day_named(const char *name)
{
    static const char *const names[7] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
    for (int i = 0; i < 7; i++)
        if (!strcmp(names[i], name))
            return i;
    return -1;
}

static bool is_time(int hour, int minute)
{
    return hour >= 0 && hour <= 24 && minute >= 0 && minute < 60 && hour * 60 + minute <= 24 * 60;
}

/* One part, "mon-thu 08.00-16.00" or "fri 08.00-15.00"; *used_out: its characters. */
static bool read_part(const char *text, struct hours *h, int *used_out)
{
    char from[4], to[4];
    int open_h, open_m, close_h, close_m, days = 0, times = 0;
    if (sscanf(text, " %3[a-z]-%3[a-z] %n", from, to, &days) != 2 || !days) {
        days = 0;
        if (sscanf(text, " %3[a-z] %n", from, &days) != 1 || !days)
            return false;
        strcpy(to, from);
    }
    if (sscanf(text + days, "%2d.%2d-%2d.%2d %n", &open_h, &open_m, &close_h, &close_m, &times) !=
            4 ||
        !times || !is_time(open_h, open_m) || !is_time(close_h, close_m) ||
        open_h * 60 + open_m >= close_h * 60 + close_m || day_named(from) < 0 || day_named(to) < 0)
        return false;
    for (int day = day_named(from);; day = (day + 1) % 7) {
        h->days[day].opens_min = (int16_t)(open_h * 60 + open_m);
        h->days[day].closes_min = (int16_t)(close_h * 60 + close_m);
        if (day == day_named(to))
            break;
    }
    *used_out = days + times;
    return true;
}

bool hours_read(const char *text, struct hours *hours_out)
{
    struct hours h = {0};
    int used;
    for (;;) {
        if (!read_part(text, &h, &used))
            return false;
        text += used;
        if (*text != ',')
            break;
        text++;
    }
    if (*text)
        return false;
    *hours_out = h;
    return true;
}

bool hours_last(const struct hours *h, int64_t until, int64_t *last_out)
{
    time_t t = (time_t)until;
    for (int back = 0; back < 7; back++) {
        struct tm tm = {0};
        time_t opens, closes;
        int day;
        localtime_r(&t, &tm);
        tm.tm_mday -= back;
        tm.tm_hour = tm.tm_sec = 0;
        tm.tm_isdst = -1;
        tm.tm_min = 12 * 60; /* mktime() finds out which day that is */
        mktime(&tm);
        day = tm.tm_wday;
        if (!h->days[day].closes_min)
            continue;
        tm.tm_hour = tm.tm_sec = 0;
        tm.tm_min = h->days[day].opens_min;
        opens = mktime(&tm);
        tm.tm_hour = 0;
        tm.tm_min = h->days[day].closes_min;
        closes = mktime(&tm);
        if (opens > t)
            continue;
        *last_out = closes < t ? closes : t;
        return true;
    }
    return false;
}

static bool is_known(const struct hours *h)
{
    for (int day = 0; day < 7; day++)
        if (h->days[day].closes_min)
            return true;
    return false;
}

uint32_t hours_last_hour(const struct hours *h, int weekday)
{
    if (!is_known(h))
        return 23;
    int closes_min = h->days[weekday].closes_min;
    return closes_min ? (uint32_t)(closes_min - 1) / 60 : 0;
}
