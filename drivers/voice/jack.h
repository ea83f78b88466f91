/*
 * jack: whether headphones are plugged in, as ALSA's control of a sound card tells. Knows
 * libasound.
 */
#ifndef DRIVERS_VOICE_JACK_H
#define DRIVERS_VOICE_JACK_H

#include <stdbool.h>

struct jack;

/* `setting`: "never" and "always" for a place without detection (a loudspeaker alone; a handset),
 * else an ALSA control device ("hw:0") that has an element "Headphone Jack". Returns 0; -ENOENT
 * when there is no such element; -errno. */
int jack_open(const char *setting, struct jack **jack_out);

/* Takes NULL. */
void jack_close(struct jack *j);

/* Readable when something may have changed; -1: nothing ever does. */
int jack_fd(const struct jack *j);

/* Takes in what has changed. A card that is gone has no headphones. */
void jack_read(struct jack *j);

/* NULL: false. */
bool jack_plugged(const struct jack *j);

#endif
