/*
 * request: what each action of the contract asks for, answered from the store. A file an action:
 * templates.c, search.c (spdci.c for what is not about one's own card), status.c, object.c,
 * report.c, rate.c, catalogue.c, register.c, roster.c.
 *
 * Each gets a verified message and gives either the answer's message, or also the published or
 * perlinsos reason code for which it is refused (*refusal_out, else NULL). *message_out is owned by
 * the caller. Returns 0; -EBADMSG when the message lacks what an answer needs; -errno.
 */
#ifndef TESTS_CENTRAL_REQUEST_H
#define TESTS_CENTRAL_REQUEST_H

#include "answer.h"
#include "subject.h"

#include <jansson.h>
#include <stdint.h>

struct request {
    const struct answer_desk *desk;
    const char *sender, *message_id; /* of the verified header */
    const json_t *header, *message;
    const char *peer; /* common name of the client's certificate; NULL without one */
    int64_t now;      /* real time */
    int64_t offset;   /* the programme's time is now + offset */
};

/* An entry in the access journal: who opened whose data. `person` 0 with several at once. */
int request_journal(const struct request *request, const char *action,
                    const struct subject *subject, const struct person *person);

/* The message of a txn-status answer: the items found, `list`, which it takes. NULL without memory.
 * The request is of the published form. */
json_t *status_message(const struct request *request, json_t *list);

int templates_answer(const struct request *request, const char **refusal_out, json_t **message_out);
int attempt_answer(const struct request *request, const char **refusal_out, json_t **message_out);
int search_answer(const struct request *request, const char **refusal_out, json_t **message_out);
int status_answer(const struct request *request, const char **refusal_out, json_t **message_out);
int register_answer(const struct request *request, const char **refusal_out, json_t **message_out);
int provisional_answer(const struct request *request, const char **refusal_out,
                       json_t **message_out);
int withdraw_answer(const struct request *request, const char **refusal_out, json_t **message_out);
int appeal_answer(const struct request *request, const char **refusal_out, json_t **message_out);
int report_answer(const struct request *request, const char **refusal_out, json_t **message_out);
int complain_answer(const struct request *request, const char **refusal_out, json_t **message_out);
int catalogue_answer(const struct request *request, const char **refusal_out, json_t **message_out);
int rate_answer(const struct request *request, const char **refusal_out, json_t **message_out);
int checkpoint_answer(const struct request *request, const char **refusal_out,
                      json_t **message_out);
int heartbeat_answer(const struct request *request, const char **refusal_out, json_t **message_out);
int roster_answer(const struct request *request, const char **refusal_out, json_t **message_out);
int staff_check_answer(const struct request *request, const char **refusal_out,
                       json_t **message_out);
int enrol_answer(const struct request *request, const char **refusal_out, json_t **message_out);
int sign_in_answer(const struct request *request, const char **refusal_out, json_t **message_out);
int decommission_answer(const struct request *request, const char **refusal_out,
                        json_t **message_out);
int object_answer(const struct request *request, const char **refusal_out, json_t **message_out);

#endif
