/*
 * delivery: what was confirmed at the face, on its way to the service: stored in the outbox first,
 * then delivered while the line is up, oldest first.
 *
 * A record is erased only for a signed acknowledgement. It is set aside for a signed refusal, when
 * it cannot be read or sent at all, or when the service's gateway says again and again that this
 * very message is malformed (HTTP 400, 413, 422), so that those behind it are not held up; it stays
 * on the disk for staff. Whatever else stands between us and the service can delay a filing, not
 * lose it.
 */
#ifndef DRIVERS_COURIER_DELIVERY_H
#define DRIVERS_COURIER_DELIVERY_H

#include "catalogue.h"
#include "mail.h"
#include "notes.h"
#include "store.h"

enum {
    DELIVERY_GIVEN_MAX = 8,    /* receipts remembered of one visit */
    DELIVERY_MALFORMED_MAX = 5 /* times that the service may call a record malformed */
};

struct delivery {
    struct store *store;
    const struct keyset *service; /* borrowed */
    int64_t at_ms;                /* CLOCK_MONOTONIC, of the next look into the outbox */
    bool under_way;
    struct outbox_record record;                   /* on its way */
    char transaction[UUID_TEXT];                   /* its */
    struct wire_receipt given[DELIVERY_GIVEN_MAX]; /* in this visit */
    size_t given_count;
};

/* All borrowed. `service` is who a filing is sealed to, as known at that moment. */
void delivery_open(struct delivery *d, struct store *store, const struct keyset *service);

void delivery_close(struct delivery *d);

/* A new visit: receipts of the one before go to nobody. */
void delivery_forget(struct delivery *d);

/* Makes the filing durable; *receipt_out tells of it. It is sealed to the service's key, a
 * complaint to the inspectorate's in `catalogue`. Returns 0, -ENOKEY for a complaint without one,
 * or -errno. */
int delivery_store(struct delivery *d, const struct catalogue *catalogue,
                   const struct wire_filing *filing, int64_t now, bool trusted, int64_t steady_ms,
                   struct notes *notes, struct wire_receipt *receipt_out);

/* Makes a sign-in of staff durable; nobody gets a receipt. Returns 0 or -errno. */
int delivery_store_sign_in(struct delivery *d, const struct wire_sign_in *sign_in, int64_t now,
                           bool trusted, int64_t steady_ms, struct notes *notes);

/* Makes an enrolment durable, sealed to the service; as delivery_store. */
int delivery_store_enrolment(struct delivery *d, const struct wire_enrolment *enrolment,
                             int64_t now, bool trusted, int64_t steady_ms, struct notes *notes,
                             struct wire_receipt *receipt_out);

/* The line has returned: everything may be tried at once. */
void delivery_hasten(struct delivery *d, int64_t steady_ms, struct notes *notes);

/* Sends the oldest record that is due, if its time has come. */
void delivery_start(struct delivery *d, const struct mail *mail, int64_t now, int64_t steady_ms,
                    struct notes *notes);

/* Takes the answer to the one under way. Returns the receipt to tell the face of, or NULL; it is
 * the delivery's until the next call. */
const struct wire_receipt *delivery_hear(struct delivery *d, const struct mail *mail,
                                         const struct link_result *result, int64_t now,
                                         int64_t steady_ms, struct notes *notes);

#endif
