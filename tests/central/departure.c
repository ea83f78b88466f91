/* A kiosk that is taken out of service: nothing that it was given opens anything from then on. */
#include "field.h"
#include "register.h"
#include "request.h"

#include <errno.h>
#include <string.h>

/* Names every row of a question whose first column is an id. */
static int revoke_each(const struct request *request, const char *what, const char *question)
{
    struct store_rows *rows = NULL;
    int r = store_ask(request->desk->store, &rows, question, "t", request->sender);

    while (r == 0 && (r = store_next(rows)) == 1)
        r = keyring_revoke(request->desk->keys, what, store_text(rows, 0));
    store_done(rows);
    return r;
}

static int revoke_all(const struct request *request)
{
    const struct keyring *keys = request->desk->keys;
    int r = revoke_each(request, "certificate", "SELECT number FROM certificate WHERE serial = ?");

    if (r == 0)
        r = revoke_each(request, request->sender, "SELECT key_id FROM device_key WHERE sender = ?");
    for (size_t i = 0; r == 0 && i < keys->device_count; i++)
        if (strcmp(keys->devices[i].id, request->sender) == 0)
            r = keyring_revoke(keys, request->sender, keys->devices[i].key_id);
    return r;
}

int decommission_answer(const struct request *request, const char **refusal_out,
                        json_t **message_out)
{
    const char *transaction = field_text(request->message, "transaction_id", FIELD_ID);
    struct store *store = request->desk->store;
    int r = 0;

    if (!transaction)
        return -EBADMSG;
    *refusal_out = NULL;
    if (!request->peer || strcmp(request->peer, request->sender) != 0)
        *refusal_out = "rjct.key.certificate";
    else
        r = revoke_all(request);
    if (r == 0 && !*refusal_out)
        r = store_run(store, "INSERT OR REPLACE INTO departure VALUES(?,?)", "ti", request->sender,
                      request->now + request->offset);
    if (r == 0 && !*refusal_out)
        r = store_run(store, "DELETE FROM device_setting WHERE sender = ?", "t", request->sender);
    if (r == 0 && !*refusal_out)
        r = store_run(store, "DELETE FROM device_settings WHERE sender = ?", "t", request->sender);
    if (r < 0)
        return r;
    *message_out = json_pack("{s:s}", "transaction_id", transaction);
    return *message_out ? 0 : -ENOMEM;
}
