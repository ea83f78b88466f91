/*
 * stagehand: the steps of a journey that change the stage or look behind it; what they do is told
 * in player.c. Each takes what follows its verb, or the whole line, and returns 0 or -errno.
 */
#ifndef TESTS_JOURNEYS_STAGEHAND_H
#define TESTS_JOURNEYS_STAGEHAND_H

#include "player.h"

int stagehand_bench(struct player *p, const char *line);
int stagehand_kill(struct player *p, const char *name);
int stagehand_stage(struct player *p, const char *line);
int stagehand_canary(struct player *p, const char *words);
int stagehand_journal(struct player *p, const char *words);
int stagehand_central(struct player *p, const char *words);
int stagehand_clock(struct player *p, const char *offset);
int stagehand_paper(struct player *p, const char *words);

#endif
