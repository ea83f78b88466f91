/*
 * loop: hands what happens (a finger, a key, a driver's message, time) to the session, and does
 * what it commands. Sleeps in SDL_WaitEvent; one thread waits on the drivers' sockets and pushes
 * what they say. Log lines stay in one language whatever the screen speaks: errno's words are never
 * translated.
 */
#ifndef KIOSK_LOOP_H
#define KIOSK_LOOP_H

#include "kiosk/face.h"
#include "kiosk/keypad.h"
#include "kiosk/peer.h"
#include "kiosk/session.h"

/* Shows the session and serves it until the window is closed. All four are borrowed. Returns 0, or
 * -errno when nothing can be shown any more. */
int loop_run(struct session *session, struct face *face, struct peers *peers,
             const struct keypad *keypad);

#endif
