/*
 * mixer: speech and a chime over it, piece by piece. Pure. The samples are borrowed: they stay
 * until they have been played or replaced.
 */
#ifndef DRIVERS_VOICE_MIXER_H
#define DRIVERS_VOICE_MIXER_H

#include "dial.h"

#include <stdbool.h>

struct track {
    const int16_t *samples;
    size_t count, at;
};

struct mixer {
    struct dial dial;
    struct track speech, chime;
    bool paused; /* of the speech */
};

/* Whether there is something to hear. */
bool mixer_sounds(const struct mixer *m);

/* Writes the next samples, at most `size`; returns how many there are, 0 when nothing sounds. */
size_t mixer_take(struct mixer *m, int16_t *out, size_t size);

/* Holds the speech; it will go on `samples` before the place where it was (they were taken but
 * nobody heard them). */
void mixer_pause(struct mixer *m, size_t samples);

#endif
