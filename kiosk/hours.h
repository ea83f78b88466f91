/*
 * hours: when the office the kiosk stands in is open, week by week. Pure; local time (TZ).
 *
 * Written as "mon-thu 08.00-16.00, fri 08.00-15.00"; a day that is not named is closed.
 */
#ifndef KIOSK_HOURS_H
#define KIOSK_HOURS_H

#include <stdbool.h>
#include <stdint.h>

struct hours {
    struct {
        int16_t opens_min, closes_min; /* minutes after midnight; both 0: closed all day */
    } days[7];                         /* from Sunday, as struct tm counts */
};

/* Returns false, with *hours_out untouched, for what is not written so. */
bool hours_read(const char *text, struct hours *hours_out);

/* The last moment up to `until` at which the office is open, within the week before. Returns false
 * when there is none: nothing is known of its hours. */
bool hours_last(const struct hours *h, int64_t until, int64_t *last_out);

/* The hour (0..23) in which the office closes on a day of the week, from Sunday; 23 when nothing is
 * known of its hours, 0 on a day on which it is closed. */
uint32_t hours_last_hour(const struct hours *h, int weekday);

#endif
