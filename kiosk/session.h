/*
 * session: one visit, as a pure state machine. session_step() takes what happened and when, and
 * answers with what must be done. No clock, no descriptors, no SDL; the same events give the
 * same visit. Everything that belongs to a person lives in struct visit and is wiped when the
 * visit ends.
 *
 *  START --card seen--> READING --read--> CONSENT --agree--> TEMPLATES --templates--> FINGER
 *    ^                     |                 | refuse                                  | matched
 *    |                  fault: TROUBLE    REFUSED              not matched: FINGER_HELP v
 *    |                                                                               LOADING
 *    |                                                                                  | breakdown
 *    |   OVERVIEW <-> CASES <-> CASE, OVERVIEW <-> OPENINGS                        <----+
 *    |   OVERVIEW <-> PROGRAMME <-> REASON, REASONS, MET, PAYMENTS, QUEUE
 *    |   REASONS, MET <-> REASON
 *    |
 *    |   What is filed goes one way, whatever it is, and leaves out what its kind has no use for
 *    |   (draft.h); "Kembali" before the first step leads to where it was begun:
 *    |     PROGRAMME, REASON, PAYMENTS, CASE, OVERVIEW, TROUBLE or START
 *    |       -> WHICH -> GROUND -> SINCE -> WORDS -> PHONE -> REVIEW
 *    |       -> DECLARE --finger again--> SENDING -> RECEIPT
 *    |   DECLARE is left out where no finger was given before: of a provisional objection, begun in
 *    |   TROUBLE while there is no line, and of a complaint, begun in START without a card.
 *    |
 *    +-- a card that left before it was read; START says so for a while
 *    +-- TAKE_CARD <-- "Selesai" on any screen of a visit
 *    +-- LIFTED: the card left the reader; back within the grace period the visit goes on where
 *        it was, else it is wiped.
 *
 * START <-> WHO, and <-> AGENTS while the kiosk takes nothing in.
 *
 * Every finger check passes TEMPLATES, that of DECLARE too: there it is counted (ATTEMPT), or
 * refused, before it begins. One in which no finger was seen yet goes on without being counted
 * again, after help, a lifted card or a sensor that was away.
 *
 * HELP, IDLE (nobody has touched anything for a while), CLOSED ("Tutup layar"), LIFTED, and of
 * listening (listening.h) SOUND, HEADPHONES and ALOUD cover the visit: nothing of it is shown, and
 * it goes on where it was (session.under). An IDLE that nobody answers ends the visit. A card that
 * stays after the end is asked for again and again; it starts no visit.
 *
 * "Panggil petugas" hands the reader over (handover.h): the visit waits while staff sign in, and goes
 * on with the same card, with help (helping.h), or is wiped. Without a finger TEMPLATES asks for the
 * helper's at each filing. A card that the service does not know leads to enrolling.h, which has no
 * visit of a resident; the staff's own pages are pages.h; for whoever's card is missing or gives
 * nothing staff note what stated.h allows.
 *
 * At level chip the templates are the card's own: they come by themselves, once the card has proved
 * genuine, mostly while the consent is read; TEMPLATES then is passed at once. A card that does not
 * prove genuine ends the visit in TROUBLE.
 *
 * In TAKE_CARD the person may say how the visit was; nothing waits for it. A card laid down beside
 * a complaint is not read, and is to be taken when the complaint has ended.
 *
 * A chime sounds when a finger was read, when IDLE opens, and at each request to take a card that
 * was left behind.
 *
 * Where there is a printer the receipt can be printed; PRINT asks first when others could read from
 * the paper what is nobody's business. The receipt says how it went.
 *
 * A fault that answers a request leads to TROUBLE, whose "Coba lagi" asks again. A driver that
 * ends while it is asked something is asked again when it is back, and so is a sensor that was
 * away; a receipt that nothing is known of yet is asked for again by the same key.
 */
#ifndef KIOSK_SESSION_H
#define KIOSK_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "kiosk/event.h"
#include "kiosk/visit.h"

/* Starts without a visit. */
void session_init(struct session *s, const struct session_setup *setup);

/* Takes one event. *commands_out is filled anew. Returns true if the event was allowed in this
 * state; a driver's message that was not is a bug of that driver and worth a log line. */
bool session_step(struct session *s, const struct event *event, struct commands *commands_out);

/* When to deliver EVENT_TIME, monotonic ms; 0: not needed. */
int64_t session_deadline_ms(const struct session *s);

/* STATE_IDLE: seconds until the visit ends, rounded up. */
int session_alert_s(const struct session *s);

#endif
