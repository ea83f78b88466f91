/*
 * request: what each action of the contract asks for, answered from the store. A file an action:
 * templates.c, search.c, object.c.
 *
 * Each gets a verified message and gives either the answer's message, or also the published or
 * perlinsos reason code for which it is refused (*refusal_out, else NULL). *message_out is owned by
 * the caller. Returns 0; -EBADMSG when the message lacks what an answer needs; -errno.
 */
#ifndef TESTS_CENTRAL_REQUEST_H
#define TESTS_CENTRAL_REQUEST_H

#include "answer.h"

#include <jansson.h>
#include <stdint.h>

struct request {
    const struct answer_desk *desk;
    const char *sender, *message_id; /* of the verified header */
    const json_t *message;
    int64_t now;
};

int templates_answer(const struct request *request, const char **refusal_out, json_t **message_out);
int search_answer(const struct request *request, const char **refusal_out, json_t **message_out);
int object_answer(const struct request *request, const char **refusal_out, json_t **message_out);

#endif
