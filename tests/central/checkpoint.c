/* Checkpoints of the kiosks' journals: kept as they came, also those that come too late. */
#include "field.h"
#include "request.h"

#include <errno.h>
#include <string.h>

enum { HASH_TEXT = 65, SIGNATURE_TEXT = 89 };

/* Whether another one is known of this sequence, or a later one. Returns 0 or -errno. */
static int is_behind(const struct request *request, int64_t sequence, const char *hash,
                     bool *behind_out)
{
    struct store_rows *rows = NULL;
    int r = store_ask(request->desk->store, &rows,
                      "SELECT 1 FROM checkpoint WHERE sender = ?1 AND behind = 0"
                      " AND (sequence > ?2 OR (sequence = ?2 AND hash <> ?3)) LIMIT 1",
                      "tit", request->sender, sequence, hash);

    if (r == 0)
        r = store_next(rows);
    if (r >= 0) {
        *behind_out = r == 1;
        r = 0;
    }
    store_done(rows);
    return r;
}

int checkpoint_answer(const struct request *request, const char **refusal_out, json_t **message_out)
{
    const json_t *checkpoint = json_object_get(request->message, "checkpoint");
    const char *transaction = field_text(request->message, "transaction_id", FIELD_ID);
    const char *hash = field_text(checkpoint, "hash", HASH_TEXT);
    const char *signature = field_text(checkpoint, "signature", SIGNATURE_TEXT);
    int64_t sequence = json_integer_value(json_object_get(checkpoint, "sequence")), at;
    bool behind = false;
    int r;

    if (!transaction || !hash || strlen(hash) != HASH_TEXT - 1 || !signature || sequence < 1 ||
        field_instant(checkpoint, "at", &at) < 0)
        return -EBADMSG;
    r = is_behind(request, sequence, hash, &behind);
    if (r == 0)
        r = store_run(request->desk->store, "INSERT INTO checkpoint VALUES(?,?,?,?,?,?,?,?,?)",
                      "tiittiiii", request->sender, sequence, at, hash, signature,
                      (int64_t)json_integer_value(json_object_get(request->message, "waiting")),
                      (int64_t)json_integer_value(json_object_get(request->message, "aside")),
                      request->now + request->offset, (int64_t)behind);
    if (r < 0)
        return r;
    if (behind)
        *refusal_out = "rjct.checkpoint.behind";
    *message_out =
        json_pack("{s:s, s:I}", "transaction_id", transaction, "sequence", (json_int_t)sequence);
    return *message_out ? 0 : -ENOMEM;
}
