/*
 * prank: one act after another against a kiosk on a stage, at the dice's will: taps, several
 * fingers at once, drags, keys of every code, cards, fingers on the sensor, the line, a device
 * pulled out, a driver killed. The same dice give the same acts.
 *
 * The touch panel is fingers.h; mouse and keys are the server's XTEST.
 */
#ifndef TESTS_MONKEY_PRANK_H
#define TESTS_MONKEY_PRANK_H

#include "fingers.h"
#include "tests/journeys/glass.h"

#include <stdbool.h>
#include <stdint.h>

enum { PRANK_PATH = 512 };

struct prank {
    struct glass *glass;
    struct fingers *fingers;
    const char *stage;
    char bench[PRANK_PATH]; /* the director's socket */
    uint64_t dice;
    bool rough; /* plugs are pulled and drivers killed, too */
};

/* Opens the display named by DISPLAY, and the panel whose driver listens at `panel`. `stage` must
 * outlive it. Returns 0 or -errno; *m is good to be closed in either case. */
int prank_open(const char *stage, const char *panel, struct prank *m);

void prank_close(struct prank *m);

/* 0 to sides - 1. */
unsigned prank_roll(struct prank *m, unsigned sides);

/* Somebody lays down their card; returns who. */
const char *prank_come(struct prank *m);

/* That person's finger is on the sensor, or one on the glass taps x, y. The latter returns 0, or
 * -errno when the panel is gone. */
void prank_give(struct prank *m, const char *who);
int prank_tap(struct prank *m, int x, int y);

/* One act, whichever. Returns 0, or -errno when the panel is gone. */
int prank_act(struct prank *m);

/* The key of this code (8 to 255), alone. */
void prank_key(struct prank *m, unsigned code);

/* The hands are taken off the glass: 0, or -errno when the panel is gone. */
int prank_rest(struct prank *m);

/* The card is taken away, and everything is plugged in again. */
void prank_mend(struct prank *m);

#endif
