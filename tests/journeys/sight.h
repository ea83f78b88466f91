/*
 * sight: the time a person needs to see what they touch, where it came by itself and something else
 * could be touched there before (kiosk/ui/aim.h). Without it a player's finger is quicker than any.
 */
#ifndef TESTS_JOURNEYS_SIGHT_H
#define TESTS_JOURNEYS_SIGHT_H

#include "steps.h"

/* Waits, if it has to be, before `element` of step `step` is touched. `own` is the step that the
 * last touch has brought, which was expected. */
void sight_wait(const struct steps *steps, int step, int own, json_t *element);

#endif
