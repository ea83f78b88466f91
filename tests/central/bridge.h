/*
 * bridge: the government's data bridge (SPLP), the one way to every source. What a source holds is
 * given; what is heard of it depends on how the source is. An answer names whose it is. Pure.
 */
#ifndef TESTS_CENTRAL_BRIDGE_H
#define TESTS_CENTRAL_BRIDGE_H

#include "household.h"

enum source_state {
    SOURCE_UP,
    SOURCE_SLOW,  /* a third of its answers come after the time a computation waits */
    SOURCE_DOWN,  /* none come */
    SOURCE_WRONG, /* they come, and a fifth are about another family */
    SOURCE_STATES
};

struct bridge {
    enum source_state states[SOURCES];
};

const char *bridge_state_name(enum source_state state);                /* "slow" */
int bridge_state_read(const char *name, enum source_state *state_out); /* 0 or -EINVAL */

/* Asks every source about a family: turns what they hold into what is heard. A source that has not
 * answered, or answered about somebody else, is marked silent and its values are 0: nothing is
 * decided by it, and nobody sees another's records. The same family is answered the same way while
 * the source stays as it is. */
void bridge_ask(const struct bridge *bridge, struct household *household);

#endif
