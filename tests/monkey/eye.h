/*
 * eye: looks at every screen a kiosk run with --trace shows, and sees that each holds a next step:
 * something to tap that leads on, a picture of what the hands are to do, or the person to ask. A
 * screen that only waits is to give way to one that does.
 */
#ifndef TESTS_MONKEY_EYE_H
#define TESTS_MONKEY_EYE_H

#include "tests/journeys/steps.h"

struct eye {
    struct steps steps;
    int next;        /* the first step not looked at yet */
    bool waits;      /* the newest of those that were only waits for something */
    char last[64];   /* the scene of the newest of those */
    int x, y;        /* the middle of its main button, pixels; x < 0: it has none */
    char wrong[128]; /* a screen without a next step; "" while there is none */
};

/* Watches `folder`, which must outlive the eye. Returns 0 or -errno. */
int eye_open(const char *folder, struct eye *eye_out);

void eye_close(struct eye *eye);

/* Looks at what was shown since the last look, and takes away the files of all but the newest.
 * Returns false when one of them held no next step; eye->wrong then says which. */
bool eye_look(struct eye *eye);

/* Looks on until the screen does more than wait. Returns false when one held no next step, or only
 * waited at `deadline_ms` (steps_now_ms()). */
bool eye_settle(struct eye *eye, int64_t deadline_ms);

#endif
