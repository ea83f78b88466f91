/*
 * serve: the voice driver's conversation with the kiosk (drivers/wire.h).
 *
 * READY, then JACK, when the sound device is open; FAULT without a visit when there is none (it is
 * looked for until there is) and when there is no voice. One text is said at a time; a chime
 * sounds over it. Private text sounds in headphones alone: pulled out, they end it.
 */
#ifndef DRIVERS_VOICE_SERVE_H
#define DRIVERS_VOICE_SERVE_H

struct voice_settings {
    char device[160]; /* speaker_open() */
    char voice[32];   /* speech_open() */
    char jack[64];    /* jack_open() */
    char clips[160];  /* clips_open() */
};

/* Serves the connection until its end. What was said is wiped before it returns. Returns 0 at end
 * of file; -EBADMSG for a message not allowed; -errno of the socket; -ENOMEM. */
int serve(int fd, const char *version, const struct voice_settings *settings);

#endif
