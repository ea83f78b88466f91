/*
 * moment: what the clocks say.
 */
#ifndef DRIVERS_COURIER_MOMENT_H
#define DRIVERS_COURIER_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

struct moment {
    int64_t now;       /* seconds since 1970 UTC */
    int64_t steady_ms; /* CLOCK_MONOTONIC */
    bool trusted;      /* the clock is kept by a time source */
};

#endif
