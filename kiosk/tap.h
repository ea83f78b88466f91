/*
 * tap: what a tap on a screen means in the state it was made in. Part of the session and as pure.
 */
#ifndef KIOSK_TAP_H
#define KIOSK_TAP_H

#include "kiosk/visit.h"

/* Takes a tap (EVENT_TAP). A tap on a screen that has just changed means nothing. Returns true. */
bool tap_take(struct session *s, struct commands *c, const struct event *e);

#endif
