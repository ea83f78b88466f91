#include "replies.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

int replies_find(struct store *store, const char *sender, const char *message_id,
                 const char *action, json_t **header_out, json_t **message_out)
{
    struct store_rows *rows = NULL;
    json_t *header = NULL, *message = NULL;
    int r = store_ask(store, &rows,
                      "SELECT action, header, message FROM reply"
                      " WHERE sender = ? AND message_id = ?",
                      "tt", sender, message_id);

    if (r < 0)
        return r;
    r = store_next(rows);
    if (r == 0) {
        r = -ENOENT;
    } else if (r == 1 && strcmp(store_text(rows, 0), action) != 0) {
        r = -EEXIST;
    } else if (r == 1) {
        header = json_loads(store_text(rows, 1), 0, NULL);
        message = json_loads(store_text(rows, 2), 0, NULL);
        r = header && message ? 0 : -EUCLEAN;
    }
    store_done(rows);
    if (r == 0) {
        *header_out = header;
        *message_out = message;
    } else {
        json_decref(header);
        json_decref(message);
    }
    return r;
}

int replies_add(struct store *store, const char *sender, const char *message_id, const char *action,
                int64_t now, const json_t *header, const json_t *message)
{
    char *header_text = json_dumps(header, JSON_COMPACT);
    char *message_text = json_dumps(message, JSON_COMPACT);
    int r = -ENOMEM;

    if (header_text && message_text)
        r = store_run(store, "DELETE FROM reply WHERE answered_at < ?", "i", now - REPLIES_KEPT_S);
    if (r == 0)
        r = store_run(store, "INSERT INTO reply VALUES(?,?,?,?,?,?,?)", "ttttitt", sender,
                      message_id, action,
                      json_string_value(json_object_get(message, "transaction_id")), now,
                      header_text, message_text);
    free(header_text);
    free(message_text);
    return r;
}

int replies_search(struct store *store, const char *sender, const char *action,
                   const char *transaction, const char *correlation, json_t **message_out)
{
    struct store_rows *rows = NULL;
    json_t *message = NULL;
    int r = store_ask(store, &rows,
                      "SELECT message FROM reply WHERE sender = ? AND action = ?"
                      " AND (transaction_id = ? OR message_id = ?)"
                      " ORDER BY answered_at DESC LIMIT 1",
                      "tttt", sender, action, transaction, correlation);

    if (r == 0)
        r = store_next(rows);
    if (r == 1) {
        message = json_loads(store_text(rows, 0), 0, NULL);
        r = message ? 0 : -EUCLEAN;
    } else if (r == 0) {
        r = -ENOENT;
    }
    store_done(rows);
    if (r == 0)
        *message_out = message;
    return r;
}
