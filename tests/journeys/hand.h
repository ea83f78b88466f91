/*
 * hand: what a tap is made with: a finger on the glass, a keypad, or two switches. With keys the
 * ring is brought to what is tapped, and that is chosen.
 */
#ifndef TESTS_JOURNEYS_HAND_H
#define TESTS_JOURNEYS_HAND_H

#include "glass.h"

#include <jansson.h>
#include <stdbool.h>

struct hand {
    const char *name, *on, *choose; /* keys by X's names: one further, choose; NULL: a finger */
    int ring, ring_step;            /* where the ring was brought on the page of this step */
};

/* "finger", "keypad" or "switches". False: another name. */
bool hand_take(const char *name, struct hand *hand_out);

/* Taps an element of the page that step `step` of the trace shows, which is `dump`. Returns 0,
 * -EBADMSG (no such dump), or as glass_tap() and glass_press() do. */
int hand_tap(struct hand *hand, struct glass *glass, int step, json_t *dump, json_t *element);

#endif
