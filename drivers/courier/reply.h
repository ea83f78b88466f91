/*
 * reply: whether a verified envelope (envelope.h) is the answer to what was asked, and what it
 * says. Pure. A signature alone proves only that the service said it to someone, some time: an
 * answer is believed when it names us as receiver and repeats the transaction we made up.
 */
#ifndef DRIVERS_COURIER_REPLY_H
#define DRIVERS_COURIER_REPLY_H

#include "drivers/wire.h"
#include <jansson.h>

enum { REPLY_REASON = 64 }; /* a status_reason_code, with the NUL */

/* What was asked; borrowed. */
struct reply_expected {
    const char *action;      /* "on-search" */
    const char *receiver_id; /* us */
    const char *transaction_id;
};

/* *message_out is borrowed from root. Returns 0; -EPERM when the service refuses, by its rules,
 * with its code in reason_out ("" when it gave none that is one); -EKEYREJECTED for the answer to
 * something else; -EBADMSG for one that says neither yes nor no. */
int reply_message(const json_t *root, const struct reply_expected *expected,
                  const json_t **message_out, char reason_out[REPLY_REASON]);

/* The one record of a SearchResponse, for `reference_id`; *record_out is borrowed. Returns 0,
 * -EPERM as above, or -EBADMSG. */
int reply_record(const json_t *message, const char *reference_id, const json_t **record_out,
                 char reason_out[REPLY_REASON]);

/* Whether a record is that of the card that was asked about: it names the card's UID. Returns 0 or
 * -EKEYREJECTED. */
int reply_is_of(const json_t *record, const struct wire_card *card);

struct reply_receipt {
    char number[WIRE_NUMBER]; /* as the service keeps it */
    int32_t expected_day;     /* 0 until the service says */
};

/* Schema ObjectionAnswer for `idempotency_key`. Returns 0 or -EBADMSG. */
int reply_receipt(const json_t *message, const char *idempotency_key,
                  struct reply_receipt *receipt_out);

#endif
