#include "calendar.h"

#include <stdio.h>

enum { DAY_S = 86400, WIB_S = 7 * 3600 };

static const int days_in_month[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

static int month_days(int year, int month)
{
    int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days_in_month[month - 1] + (month == 2 && leap);
}

/* Days from 1970-01-01 in the proleptic Gregorian calendar; years begin in March, so that the
 * leap day is the last of its year. */
static int64_t days_from_civil(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = y / 400, year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719468;
}

static int32_t civil_from_days(int64_t days)
{
    int64_t z = days + 719468, era = z / 146097, day_of_era = z - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t mp = (5 * day_of_year + 2) / 153;
    int64_t day = day_of_year - (153 * mp + 2) / 5 + 1, month = mp < 10 ? mp + 3 : mp - 9;
    int64_t year = year_of_era + era * 400 + (month <= 2);
    return (int32_t)(year * 10000 + month * 100 + day);
}

static int64_t days_of(int32_t day)
{
    return days_from_civil(day / 10000, day / 100 % 100, day % 100);
}

int32_t calendar_day(int64_t instant)
{
    return civil_from_days((instant + WIB_S) / DAY_S);
}

int64_t calendar_start(int32_t day)
{
    return days_of(day) * DAY_S - WIB_S;
}

int32_t calendar_add_days(int32_t day, int days)
{
    return civil_from_days(days_of(day) + days);
}

int32_t calendar_add_months(int32_t day, int months)
{
    int count = day / 10000 * 12 + day / 100 % 100 - 1 + months;
    int year = count / 12, month = count % 12 + 1, last = month_days(year, month);
    int of_month = day % 100 < last ? day % 100 : last;
    return year * 10000 + month * 100 + of_month;
}

int calendar_age(int32_t born, int32_t today)
{
    return (today - born) / 10000;
}

void calendar_write_day(int32_t day, char text_out[CALENDAR_DAY])
{
    snprintf(text_out, CALENDAR_DAY, "%04u-%02u-%02u", (unsigned)day / 10000 % 10000,
             (unsigned)day / 100 % 100, (unsigned)day % 100);
}

void calendar_write_words(int32_t day, char text_out[CALENDAR_WORDS])
{
    static const char *const months[] = {"Januari",   "Februari", "Maret",    "April",
                                         "Mei",       "Juni",     "Juli",     "Agustus",
                                         "September", "Oktober",  "November", "Desember"};
    snprintf(text_out, CALENDAR_WORDS, "%u %s %u", (unsigned)day % 100,
             months[(day / 100 % 100 + 11) % 12], (unsigned)day / 10000 % 10000);
}
