/*
 * route: where each tap leads from each state, as a table, with what is checked and remembered on
 * the way. Part of the session and as pure.
 */
#ifndef KIOSK_ROUTE_H
#define KIOSK_ROUTE_H

#include "kiosk/visit.h"

/* The state that `action` leads to from the present one; what was chosen (programme, reason,
 * ground) is remembered in the visit. False, and nothing changed, when the tap means nothing. */
bool route_take(struct session *s, enum action action, uint16_t which, enum state *to_out);

#endif
