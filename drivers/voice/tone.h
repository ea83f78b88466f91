/*
 * tone: the chimes, as samples: two or three soft notes each, told apart by their direction and
 * not by their loudness. Pure.
 */
#ifndef DRIVERS_VOICE_TONE_H
#define DRIVERS_VOICE_TONE_H

#include <stddef.h>
#include <stdint.h>

#define TONE_MAX_MS 900u

enum tone {
    TONE_READ,      /* rising: it worked */
    TONE_ATTENTION, /* the same note twice: a question */
    TONE_COME_BACK, /* falling in three: something was left behind */
    TONES
};

/* Duration in ms, at most TONE_MAX_MS. */
unsigned tone_ms(enum tone which);

/* Writes the chime at `rate_hz`, mono; samples_out holds TONE_MAX_MS at that rate. The peak is
 * 3 dB below full scale, the first and last samples are 0. Returns the number of samples. */
size_t tone_make(enum tone which, unsigned rate_hz, int16_t *samples_out);

#endif
