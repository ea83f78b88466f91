/*
 * filing: what taps make of the visit's draft (draft.h), which state its steps are, and the message
 * it becomes. Part of the session and as pure.
 */
#ifndef KIOSK_FILING_H
#define KIOSK_FILING_H

#include "kiosk/session.h"

/* What complaints may be about: indices of DRAFT_GROUND, and ACTION_GROUND's `which`. */
enum filing_about {
    FILING_ABOUT_MONEY, /* aid was cut, or money was asked for */
    FILING_ABOUT_STAFF, /* how somebody was treated */
    FILING_ABOUT_DATA,  /* data were misused */
    FILING_ABOUT_OTHER,
    FILING_ABOUTS
};

/* --- what can be filed now ---------------------------------------------------------------- */

/* The grounds that a draft's indices mean: of the result, or while there is none the catalogue's.
 */
const struct wire_ground *filing_grounds(const struct session *s, uint32_t *count_out);

/* Whether a ground may be chosen for what is asked about. */
bool filing_fits(const struct session *s, unsigned ground);

/* Whether an objection without a line can be offered: no result was opened, the card is known, and
 * the last signed window of some programme includes the present. */
bool filing_may_note(const struct session *s);
bool filing_is_open(const struct session *s, const struct wire_offer *offer);

/* Whether a finger confirms the draft: one was given in this visit, and it is somebody's. */
bool filing_needs_finger(const struct session *s);

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

/* The draft, confirmed now. */
void filing_write(const struct session *s, struct wire_filing *filing_out);

/* A rating, which is nobody's. */
void filing_rate(struct session *s, enum wire_rating rating, struct wire_filing *filing_out);

/* Takes a receipt. A number once shown is changed only by the service: a courier that was killed
 * may have given the record, which it sends again under the same key, another number. */
void filing_receive(struct session *s, const struct wire_receipt *receipt);

#endif
