/*
 * player: who plays a journey: what they have seen, heard and touched so far. The steps of a
 * journey are acts of their eyes and finger (eyes.h), of their ears (ears.h), and of who sees to
 * the stage (stagehand.h); player.c lists them.
 */
#ifndef TESTS_JOURNEYS_PLAYER_H
#define TESTS_JOURNEYS_PLAYER_H

#include "glass.h"
#include "hand.h"
#include "sound.h"
#include "steps.h"

/* A step that takes longer has failed; LINE_SIZE: bytes of a step. */
enum { DEADLINE_MS = 30000, LINE_SIZE = 256 };

struct player {
    struct steps steps;
    struct glass *glass;
    const char *stage;
    char socket_path[512];
    struct ear ear;
    int taps;
    int from; /* the step a scene is looked for from: what was shown before an act is past */
    struct hand hand;
    int own;    /* the step that the last tap brought */
    int looked; /* the step whose dump was read last */
};

#endif
