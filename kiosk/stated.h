/*
 * stated: what staff note for somebody whose card is missing or gives nothing, by the NIK that this
 * person states. Part of the session and as pure. One of the staff signs in (handover.h, role
 * HELPER) and helps from then on (helping.h, ASSISTED):
 *
 *   HELP over START, or TROUBLE of such a card --"KTP hilang atau rusak"--> CALLED ... signed in
 *     -> STATED_NIK -> STATED_CHECK, read back --the person agrees--> STATED
 *   STATED -> a report, a home visit or a provisional objection (filing.h) -> RECEIPT -> STATED
 *
 * No result is ever opened: nobody's card, finger or face was compared. A sign-in serves one person.
 */
#ifndef KIOSK_STATED_H
#define KIOSK_STATED_H

#include <stdbool.h>

#include "kiosk/entry.h"

struct session;
struct commands;
struct event;

/* Of struct visit. */
struct stated {
    bool on; /* from the call for staff until the visit ends */
    struct entry nik;
};

/* Whether the visit is somebody's without a card. */
bool stated_is_on(const struct session *s);

/* Whether staff can be called for one: there is a list of staff whose policy lets them, and nobody's
 * visit is under way, or it ended with a card that cannot be read. */
bool stated_is_offered(const struct session *s);

/* Takes a tap: ACTION_STATED, what is typed, and the answers of STATED_CHECK. Returns whether it was
 * one of these. */
bool stated_tap(struct session *s, struct commands *c, const struct event *e);

/* The helper signed in. */
void stated_signed_in(struct session *s, struct commands *c);

#endif
