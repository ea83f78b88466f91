/*
 * repeat: whether a capture is one that was taken before.
 *
 * Skin never lies on the glass twice in the same way: the same pixels, or every minutia on the
 * same pixel with the same direction, are a recording played again or a print that someone left
 * on the glass. Keyed digests of the last captures are kept, in memory only, of all visits since
 * the driver started; nothing of a finger can be read from them. Not seen: a recording altered so
 * that a single minutia moves, and a mould.
 */
#ifndef DRIVERS_FINGER_REPEAT_H
#define DRIVERS_FINGER_REPEAT_H

#include "minutia.h"
#include "picture.h"

#include <stdbool.h>

enum { REPEAT_KEY = 32, REPEAT_KEPT = 128, REPEAT_DIGEST = 16 };

/* Plain data; wipe with explicit_bzero. Begin with zeros and a random key. */
struct repeat {
    uint8_t key[REPEAT_KEY];
    unsigned count; /* captures ever taken in */
    uint8_t picture[REPEAT_KEPT][REPEAT_DIGEST];
    uint8_t minutiae[REPEAT_KEPT][REPEAT_DIGEST];
};

/* Whether this capture is one of the last REPEAT_KEPT; remembers it from now on. */
bool repeat_seen(struct repeat *repeat, const struct picture *picture, const struct minutiae *live);

#endif
