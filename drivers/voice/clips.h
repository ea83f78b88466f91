/*
 * clips: recordings of whole sentences of a language, heard in place of the synthesizer. A
 * catalogue carries them beside its texts:
 *
 *     FOLDER/CODE/clips/index    a line a sentence: "FILE<TAB>sentence as it is on the screen"
 *     FOLDER/CODE/clips/FILE     wave.h, SPEAKER_RATE_HZ, at most CLIPS_LONGEST_S
 *
 * A sentence that is not there, or whose file is no such recording, is left to the synthesizer.
 * Knows libsonic, which makes a recording faster or slower and keeps its pitch.
 */
#ifndef DRIVERS_VOICE_CLIPS_H
#define DRIVERS_VOICE_CLIPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CLIPS_LONGEST_S = 30, CLIPS_INDEX_MAX = 256 * 1024 };

struct clips;

/* `folder`: of the catalogues; "" for none, and a catalogue need not be there. Returns 0 or -ENOMEM. */
int clips_open(const char *folder, unsigned rate_hz, struct clips **clips_out);

/* Takes NULL. */
void clips_close(struct clips *c);

/* Reads the index of `language` (BCP 47). Returns whether it has recordings. */
bool clips_choose(struct clips *c, const char *language);

/* The recording of `sentence` in the language chosen, at `percent` of its own rate. *samples_out
 * stays valid until the next call. False: there is none. */
bool clips_find(struct clips *c, const char *sentence, unsigned percent,
                const int16_t **samples_out, size_t *count_out);

#endif
