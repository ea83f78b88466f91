/*
 * glass: a finger on the kiosk's window, as the display server's own pointer (XTEST), so that a
 * tap takes the same way as a real one.
 */
#ifndef TESTS_JOURNEYS_GLASS_H
#define TESTS_JOURNEYS_GLASS_H

#include <stdbool.h>

struct glass;

/* Opens the display named by DISPLAY. Returns 0; -ENODEV (no display); -ENOTSUP (no XTEST); or
 * -ENOMEM. */
int glass_open(struct glass **glass_out);

/* NULL is allowed. */
void glass_close(struct glass *glass);

/* Taps x, y inside the window that is width * height pixels large. Returns 0 or -ENOENT when there
 * is no such window. */
int glass_tap(struct glass *glass, int width, int height, int x, int y);

/* Presses a key by X's name of it ("Down", "F11") and lets it go. Returns 0, or -EINVAL when the
 * display has no such key. */
int glass_press(struct glass *glass, const char *key);

/* Whether every pixel of the whole screen is black. */
bool glass_is_black(struct glass *glass);

/* Moves over the whole screen, with the finger down or up; presses a key of any code, 8 to 255, or
 * lets it go. What is not there does nothing. */
void glass_move(struct glass *glass, int x, int y);
void glass_finger(struct glass *glass, bool down);
void glass_key(struct glass *glass, unsigned code, bool down);

#endif
