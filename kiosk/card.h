/*
 * card: what the card on the reader means for the visit: it begins one, is read, proves itself,
 * is lifted and comes back. Part of the session and as pure. Messages of an older placement than
 * the visit's are not allowed: these functions then return false, and nothing changed.
 */
#ifndef KIOSK_CARD_H
#define KIOSK_CARD_H

#include "kiosk/visit.h"

/* Whether two readings are of one card. */
bool card_is_same(const struct wire_card *a, const struct wire_card *b);

/* A card that is still there starts no second visit: the driver says first that it is gone. */
bool card_seen(struct session *s, struct commands *c, uint32_t placement);

/* A lifted card that came back goes on with its visit; another one begins its own. */
bool card_read(struct session *s, struct commands *c, const struct wire_card_read *read);

bool card_photo(struct session *s, const struct wire_card_photo *photo);

/* The card has proved genuine, and these are its own templates. */
bool card_templates(struct session *s, struct commands *c, const struct wire_card_templates *t);

/* The card left, or what watches it did: the screen closes at once. */
void card_away(struct session *s, struct commands *c);

/* The card left. Who lifted it before it was read is told so for a while. */
void card_gone(struct session *s, struct commands *c);

/* Takes what a card turned out to be. Returns false for a fault that is not the card's. */
bool card_fault(struct session *s, struct commands *c, enum wire_fault fault);

#endif
