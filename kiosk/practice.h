/*
 * practice: a fictitious family, so that any screen can be shown without a card, a finger or a
 * service. Names, numbers and amounts belong to nobody.
 */
#ifndef KIOSK_PRACTICE_H
#define KIOSK_PRACTICE_H

#include "kiosk/session.h"

/* Puts the session into `state` with everything that state shows, as of `wall_s`. */
void practice_visit(struct session *s, enum state state, int64_t wall_s);

/* Puts a draft of a kind, a report of a kind too, into the visit; its steps can then be shown. */
void practice_draft(struct session *s, enum wire_filing_kind kind, enum wire_report report);

/* Somebody helps in the visit, and did with its draft. */
void practice_help(struct session *s, enum wire_help_kind kind);

/* A device that is nobody's yet, at this step. */
void practice_site(struct session *s, enum wire_site_state told);

/* The state whose screen is called `name` ("consent"). Returns 0 or -ENOENT. */
int practice_state(const char *name, enum state *state_out);

#endif
