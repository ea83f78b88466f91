/*
 * mail: messages of the contract on their way to the service, signed, and its answers, verified
 * and matched with what was asked.
 */
#ifndef DRIVERS_COURIER_MAIL_H
#define DRIVERS_COURIER_MAIL_H

#include "envelope.h"
#include "keyset.h"
#include "link.h"
#include "reply.h"
#include "uuid.h"

#include <jansson.h>

/* All borrowed. */
struct mail {
    struct link *link;
    const struct envelope_signer *signer;
    const struct keyset *service;
    const char *service_id;
};

/* A new random id. */
void mail_id(char text_out[UUID_TEXT]);

/* Signs and sends. Takes `message`, which may be NULL. Returns 0 or -errno; after 0 the lane brings
 * a result. */
int mail_send(const struct mail *mail, enum link_lane lane, const char *path, const char *action,
              json_t *message, int64_t now);

/* Opens and matches what a lane brought. *root_out is the caller's; *message_out is borrowed from
 * it. Returns what envelope_open and reply_message return. */
int mail_open(const struct mail *mail, const struct link_result *result, const char *action,
              const char *transaction_id, int64_t now, json_t **root_out,
              const json_t **message_out, char reason_out[REPLY_REASON]);

#endif
