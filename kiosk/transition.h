/*
 * transition: how the session goes from state to state: what arriving means, what is asked of the
 * drivers there, and how long it may last. Part of the session and as pure.
 */
#ifndef KIOSK_TRANSITION_H
#define KIOSK_TRANSITION_H

#include "kiosk/visit.h"

/* Goes to `next` and does what arriving there means. */
void transition_enter(struct session *s, struct commands *c, enum state next);

/* Goes to `next`, which covers the present state, or what that one covers. */
void transition_cover(struct session *s, struct commands *c, enum state next);

/* Back to a screen of staff (PHASE_HANDOVER, PHASE_STAFF) that help covers: they are told how, or
 * something happens that the screen waits for. Anything else stays covered. */
void transition_uncover(struct session *s, struct commands *c);

/* Asks in ALOUD before the loudspeaker says what is personal, if it is to. */
void transition_ask_aloud(struct session *s, struct commands *c);

/* Takes what was set from afar, if nobody is there; else this visit's end takes it. */
void transition_settle(struct session *s, struct commands *c);

/* Settings, listening and the glass are again as the next person is to find them. */
void transition_restore(struct session *s, struct commands *c);

/* Goes to TROUBLE, whose "Coba lagi" leads to `retry` (STATE_START: it has none). Returns true. */
bool transition_trouble(struct session *s, struct commands *c, enum wire_fault fault,
                        enum state retry);

/* Whether the card still has to prove what it said it is, and with that to give its templates. */
bool transition_awaits_proof(const struct session *s);

#endif
