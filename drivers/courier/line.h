/*
 * line: what is known of the way to the service, and when to look again. Pure.
 *
 *   UNKNOWN --met--> UP   --missed--> DOWN
 *      |             ^ |                | looked at with growing waits (backoff.h)
 *      +--missed-----|-|--> DOWN        |
 *                    | +--idle: looked at once a minute, which keeps the connection warm
 *                    +------met---------+
 */
#ifndef DRIVERS_COURIER_LINE_H
#define DRIVERS_COURIER_LINE_H

#include <stdbool.h>
#include <stdint.h>

enum line_state { LINE_UNKNOWN, LINE_UP, LINE_DOWN };

/* Begins zeroed: unknown, to be looked at once. */
struct line {
    enum line_state state;
    uint32_t missed;       /* one after another */
    int64_t offline_since; /* seconds since 1970 UTC; 0 unless DOWN */
    int64_t look_at_ms;    /* CLOCK_MONOTONIC */
};

/* The service was reached. Returns whether that is news. */
bool line_met(struct line *line, int64_t steady_ms);

/* It was not, at `now` (seconds since 1970 UTC); `random` spreads the next look. Returns whether
 * that is news. */
bool line_missed(struct line *line, int64_t now, int64_t steady_ms, uint32_t random);

#endif
