/*
 * speech: text to samples with espeak-ng, one sentence at a time. Knows libespeak-ng.
 *
 * The library has one voice at a time for the whole process: there is one speech.
 */
#ifndef DRIVERS_VOICE_SPEECH_H
#define DRIVERS_VOICE_SPEECH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One sentence of SPEECH_TEXT_MAX bytes fits at the slowest rate: at 61 words a minute it takes
 * about 40 s. What does not fit is cut off. */
enum { SPEECH_TEXT_MAX = 240, SPEECH_MAX_S = 90 };

struct speech;

/* Opens the synthesizer with the voice that is used for Indonesian ("id") and for languages
 * without one of their own. Returns 0; -ENOENT when there is no such voice; -ENXIO when the
 * synthesizer has no data or another sample rate than `rate_hz`; -ENOMEM. */
int speech_open(const char *voice, unsigned rate_hz, struct speech **speech_out);

/* Takes NULL. Samples are wiped. */
void speech_close(struct speech *s);

/* Chooses the voice of `language` (BCP 47), or the one speech_open() was given. Returns whether
 * it is the latter. */
bool speech_choose(struct speech *s, const char *language);

/* Synthesizes `text` (UTF-8, at most SPEECH_TEXT_MAX bytes with its NUL) at `percent` of the usual
 * rate, with the same pitch. *samples_out stays valid until the next call. Returns 0 or -EIO. */
int speech_make(struct speech *s, const char *text, unsigned percent, const int16_t **samples_out,
                size_t *count_out);

/* Nothing of what was said stays in memory. */
void speech_forget(struct speech *s);

#endif
