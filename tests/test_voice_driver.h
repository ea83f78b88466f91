/*
 * The voice driver as the kiosk meets it: the real program on a socket pair, with a sound device
 * that is a file below the real ALSA library.
 */
#ifndef TESTS_TEST_VOICE_DRIVER_H
#define TESTS_TEST_VOICE_DRIVER_H

#include "drivers/wire.h"

#include <stddef.h>
#include <sys/types.h>

enum { VOICE_RATE_HZ = 22050 };

struct voice {
    pid_t pid;
    int fd;
    char folder[64];           /* its settings, and sound.raw */
    struct wire_packet packet; /* the last one */
};

/* Starts the driver with `settings`, the lines of its section. */
void start(struct voice *v, const char *settings);

/* Starts it with a file for a loudspeaker and the usual voice, and waits for READY and JACK.
 * `more`: further settings. */
void start_ready(struct voice *v, const char *more);

/* Hangs up; returns the driver's exit status. The folder stays until clear(). */
int stop(struct voice *v);
void clear(struct voice *v);

/* The next message's type; it is in v->packet. */
enum wire_type next(struct voice *v);

void expect_fault(struct voice *v, enum wire_fault fault);
void expect_said(struct voice *v, uint32_t visit, enum wire_ending ending);

void say(struct voice *v, uint32_t visit, const char *text);
void say_privately(struct voice *v, uint32_t visit, const char *text);
void chime(struct voice *v, enum wire_sound sound);
void control(struct voice *v, uint32_t visit, enum wire_control control);

/* The samples that have sounded so far; to be freed. */
int16_t *heard(const struct voice *v, size_t *count_out);

/* Waits until at least `count` samples have sounded. */
void await_heard(const struct voice *v, size_t count);

#endif
