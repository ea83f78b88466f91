/*
 * request: what the face asks (wire.h) as the messages of the contract (openapi.yaml). Pure: ids
 * and instants are arguments. Each returns a new reference in *_out for the caller to json_decref,
 * and 0, -EINVAL for a struct with text that is not UTF-8 or an instant out of range, or -ENOMEM.
 */
#ifndef DRIVERS_COURIER_REQUEST_H
#define DRIVERS_COURIER_REQUEST_H

#include "drivers/wire.h"
#include "journal.h"
#include <jansson.h>

/* The part of the header that is ours to say; envelope_seal fills in the rest. */
int request_header(const char *action, const char *message_id, const char *receiver_id, int64_t now,
                   json_t **header_out);

/* Schemas TemplatesRequest and AttemptRequest. */
int request_check(const struct wire_card *card, const struct wire_consent *consent,
                  const char *transaction_id, json_t **message_out);

/* Schema SearchRequest, with one request in it. The language becomes ISO 639-3. */
int request_search(const struct wire_query *query, const char *transaction_id,
                   const char *reference_id, int64_t now, json_t **message_out);

/* Schema Subject; the finger is left out while none was given. NULL for want of memory or an
 * instant out of range. */
json_t *request_subject(const struct wire_subject *subject);

/* Schemas CatalogueRequest and StaffListRequest. */
int request_document(const char *transaction_id, json_t **message_out);

/* Schema StaffCheckRequest; `role` as the contract says it. */
int request_staff_check(const struct wire_card *card, const char *role, const char *transaction_id,
                        json_t **message_out);

/* Schema CheckpointRequest; `waiting` and `aside` count the outbox's records. */
int request_checkpoint(const struct journal_checkpoint *checkpoint, uint32_t waiting,
                       uint32_t aside, const char *transaction_id, json_t **message_out);

#endif
