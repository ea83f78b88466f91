/*
 * mischief: one act after another against a kiosk on a stage, at the dice's will: taps, several
 * fingers at once, drags, keys of every code, cards, fingers on the sensor, the line, a device
 * pulled out, a driver killed. The same dice give the same acts.
 *
 * The touch panel is fingers.h; mouse and keys are the server's XTEST.
 */
#ifndef TESTS_MONKEY_MISCHIEF_H
#define TESTS_MONKEY_MISCHIEF_H

#include "fingers.h"
#include "tests/journeys/glass.h"

#include <stdbool.h>
#include <stdint.h>

enum { MISCHIEF_PATH = 512 };

struct mischief {
    struct glass *glass;
    struct fingers *fingers;
    const char *stage;
    char bench[MISCHIEF_PATH]; /* the director's socket */
    uint64_t dice;
    bool rough; /* plugs are pulled and drivers killed, too */
};

/* Opens the display named by DISPLAY, and the panel whose driver listens at `panel`. `stage` must
 * outlive it. Returns 0 or -errno; *m is good to be closed in either case. */
int mischief_open(const char *stage, const char *panel, struct mischief *m);

void mischief_close(struct mischief *m);

/* 0 to sides - 1. */
unsigned mischief_roll(struct mischief *m, unsigned sides);

/* Somebody lays down their card; returns who. */
const char *mischief_come(struct mischief *m);

/* That person's finger is on the sensor, or one on the glass taps x, y. The latter returns 0, or
 * -errno when the panel is gone. */
void mischief_give(struct mischief *m, const char *who);
int mischief_tap(struct mischief *m, int x, int y);

/* One act, whichever. Returns 0, or -errno when the panel is gone. */
int mischief_act(struct mischief *m);

/* The key of this code (8 to 255), alone. */
void mischief_key(struct mischief *m, unsigned code);

/* The hands are taken off the glass: 0, or -errno when the panel is gone. */
int mischief_rest(struct mischief *m);

/* The card is taken away, and everything is plugged in again. */
void mischief_mend(struct mischief *m);

#endif
