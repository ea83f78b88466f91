/*
 * confirming: the helper's last word for who gives no finger: asked about anew for each filing, in
 * the place of the resident's finger. Part of the session and as pure.
 */
#ifndef KIOSK_CONFIRMING_H
#define KIOSK_CONFIRMING_H

#include "kiosk/visit.h"

/* The courier's answer: whether the helper is still one of the staff, and what to compare with. */
void confirming_staff(struct session *s, struct commands *c, const struct wire_staff *staff);

/* The helper's tap, where no finger can be given. */
void confirming_by_card(struct session *s, struct commands *c);

/* The helper's finger, or another one. */
void confirming_verified(struct session *s, struct commands *c, bool matched);

#endif
