#include "witness.h"

#include "request.h"

#include <errno.h>
#include <string.h>

void witness_start(struct witness *w, struct store *store, const struct mail *mail, int64_t now,
                   int64_t steady_ms, struct notes *notes)
{
    struct journal_checkpoint checkpoint;
    json_t *message = NULL;
    int result;

    if (!store->journal || steady_ms < w->at_ms)
        return;
    w->at_ms = steady_ms + WITNESS_EVERY_MS;
    result = journal_sign(store->journal, mail->signer, now, &checkpoint);
    if (result == -ENOENT)
        return;
    mail_id(w->transaction);
    if (!result)
        result =
            request_checkpoint(&checkpoint, store->waiting, store->aside, w->transaction, &message);
    if (!result)
        result = mail_send(mail, LINK_DELIVER, "/kiosk/v1/checkpoints", "checkpoint", message, now);
    notes_add_errno(notes, "send a checkpoint", result);
    if (result)
        return;
    w->sequence = checkpoint.sequence;
    w->under_way = true;
}

void witness_hear(struct witness *w, struct store *store, const struct mail *mail,
                  const struct link_result *r, int64_t now, struct notes *notes)
{
    char reason[REPLY_REASON] = "";
    const json_t *message;
    json_t *root = NULL;
    int result = -EAGAIN;

    w->under_way = false;
    if (!r->fault)
        result = mail_open(mail, r, "on-checkpoint", w->transaction, now, &root, &message, reason);
    if (!result && store->journal)
        result = journal_acknowledge(store->journal, w->sequence);
    else if (result ==
             -EPERM) /* "rjct.checkpoint.behind": the service knows of more, or of other */
        store_log(store, "checkpoint-refused", reason, notes);
    if (result)
        notes_add(notes, "send a checkpoint",
                  r->fault  ? r->why
                  : *reason ? reason
                            : strerror(-result));
    json_decref(root);
}
