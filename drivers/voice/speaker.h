/*
 * speaker: samples to an ALSA device, and whether headphones are plugged in. Knows libasound.
 *
 * Mono, 16 bit, SPEAKER_RATE_HZ. Never more than SPEAKER_LEAD_MS ahead of what is heard, whatever
 * the device would take (a sound server takes seconds, a file everything): so a silence that is
 * asked for comes at once. The device rests between two sounds.
 */
#ifndef DRIVERS_VOICE_SPEAKER_H
#define DRIVERS_VOICE_SPEAKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SPEAKER_RATE_HZ = 22050,
    SPEAKER_PIECE_MS = 20,
    SPEAKER_PIECE = SPEAKER_RATE_HZ * SPEAKER_PIECE_MS / 1000,
    SPEAKER_LEAD_MS = 40,
};

struct speaker;

/* Opens an ALSA PCM by its name: "default", "null", "plughw:1", "file:'sound.raw',raw" (a file
 * with all samples, in place of a loudspeaker). Returns 0 or -errno. */
int speaker_open(const char *device, struct speaker **speaker_out);

/* Falls silent. Takes NULL. */
void speaker_close(struct speaker *s);

/* Whether it has begun and neither finished nor stopped. */
bool speaker_is_playing(const struct speaker *s);

/* How long until the next samples may be written, ms; 0: now. */
int speaker_wait_ms(const struct speaker *s);

/* Plays 1..SPEAKER_PIECE samples after those before. Returns 0; -EAGAIN when the device is full
 * all the same (nothing was taken; to be tried again after speaker_wait_ms()); -errno when it is
 * gone (to be closed). */
int speaker_play(struct speaker *s, const int16_t *samples, size_t count);

/* Waits until all has been heard (at most about SPEAKER_LEAD_MS), then rests. 0 or -errno. */
int speaker_finish(struct speaker *s);

/* Silence now: what was not heard yet never is. */
void speaker_stop(struct speaker *s);

#endif
