/*
 * card_floor: the shortest time in which a card can be seen and known: what must be said to it,
 * each byte once in the air at 106 kbit/s and once on the line at 115,200 baud, and its own work.
 */
#ifndef TESTS_BENCH_CARD_FLOOR_H
#define TESTS_BENCH_CARD_FLOOR_H

#include <stddef.h>

struct card_cost {
    int commands, air_bytes, air_frames, line_bytes;
};

/* From a card in the field to its UID. */
struct card_cost card_cost_seen(void);

/* From there to who it is, at level tag: two SELECTs and the photo's file of `file` bytes in READ
 * BINARYs of 256. */
struct card_cost card_cost_known(size_t file);

double card_floor_ms(const struct card_cost *cost);

#endif
