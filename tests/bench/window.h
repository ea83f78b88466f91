/*
 * window: a small window beside the kiosk's, for a demonstration on a desk: each person with a
 * button for card and finger, and the line to the centre.
 */
#ifndef TESTS_BENCH_WINDOW_H
#define TESTS_BENCH_WINDOW_H

#include "people.h"

/* Shows the window and turns clicks into commands for the director of `stage`, until the window
 * is closed (then the director is told to quit) or the director ends. Returns 0, -EIO when there
 * is no display or no font, or -errno. */
int window_run(const char *stage, const struct people *people);

#endif
