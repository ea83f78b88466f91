/*
 * question: what the face asks and waits for, one at a time: templates for a finger check, or the
 * result.
 *
 * Templates are for one finger check: attempts.h limits how often they are asked for. An attempt
 * that ended with the right finger, as the QUERY after it tells, or without templates, is given
 * back.
 */
#ifndef DRIVERS_COURIER_QUESTION_H
#define DRIVERS_COURIER_QUESTION_H

#include "attempts.h"
#include "mail.h"
#include "notes.h"

enum question_kind { QUESTION_NONE, QUESTION_TEMPLATES, QUESTION_SEARCH };

struct question {
    enum question_kind kind;     /* of the one under way */
    char transaction[UUID_TEXT]; /* of what is asked */
    char reference[UUID_TEXT];
    struct wire_card asked_of; /* SEARCH: whose record is to come */
    struct attempts attempts;
    bool taken; /* an attempt, of the card known as taken_of: its number does not outlive a message
                 */
    uint8_t taken_of[ATTEMPTS_DIGEST];
};

/* Nothing is asked yet. */
void question_init(struct question *q);

/* What was asked no longer matters; of an attempt that was taken nothing more is heard. */
void question_forget(struct question *q, const struct mail *mail);

/* The right finger came: the attempt is given back. */
void question_matched(struct question *q);

/* Asks what TEMPLATES_ASK or QUERY asks. Returns WIRE_FAULT_NONE, or why it cannot be asked.
 * steady_ms: CLOCK_MONOTONIC. */
enum wire_fault question_ask(struct question *q, const struct mail *mail,
                             const struct wire_packet *packet, int64_t now, int64_t steady_ms,
                             struct notes *notes);

/* Takes the answer to the one under way, which it ends. Returns WIRE_FAULT_NONE with the message
 * for the face, *type_out and *body_out, else what to tell it. The caller wipes the body. */
enum wire_fault question_hear(struct question *q, const struct mail *mail,
                              const struct link_result *result, int64_t now, struct notes *notes,
                              enum wire_type *type_out, union wire_body *body_out);

#endif
