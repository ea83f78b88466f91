/*
 * dial: how loud and how fast, in steps a person can feel. Pure.
 *
 * Loudness: six levels 6 dB apart, as gains below full scale; the default has one level 12 dB
 * above it that is not yet the loudest (EN 301 549 8.2.1, US Section 508 402.3, EAC VVSG 2.0
 * 7.1-K: steps of at most 10 dB). The device's own mixer is set once, at provisioning, so that
 * full scale is as loud as the place allows.
 * Rate: seven steps from 50 to 200 % of the usual rate (VVSG 7.1-K).
 */
#ifndef DRIVERS_VOICE_DIAL_H
#define DRIVERS_VOICE_DIAL_H

#include <stddef.h>
#include <stdint.h>

enum { DIAL_LEVELS = 6 /* WIRE_LOUDEST */, DIAL_RATES = 7 };

struct dial {
    unsigned level; /* 0 softest .. DIAL_LEVELS - 1 */
    unsigned rate;  /* 0 slowest .. DIAL_RATES - 1 */
};

/* The usual rate, and loudness: 1..DIAL_LEVELS; 0: this program's own. */
struct dial dial_usual(unsigned loudness);

/* One step; at either end nothing changes. */
void dial_louder(struct dial *d);
void dial_softer(struct dial *d);
void dial_faster(struct dial *d);
void dial_slower(struct dial *d);

/* Gain in dB, 0 or less. */
int dial_gain_db(const struct dial *d);

/* Percent of the usual rate. */
unsigned dial_rate_percent(const struct dial *d);

/* Adds `count` samples of `from`, at the dial's loudness, to `onto`; clips at full scale. */
void dial_mix(const struct dial *d, const int16_t *from, size_t count, int16_t *onto);

#endif
