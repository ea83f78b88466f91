/*
 * ranking: the best of many pairs (a minutia of the template, one of the live print), in order.
 */
#ifndef DRIVERS_FINGER_RANKING_H
#define DRIVERS_FINGER_RANKING_H

#include <stdint.h>

enum { RANKING_MAX = 1024 };

struct pair {
    uint16_t t, l; /* index into the template's and the live print's points */
    float weight;
};

/* Plain data. Set to zero but for `room` to begin. */
struct ranking {
    unsigned count, room;          /* room: at most RANKING_MAX */
    struct pair pair[RANKING_MAX]; /* heaviest first; of equal ones the first come */
};

/* Takes a pair; when there is no room, the lightest falls out. */
void ranking_add(struct ranking *ranking, struct pair pair);

#endif
