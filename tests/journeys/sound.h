/*
 * sound: what the kiosk of a stage has sounded, from the file that ALSA writes in place of a
 * loudspeaker (STAGE/sound.raw, 16-bit mono).
 */
#ifndef TESTS_JOURNEYS_SOUND_H
#define TESTS_JOURNEYS_SOUND_H

#include <stddef.h>
#include <stdint.h>

/* Waits until the chime named "read", "attention" or "come_back" has sounded whole, at the usual
 * loudness and with nothing over it, after the first *heard samples; *heard then ends with it.
 * Returns 0, -EINVAL for another name, -ETIMEDOUT at `deadline_ms` (steps_now_ms()), or -errno. */
int sound_await(const char *stage, const char *chime, int64_t deadline_ms, size_t *heard);

#endif
