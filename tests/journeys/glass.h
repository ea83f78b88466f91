/*
 * glass: a finger on the kiosk's window, as the display server's own pointer (XTEST), so that a
 * tap takes the same way as a real one.
 */
#ifndef TESTS_JOURNEYS_GLASS_H
#define TESTS_JOURNEYS_GLASS_H

struct glass;

/* Opens the display named by DISPLAY. Returns 0; -ENODEV (no display); -ENOTSUP (no XTEST); or
 * -ENOMEM. */
int glass_open(struct glass **glass_out);

/* NULL is allowed. */
void glass_close(struct glass *glass);

/* Taps x, y inside the window that is width * height pixels large. Returns 0 or -ENOENT when there
 * is no such window. */
int glass_tap(struct glass *glass, int width, int height, int x, int y);

#endif
