/*
 * calendar: days, when they begin, and how they are written. Pure.
 *
 * An instant is seconds since 1970-01-01 UTC. A day is YYYYMMDD as a decimal number, in the time
 * of western Indonesia (WIB, UTC+7, no summer time), since that is the day on people's walls.
 */
#ifndef TESTS_CENTRAL_CALENDAR_H
#define TESTS_CENTRAL_CALENDAR_H

#include <stdint.h>

enum calendar_sizes {
    CALENDAR_DAY = sizeof("2026-11-22"),
    CALENDAR_WORDS = sizeof("22 September 2026"),
};

/* The day in WIB of an instant, and the instant at which a day begins there. */
int32_t calendar_day(int64_t instant);
int64_t calendar_start(int32_t day);

/* Moves a day; a month's end stays within its month (31 January plus one month: 28 February). */
int32_t calendar_add_days(int32_t day, int days);
int32_t calendar_add_months(int32_t day, int months);

/* Completed years from `born` to `today`. */
int calendar_age(int32_t born, int32_t today);

/* "2026-11-22" (RFC 3339 full-date), "22 November 2026". */
void calendar_write_day(int32_t day, char text_out[CALENDAR_DAY]);
void calendar_write_words(int32_t day, char text_out[CALENDAR_WORDS]);

#endif
