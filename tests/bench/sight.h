/*
 * sight: what a display shows, seen from outside and by nobody's word: the memory of Xvfb's screen
 * (-fbdir). Looking costs the server and the programs on it nothing.
 */
#ifndef TESTS_BENCH_SIGHT_H
#define TESTS_BENCH_SIGHT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sight;

/* A picture of it: one pixel of each SIGHT_STEP in a row, of every SIGHT_STEP-th row. */
enum { SIGHT_STEP = 4, SIGHT_MAX = 1920 * 1080 / (SIGHT_STEP * SIGHT_STEP) };
struct sight_picture {
    uint32_t pixels[SIGHT_MAX];
};

/* FOLDER is what Xvfb was given with -fbdir; 32 bits a pixel. Returns 0 or -errno. */
int sight_open(const char *folder, struct sight **sight_out);
void sight_close(struct sight *sight); /* takes NULL */

void sight_take(const struct sight *sight, struct sight_picture *picture_out);

/* The part of the screen that looks as in the picture, 0 to 1. */
double sight_like(const struct sight *sight, const struct sight_picture *picture);

/* Looks until nothing has changed for `still_ms`, at most `most_ms`; `before` is how it looked at
 * first. Returns the time of the last change, monotonic microseconds; 0: none. */
int64_t sight_settle(const struct sight *sight, const struct sight_picture *before, int still_ms,
                     int most_ms);

/* Looks until the screen is as in the picture, all but a hundredth of it, at most `most_ms`.
 * Returns when that was, monotonic microseconds; 0: never. */
int64_t sight_await(const struct sight *sight, const struct sight_picture *picture, int most_ms);

int64_t sight_now_us(void);

#endif
