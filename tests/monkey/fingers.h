/*
 * fingers: several fingers on the glass at once. They go to the X server's own input driver for
 * tests, inputtest(4), which takes touches from a socket in place of a touch panel's evdev node:
 * everything from the server on (XInput 2 touch sequences, SDL_FINGER events, the mouse that SDL
 * makes of the first finger) is what a real panel goes through.
 */
#ifndef TESTS_MONKEY_FINGERS_H
#define TESTS_MONKEY_FINGERS_H

enum { FINGERS = 5 }; /* at once; the display's panel takes ten */

struct fingers;

/* Opens the panel whose driver listens at `path`, for a screen of that many pixels. Returns 0,
 * -EPROTO when something else listens there, or -errno. */
int fingers_open(const char *path, int width_px, int height_px, struct fingers **fingers_out);

/* Lifts what is down. NULL is allowed. */
void fingers_close(struct fingers *fingers);

/* Finger `i` comes down, or moves if it is down, at x, y (pixels of the screen); or is lifted, if
 * it was down. Returns 0 or -errno. */
int fingers_put(struct fingers *fingers, unsigned i, int x, int y);
int fingers_lift(struct fingers *fingers, unsigned i);

/* Lifts every finger, and returns when the server has passed on all that was done: 0 or -errno. */
int fingers_lift_all(struct fingers *fingers);

#endif
