/*
 * story: what became of a case, for those who see it: every stage with its instant, and what the
 * records said before and after a correction. What is guarded (facts.h) is told to its owner alone.
 */
#ifndef TESTS_CENTRAL_STORY_H
#define TESTS_CENTRAL_STORY_H

#include "household.h"
#include "store.h"

#include <jansson.h>
#include <stdint.h>

/* Who looks: the member of the household. */
struct story_viewer {
    int64_t person;
    const struct household *household;
};

/* Sets "stages" and, when there are any, "changes" of a case. Returns 0 or -errno. */
int story_put(struct store *store, const char *number, const struct story_viewer *viewer,
              json_t *one);

#endif
