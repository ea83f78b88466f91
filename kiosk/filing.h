/*
 * filing: what taps make of the visit's draft (draft.h), which state its steps are, and the message
 * it becomes. Part of the session and as pure.
 */
#ifndef KIOSK_FILING_H
#define KIOSK_FILING_H

#include "kiosk/choices.h"
#include "kiosk/visit.h"

/* --- what taps do -------------------------------------------------------------------------- */

/* Begin a draft: ACTION_OBJECT, ACTION_CONTEST, ACTION_PROVISIONAL, ACTION_WITHDRAW, ACTION_APPEAL,
 * ACTION_REPORTS, ACTION_REPORT and ACTION_COMPLAIN. False: that cannot be filed now. */
bool filing_object(struct session *s, uint16_t which);
bool filing_contest(struct session *s, uint16_t reason);
bool filing_provisional(struct session *s, uint16_t which);
bool filing_withdraw(struct session *s, uint16_t filed);
bool filing_appeal(struct session *s, uint16_t filed);
bool filing_reports(struct session *s, uint16_t which);
bool filing_report(struct session *s, uint16_t report);
bool filing_complain(struct session *s, uint16_t which);

/* Choose in a draft: ACTION_OFFER, ACTION_REPORT, ACTION_GROUND, ACTION_ON and ACTION_SKIP. */
bool filing_choose_offer(struct session *s, uint16_t offer);
bool filing_choose_report(struct session *s, uint16_t report);
bool filing_choose_ground(struct session *s, uint16_t ground);
bool filing_go_on(struct session *s, uint16_t which);
bool filing_skip(struct session *s, uint16_t which);

/* All is said: makes the idempotency key. */
bool filing_confirm(struct session *s, uint16_t which);

/* Taps that change the draft and stay on the screen. Returns whether it was one. */
bool filing_edit(struct session *s, enum action action, uint16_t which);

/* --- where it leads ------------------------------------------------------------------------ */

/* The state of the draft's first step; of the step after or before the present one. */
enum state filing_first(const struct session *s);
enum state filing_next(struct session *s);
enum state filing_before(struct session *s);

/* Another idempotency key, for what is sent next. */
void filing_new_key(struct session *s);

/* The draft, confirmed now. */
void filing_write(const struct session *s, struct wire_filing *filing_out);

/* A rating, which is nobody's. */
void filing_rate(struct session *s, enum wire_rating rating, struct wire_filing *filing_out);

/* Takes a receipt. A number once shown is changed only by the service: a courier that was killed
 * may have given the record, which it sends again under the same key, another number. */
void filing_receive(struct session *s, const struct wire_receipt *receipt);

#endif
