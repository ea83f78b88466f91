#include "register.h"

#include "field.h"
#include "request.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

int register_offered(const json_t *message, const char *sender,
                     struct envelope_verifier *verifier_out)
{
    struct envelope_verifier offered = {0};
    const char *key_id = field_text(message, "key_id", sizeof(offered.key_id));
    const char *text = field_text(message, "public_key", 64);
    size_t size = 0;

    if (!key_id || !text || !*sender ||
        sodium_base642bin(offered.public_key, sizeof(offered.public_key), text, strlen(text), NULL,
                          &size, NULL, sodium_base64_VARIANT_ORIGINAL) != 0 ||
        size != sizeof(offered.public_key))
        return -EINVAL;
    snprintf(offered.id, sizeof(offered.id), "%s", sender);
    snprintf(offered.key_id, sizeof(offered.key_id), "%s", key_id);
    *verifier_out = offered;
    return 0;
}

int register_known(struct store *store, const char *sender,
                   struct envelope_verifier verifiers_out[REGISTER_KEYS], size_t *count_out)
{
    struct store_rows *rows = NULL;
    size_t count = 0, size;
    int r = store_ask(store, &rows,
                      "SELECT key_id, public_key FROM device_key WHERE sender = ?"
                      " ORDER BY registered_at DESC, rowid DESC",
                      "t", sender);

    while (r == 0 && count < REGISTER_KEYS && (r = store_next(rows)) == 1) {
        struct envelope_verifier *known = &verifiers_out[count];
        const void *key = store_bytes(rows, 1, &size);

        r = 0;
        if (size != sizeof(known->public_key))
            continue;
        snprintf(known->id, sizeof(known->id), "%s", sender);
        snprintf(known->key_id, sizeof(known->key_id), "%s", store_text(rows, 0));
        memcpy(known->public_key, key, size);
        count++;
    }
    store_done(rows);
    if (r == 0)
        *count_out = count;
    return r;
}

int register_answer(const struct request *request, const char **refusal_out, json_t **message_out)
{
    const char *transaction = field_text(request->message, "transaction_id", FIELD_ID);
    struct store *store = request->desk->store;
    struct envelope_verifier offered;
    int r = 0;

    if (!transaction || register_offered(request->message, request->sender, &offered) < 0)
        return -EBADMSG;
    if (!request->peer || strcmp(request->peer, request->sender) != 0)
        *refusal_out = "rjct.key.certificate";
    else
        /* The same key again is no second one: its answer was lost. */
        r = store_run(store,
                      "INSERT INTO device_key SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (SELECT 1 FROM"
                      " device_key WHERE sender = ?1 AND key_id = ?2 AND public_key = ?3)",
                      "ttbi", request->sender, offered.key_id, offered.public_key,
                      sizeof(offered.public_key), request->now);
    if (r == -EEXIST) {
        *refusal_out = "rjct.key.taken";
        r = 0;
    }
    if (r == 0 && !*refusal_out)
        r = store_run(store,
                      "DELETE FROM device_key WHERE sender = ?1 AND rowid NOT IN (SELECT rowid"
                      " FROM device_key WHERE sender = ?1 ORDER BY registered_at DESC, rowid DESC"
                      " LIMIT ?2)",
                      "ti", request->sender, (int64_t)REGISTER_KEYS);
    if (r == 0 && !*refusal_out)
        r = store_run(store, "DELETE FROM departure WHERE sender = ?", "t", request->sender);
    if (r == 0) {
        *message_out =
            json_pack("{s:s, s:s}", "transaction_id", transaction, "key_id", offered.key_id);
        r = *message_out ? 0 : -ENOMEM;
    }
    return r;
}
