/*
 * command: what the session asks of its drivers and of the glass, each added to the commands of the
 * present step. Bodies are made from the visit as it stands. Part of the session and as pure.
 */
#ifndef KIOSK_COMMAND_H
#define KIOSK_COMMAND_H

#include "kiosk/visit.h"

/* The courier: that a finger check may begin; likewise with the card's templates; what was decided;
 * what is filed, to be made durable. */
void command_attempt(struct session *s, struct commands *c);
void command_templates(struct session *s, struct commands *c);
void command_query(struct session *s, struct commands *c);
void command_filing(struct session *s, struct commands *c);
void command_rating(struct session *s, struct commands *c, enum wire_rating rating);

/* The courier: something for the journal. */
void command_incident(struct session *s, struct commands *c, enum wire_fault fault);

/* The courier: whose card this is; and how a sign-in ended, of `id`, "" where that is not known. */
void command_staff_ask(struct session *s, struct commands *c, const struct wire_card *card,
                       enum wire_role role);
void command_sign_in(struct session *s, struct commands *c, enum wire_role role,
                     enum wire_sign_in_outcome outcome, const char *id);

/* The courier: the counts of the last days; the next slip. */
void command_counts_ask(struct session *s, struct commands *c, uint32_t days);
void command_slip_ask(struct session *s, struct commands *c, const struct wire_slip_ask *ask);

/* The courier: the enrolment in `out`, to be made durable. */
void command_enrolment(const struct session *s, struct commands *c);

/* The sensor: a finger against these templates, or a new template of a finger; or no longer. */
void command_verify(struct session *s, struct commands *c, const struct wire_templates *against);
void command_enrol(struct session *s, struct commands *c, uint8_t position);
void command_verify_stop(const struct session *s, struct commands *c);

void command_chime(const struct session *s, struct commands *c, enum wire_sound sound);

/* The receipt on paper; how much of it is in visit.printing. */
void command_print(const struct session *s, struct commands *c);

/* The voice: a text into headphones alone, or to everybody; steps of loudness and rate. */
void command_say(struct session *s, struct commands *c, bool private, const char *text);
void command_voice(const struct session *s, struct commands *c, enum wire_control control);

/* The courier: what was tried when it was commissioned. */
void command_commission(struct session *s, struct commands *c,
                        const struct wire_commission *commission);

/* Whoever provisions: which device this is, and that it is so. */
void command_site_pick(struct session *s, struct commands *c, const char *digits);
void command_site_take(struct session *s, struct commands *c);

void command_wipe(struct commands *c);
void command_end(struct commands *c);

#endif
