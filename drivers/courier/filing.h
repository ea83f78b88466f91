/*
 * filing: what a person files (wire.h) as the contract says it (openapi.yaml): which path takes
 * it, what is in its sealed box, and the message that carries the box. Pure.
 */
#ifndef DRIVERS_COURIER_FILING_H
#define DRIVERS_COURIER_FILING_H

#include "drivers/wire.h"

#include <jansson.h>
#include <stdbool.h>

/* Kinds beside those of the wire, which no resident files. Kept on the disk: never renumbered. */
enum filing_of_staff { FILING_SIGN_IN = 64, FILING_ENROLMENT };

/* Where a kind goes, and who may open its box. */
struct filing_route {
    const char *action, *answered; /* header.action of request and answer */
    const char *path;
    bool to_inspectorate; /* sealed to the inspectorate's key, else to the service's */
};

/* `kind`: enum wire_filing_kind or enum filing_of_staff; NULL for another. */
const struct filing_route *filing_route(uint32_t kind);

/* What is sealed before it touches the disk: schema ObjectionCase, ProvisionalCase, CaseReference,
 * ReportCase, ComplaintCase or RatingCase. A new reference. Returns 0, or -EINVAL for text that is
 * not UTF-8, or a day or instant that is none. */
int filing_case(const struct wire_filing *filing, json_t **case_out);

/* "good", as the contract says it. */
const char *filing_outcome(uint32_t outcome);

/* The same of what staff send: schemas SignIn and EnrolmentCase. */
int filing_sign_in(const struct wire_sign_in *sign_in, json_t **case_out);
int filing_enrolment(const struct wire_enrolment *enrolment, json_t **case_out);

/* A sealed record on its way; all borrowed. */
struct filing_sealed {
    const char *idempotency_key;
    const char *number;
    const char *key_id;
    const uint8_t *box;
    size_t box_size;
    int64_t accepted_at;
    bool clock_trusted;
};

/* Schema FilingRequest. A new reference. Returns 0, -EINVAL or -ENOMEM. */
int filing_message(const struct filing_sealed *sealed, const char *transaction_id,
                   json_t **message_out);

#endif
