/*
 * dice: numbers that look random and are the same for the same seed (SplitMix64, Steele, Lea and
 * Flood 2014). Not for keys. Pure.
 */
#ifndef TESTS_CENTRAL_DICE_H
#define TESTS_CENTRAL_DICE_H

#include <stdint.h>

struct dice {
    uint64_t state;
};

/* A dice of its own for each `lane` of a seed, so that adding one family changes no other. */
struct dice dice_make(uint64_t seed, uint64_t lane);

uint64_t dice_bits(struct dice *dice);

/* An integer of low..high, both included; low <= high. */
int dice_between(struct dice *dice, int low, int high);

#endif
