#include "mail.h"

#include "request.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>

void mail_id(char text_out[UUID_TEXT])
{
    uint8_t bytes[16];
    randombytes_buf(bytes, sizeof bytes);
    uuid_write(bytes, UUID_RANDOM, text_out);
}

int mail_send(const struct mail *mail, enum link_lane lane, const char *path, const char *action,
              json_t *message, int64_t now)
{
    char message_id[UUID_TEXT];
    json_t *header = NULL;
    char *body = NULL;
    size_t size;
    int result;

    mail_id(message_id);
    result = request_header(action, message_id, mail->service_id, now, &header);
    if (!result)
        result = envelope_seal(mail->signer, header, message, now, &body, &size);
    if (!result)
        result = link_post(mail->link, lane, path, body, size);
    json_decref(header);
    json_decref(message);
    return result;
}

int mail_open(const struct mail *mail, const struct link_result *r, const char *action,
              const char *transaction_id, int64_t now, json_t **root_out,
              const json_t **message_out, char reason_out[REPLY_REASON])
{
    const struct keyset *service = mail->service;
    const struct reply_expected expected = {
        .action = action,
        .receiver_id = mail->signer->id,
        .transaction_id = transaction_id,
    };
    int result =
        envelope_open(service->verifiers, service->verifier_count, r->body, r->size, now, root_out);
    return result ? result : reply_message(*root_out, &expected, message_out, reason_out);
}
