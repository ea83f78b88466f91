/*
 * receive: what the drivers say, taken only from whose word it is and in the visit it belongs to.
 * Part of the session and as pure.
 */
#ifndef KIOSK_RECEIVE_H
#define KIOSK_RECEIVE_H

#include "kiosk/visit.h"

/* Takes a message (EVENT_PACKET). Returns whether this driver may say it, and now. */
bool receive_packet(struct session *s, struct commands *c, const struct event *e);

/* A driver ended (EVENT_PEER_DOWN). Returns true. */
bool receive_peer_down(struct session *s, struct commands *c, const struct event *e);

#endif
