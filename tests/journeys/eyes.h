/*
 * eyes: the steps of a journey that look at the glass and touch it; what they do is told in
 * player.c. Each takes what follows its verb, and returns 0 or -errno: -ETIMEDOUT, it did not come.
 */
#ifndef TESTS_JOURNEYS_EYES_H
#define TESTS_JOURNEYS_EYES_H

#include "player.h"

int eyes_text(struct player *p, const char *words);
int eyes_not(struct player *p, const char *words);
int eyes_tap(struct player *p, const char *label);
int eyes_taps(struct player *p, const char *most);
int eyes_see(struct player *p, const char *rest);
int eyes_dark(struct player *p, const char *how);

#endif
