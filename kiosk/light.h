/*
 * light: the panel rests while the office is closed: black glass, and where the board can, no
 * backlight. Whoever touches the glass, presses a key or lays down a card has light at once, and
 * for LIGHT_STAYS_MS after the last touch.
 *
 * Only where somebody sees to the backlight: systemd names a folder of the face's own
 * (RUNTIME_DIRECTORY, systemd.exec(5)); the file "light" in it says "on" or "off".
 */
#ifndef KIOSK_LIGHT_H
#define KIOSK_LIGHT_H

#include "kiosk/session.h"

enum { LIGHT_STAYS_MS = 120000 };

struct light {
    const char *folder; /* NULL: it is never out */
    int64_t touched_ms; /* monotonic */
    bool out;
};

/* Lit, and said so. */
void light_begin(struct light *l, int64_t now_ms);

/* Somebody is there. */
void light_touch(struct light *l, int64_t now_ms);

/* Out or lit, by the session and its time; says so when it is another than before. */
void light_turn(struct light *l, const struct session *s, int64_t now_ms);

#endif
