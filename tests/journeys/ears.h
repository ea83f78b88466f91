/*
 * ears: the steps of a journey that listen, and press what is heard; what they do is told in
 * player.c. Each takes what follows its verb, and returns 0 or -errno: -ETIMEDOUT, it was not
 * heard.
 */
#ifndef TESTS_JOURNEYS_EARS_H
#define TESTS_JOURNEYS_EARS_H

#include "player.h"

int ears_hear(struct player *p, const char *chime);
int ears_headphones(struct player *p, const char *how);
int ears_press(struct player *p, const char *key);
int ears_listen(struct player *p, const char *words);
int ears_seek(struct player *p, const char *words);
int ears_scan(struct player *p, const char *words);
int ears_unsaid(struct player *p, const char *words);

#endif
