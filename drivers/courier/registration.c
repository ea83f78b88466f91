#include "registration.h"

#include "keys.h"
#include "mail.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Schema KeyRequest. */
static json_t *own_key(const struct envelope_signer *signer, const char *transaction)
{
    char text[sodium_base64_ENCODED_LEN(KEYS_PUBLIC, sodium_base64_VARIANT_ORIGINAL)];
    uint8_t public_key[KEYS_PUBLIC];
    keys_public(signer, public_key);
    sodium_bin2base64(text, sizeof text, public_key, sizeof public_key,
                      sodium_base64_VARIANT_ORIGINAL);
    return json_pack("{s:s, s:s, s:s}", "transaction_id", transaction, "key_id", signer->key_id,
                     "public_key", text);
}

/* Schema DecommissionRequest. */
static json_t *farewell(const struct envelope_signer *signer, const char *transaction)
{
    (void)signer;
    return json_pack("{s:s}", "transaction_id", transaction);
}

static const struct word {
    const char *path, *action, *answered;
    json_t *(*message)(const struct envelope_signer *signer, const char *transaction);
} first = {"/kiosk/v1/keys", "register-key", "on-register-key", own_key},
  last = {"/kiosk/v1/decommissions", "decommission", "on-decommission", farewell};

/* Every exchange ends (link.h). */
static int wait_for(struct link *link, struct link_result *result_out)
{
    bool readable;
    int result = 0;
    while (!result && !link_next(link, result_out))
        result = link_wait(link, -1, 1000, &readable);
    return result;
}

static int say(const struct word *word, const struct config *config,
               const struct envelope_signer *signer, int64_t now, char *why)
{
    struct keyset service;
    const struct link_setup line = {.service = config->service,
                                    .proxy = config->proxy,
                                    .ca = config->ca,
                                    .certificate = config->certificate,
                                    .key = config->key};
    struct mail mail = {.signer = signer, .service = &service, .service_id = config->service_id};
    char transaction[UUID_TEXT], reason[REPLY_REASON] = "";
    struct link_result heard = {0};
    const json_t *message;
    json_t *root = NULL;
    int result = keys_read_newest(config->service_keys, config->data, config->service_id, &service);
    if (!result)
        result = link_open(&line, &mail.link);
    if (result)
        goto out;
    mail_id(transaction);
    result = mail_send(&mail, LINK_ASK, word->path, word->action,
                       word->message(signer, transaction), now);
    if (!result)
        result = wait_for(mail.link, &heard);
    if (!result)
        result = heard.fault ? -ECOMM
                             : mail_open(&mail, &heard, word->answered, transaction, now, &root,
                                         &message, reason);
out:
    if (result)
        snprintf(why, REGISTRATION_WHY, "%.120s",
                 heard.fault ? heard.why
                 : *reason   ? reason
                             : strerror(-result));
    json_decref(root);
    link_close(mail.link);
    return result;
}

int registration_begin(const struct config *config, const struct envelope_signer *signer,
                       int64_t now, char *why)
{
    return say(&first, config, signer, now, why);
}

int registration_end(const struct config *config, const struct envelope_signer *signer, int64_t now,
                     char *why)
{
    return say(&last, config, signer, now, why);
}
