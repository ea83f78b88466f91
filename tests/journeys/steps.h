/*
 * steps: what a kiosk run with --trace has shown so far, read from its folder: each step is a
 * dump NNN-SCENE.json (kiosk/ui/dump.h), renamed into place when it is whole.
 */
#ifndef TESTS_JOURNEYS_STEPS_H
#define TESTS_JOURNEYS_STEPS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

struct steps {
    const char *directory;
    int watch; /* inotify */
};

/* Starts to watch `directory`, which must exist, stay and outlive *steps_out. Returns 0 or
 * -errno. */
int steps_open(const char *directory, struct steps *steps_out);

void steps_close(struct steps *steps);

/* The number of the newest step; -1 before the first. */
int steps_newest(const struct steps *steps);

/* The number of the first step from `from` on that shows `scene`; -1 when there is none yet. */
int steps_find(const struct steps *steps, int from, const char *scene);

/* The dump of step `number`, to be given to json_decref(); NULL when it cannot be read. */
json_t *steps_dump(const struct steps *steps, int number);

/* Waits until a step may have come. Returns false when `deadline_ms` (monotonic) is past. */
bool steps_wait(const struct steps *steps, int64_t deadline_ms);

/* Now, monotonic ms. */
int64_t steps_now_ms(void);

#endif
