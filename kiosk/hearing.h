/*
 * hearing: what a person does to hear a visit, or to hear it otherwise: taps, keys of the voice,
 * headphones plugged in and pulled out (listening.h). Part of the session and as pure.
 */
#ifndef KIOSK_HEARING_H
#define KIOSK_HEARING_H

#include "kiosk/visit.h"

/* Takes a tap. Returns whether it was one of these: ACTION_SOUND, ACTION_LISTEN, ACTION_ALOUD,
 * ACTION_DARK, ACTION_REPEAT, ACTION_PAUSE, ACTION_LOUDER, ACTION_SOFTER, ACTION_FASTER,
 * ACTION_SLOWER. */
bool hearing_tap(struct session *s, struct commands *c, const struct event *e);

/* What the voice's driver tells of the headphones. */
void hearing_jack(struct session *s, struct commands *c, bool plugged);

#endif
