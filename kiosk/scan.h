/*
 * scan: the ring that moves on by itself, for who has one or two switches. Pure.
 *
 * It waits its pace after each move, and after what was said has ended. It stays while there is no
 * ring: a key or a switch brings it.
 */
#ifndef KIOSK_SCAN_H
#define KIOSK_SCAN_H

#include "kiosk/session.h"
#include "kiosk/ui/page.h"

struct scan {
    int64_t since_ms; /* when the ring came to where it is, or the speech about it ended */
    struct ring ring; /* where that was */
    bool spoken_to;
};

/* When the ring is to move, monotonic ms; 0: it does not. To be asked after everything that may
 * have moved it. */
int64_t scan_due_ms(struct scan *scan, const struct session *s, struct ring ring, int64_t now_ms);

/* How long it rests on each; 0 for SCAN_OFF. */
int64_t scan_pace_ms(enum scan_pace pace);

#endif
