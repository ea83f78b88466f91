/*
 * measure: a running stage and its kiosk, seen and touched from outside, and the figures found.
 * Whatever goes wrong ends the program: a figure is measured whole or not at all.
 */
#ifndef TESTS_BENCH_MEASURE_H
#define TESTS_BENCH_MEASURE_H

#include "tests/journeys/glass.h"
#include "tests/journeys/steps.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct measure {
    struct steps steps;
    struct glass *glass;
    const char *trace, *programs, *out;
    char bench[512];
    int seen; /* steps up to this one are past */
    json_t *figures;
};

/* STAGE (tests/bench/stage.sh) is up, TRACE a folder, OUT the file of figures that is added to:
 * name -> {"value", "unit", "anchor", "goal"}. */
void measure_open(struct measure *m, const char *stage, const char *trace, const char *programs,
                  const char *out);
void measure_close(struct measure *m); /* writes the figures */

/* Starts PROGRAMS/kiosk on the stage, for a panel ("10", "15"), on one core only where that is
 * asked. */
pid_t measure_start(struct measure *m, const char *stage, const char *panel, bool one_core);
void measure_end(pid_t process);

/* Says a command to the bench: a card, a finger. */
void measure_bench(struct measure *m, const char *command);

/* Waits until `scene` is shown; returns the number of its step. */
int measure_await(struct measure *m, const char *scene);

/* Waits for the step after this one, whatever it shows. */
int measure_next(struct measure *m, int step);

/* `key` of a step in timeline.json, ms. */
int64_t measure_timeline(struct measure *m, int step, const char *key);

/* Taps what a step shows: of this label, the first of this role, or with this pictogram. */
void measure_tap(struct measure *m, int step, const char *label);
void measure_tap_role(struct measure *m, int step, const char *role);
void measure_tap_icon(struct measure *m, int step, const char *icon);

/* Prints a figure and keeps it. */
void measure_report(struct measure *m, const char *name, double value, const char *unit,
                    const char *goal, const char *anchor);

/* The sum of "KEY: N" over the lines of a file of /proc. */
long measure_proc(const char *path, const char *key);

void measure_fail(const char *what) __attribute__((noreturn));

#endif
