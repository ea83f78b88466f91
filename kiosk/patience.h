/*
 * patience: how long a screen waits for whoever stands before it, and what becomes of it then. Part
 * of the session and as pure.
 */
#ifndef KIOSK_PATIENCE_H
#define KIOSK_PATIENCE_H

#include "kiosk/visit.h"

/* Somebody is there: what only waits for the person begins to wait anew, and while something is said
 * does not wait yet. */
void patience_renew(struct session *s);

/* The same by a touch, which the start screen does not keep for ever either. */
void patience_touched(struct session *s);

/* What was said has ended: now the person is waited for, and answers an alert in full time. */
void patience_heard(struct session *s);

/* session.deadline_ms has come: the person is called back, or the visit is closed. */
void patience_over(struct session *s, struct commands *c);

#endif
