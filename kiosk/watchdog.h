/*
 * watchdog: tells systemd that the face shows and still goes round (sd_notify(3), sd_watchdog_enabled(3)).
 * Where nobody asked for it, on a desk, all of it does nothing.
 */
#ifndef KIOSK_WATCHDOG_H
#define KIOSK_WATCHDOG_H

#include <stdint.h>

struct watchdog {
    int64_t every_ms; /* between two signs of life; 0: nobody waits for any */
    int64_t next_ms;  /* monotonic */
};

/* To be called when the first frame is on the glass: says that the face is up. */
void watchdog_begin(struct watchdog *w, int64_t now_ms);

/* Gives a sign of life when one is due. */
void watchdog_feed(struct watchdog *w, int64_t now_ms);

/* How long the loop may rest, at most `rest_ms`. */
int64_t watchdog_rest_ms(const struct watchdog *w, int64_t now_ms, int64_t rest_ms);

#endif
