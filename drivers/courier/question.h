/*
 * question: what the face asks and waits for, one at a time: templates for a finger check, that a
 * check may begin, the result, or whether a member of staff may sign in.
 *
 * A check is counted (attempts.h) before it is asked for, and given back when it ended with the
 * right finger, or when there is none. The service counts as well. Each may refuse. Where the
 * right finger came before in the visit, a check counted here need not wait for the service: an
 * objection can be declared on a bad line, or on none.
 */
#ifndef DRIVERS_COURIER_QUESTION_H
#define DRIVERS_COURIER_QUESTION_H

#include "attempts.h"
#include "mail.h"
#include "notes.h"

enum question_kind {
    QUESTION_NONE,
    QUESTION_TEMPLATES,
    QUESTION_ATTEMPT,
    QUESTION_SEARCH,
    QUESTION_STAFF
};

struct question {
    enum question_kind kind;     /* of the one under way */
    char transaction[UUID_TEXT]; /* of what is asked */
    char reference[UUID_TEXT];
    struct wire_card asked_of; /* SEARCH: whose record is to come; STAFF: who signs in */
    struct wire_staff staff;   /* STAFF: as the roster has them */
    struct attempts *attempts;
    int64_t attempt;       /* counted here for the visit, and not given back; 0: none */
    int64_t staff_attempt; /* counted for the sign-in under way; 0: none */
    int64_t prune_at;      /* seconds since 1970 UTC */
    bool may_begin;        /* ATTEMPT: the face was told so; only a refusal is news to it */
};

/* Nothing is asked yet. `directory` is borrowed. Returns 0 or -ENOMEM. */
int question_init(struct question *q, const char *directory, const struct mail *mail);

/* Wipes and frees what question_init made. */
void question_end(struct question *q);

/* What was asked no longer matters; of an attempt that was taken nothing more is heard. */
void question_forget(struct question *q, const struct mail *mail);

/* Forgets, now and then, the attempts of the day before. */
void question_tick(struct question *q, int64_t now, struct notes *notes);

/* The right finger came: the attempt is given back, and nothing is to be heard of it. */
void question_matched(struct question *q, const struct mail *mail, struct notes *notes);

/* Asks what TEMPLATES_ASK, ATTEMPT or QUERY asks. Returns WIRE_FAULT_NONE, or why it cannot be
 * asked; with question.may_begin set an ATTEMPT is answered already. */
enum wire_fault question_ask(struct question *q, const struct mail *mail,
                             const struct wire_packet *packet, int64_t now, struct notes *notes);

/* Asks the service about a sign-in of somebody whom the roster lists (`staff`). At level chip,
 * where the card brings its own templates, the roster alone will do when the service cannot be
 * reached.
 */
enum wire_fault question_ask_staff(struct question *q, const struct mail *mail,
                                   const struct wire_staff_ask *ask, const struct wire_staff *staff,
                                   int64_t now, struct notes *notes);

/* The finger of the member of staff was the right one: the check is given back. */
void question_signed_in(struct question *q, struct notes *notes);

/* Takes the answer to the one under way, which it ends. Returns WIRE_FAULT_NONE with the message
 * for the face, *type_out (WIRE_NONE: there is none) and *body_out, else what to tell it. The
 * caller wipes the body. */
enum wire_fault question_hear(struct question *q, const struct mail *mail,
                              const struct link_result *result, int64_t now, struct notes *notes,
                              enum wire_type *type_out, union wire_body *body_out);

#endif
