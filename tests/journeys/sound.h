/*
 * sound: what the kiosk of a stage has sounded: the file that ALSA writes in place of a loudspeaker
 * (STAGE/sound.raw, 16-bit mono), and, of a stage with ears, the text track of its speech
 * (STAGE/track; tests/bench/track.c). A sentence counts as heard when its samples are in the sound,
 * at any loudness a person can choose.
 */
#ifndef TESTS_JOURNEYS_SOUND_H
#define TESTS_JOURNEYS_SOUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How far has been listened. */
struct ear {
    size_t samples;
    unsigned sentence;
};

/* Waits until the chime named "read", "attention" or "come_back" has sounded whole, at the usual
 * loudness and with nothing over it; the ear is then after it. Returns 0, -EINVAL for another name,
 * -ETIMEDOUT at `deadline_ms` (steps_now_ms()), or -errno. */
int sound_await(const char *stage, const char *chime, int64_t deadline_ms, struct ear *ear);

/* Waits until a sentence with these words has been heard; the ear is then after it. Returns 0 or
 * -ETIMEDOUT. */
int sound_await_words(const char *stage, const char *words, int64_t deadline_ms, struct ear *ear);

/* Waits until the ring has said where it is, which ends with what kind of thing that is; the ear is
 * then after it. *found_out: whether a sentence with these words was heard on the way, `last`: as the
 * last one of it, for on the way a whole page may be read. Returns 0 or -ETIMEDOUT. */
int sound_await_focus(const char *stage, const char *words, bool last, int64_t deadline_ms,
                      struct ear *ear, bool *found_out);

/* Listens no more to what has been said so far. */
void sound_skip(const char *stage, struct ear *ear);

/* Whether any sentence so far had these words, heard or not. */
bool sound_has_words(const char *stage, const char *words);

#endif
