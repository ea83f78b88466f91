/*
 * keypad: what the keys of a keypad and of two switches mean. A keypad is a keyboard to SDL; which
 * key it sends for what is provisioning data ("key_help = F1" in the settings, by SDL's names of
 * keys). A key that is not named does nothing.
 *
 *            by default
 *   up       Up, Left             repeat   F2          softer  F4, VolumeDown
 *   down     Down, Right, Tab     pause    F3          louder  F5, VolumeUp
 *   select   Return, Space        help     F1          slower  F6
 *   back     Escape, Backspace                         faster  F7
 *   switch 1 F11: one further     switch 2 F12: select
 *
 * With one switch for each, or with the second alone while the ring moves by itself (scan.h), all
 * of a visit can be done.
 */
#ifndef KIOSK_KEYPAD_H
#define KIOSK_KEYPAD_H

#include <stdbool.h>
#include <stdint.h>

enum pad {
    PAD_NONE,
    PAD_UP,
    PAD_DOWN,
    PAD_SELECT,
    PAD_BACK,
    PAD_HELP,
    PAD_REPEAT,
    PAD_PAUSE,
    PAD_SOFTER,
    PAD_LOUDER,
    PAD_SLOWER,
    PAD_FASTER,
    PADS
};

enum { KEYPAD_KEYS_MAX = 32 };

struct keypad {
    unsigned count;
    struct {
        int32_t code; /* SDL_Keycode */
        unsigned function;
    } keys[KEYPAD_KEYS_MAX];
};

/* The defaults. */
void keypad_init(struct keypad *k);

/* Gives a function ("help", "switch_1") this key instead of its own; a key has one meaning. False:
 * there is no such function, or no such key. */
bool keypad_set(struct keypad *k, const char *function, const char *key);

/* What the key means. */
enum pad keypad_take(const struct keypad *k, int32_t code);

#endif
