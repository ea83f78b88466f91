#include "document.h"

#include "request.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

enum { AGAIN_MS = 60000 /* after one that did not come */ };

void document_open(struct document *d, const struct document_kind *kind, const char *directory,
                   const struct mail *mail, bool sealed)
{
    *d = (struct document){.kind = kind, .directory = directory, .sealed = sealed};
    crypto_generichash(d->key, sizeof d->key, (const uint8_t *)kind->file, strlen(kind->file),
                       mail->signer->secret, sizeof mail->signer->secret);
}

static const uint8_t *key_of(const struct document *d)
{
    return d->sealed ? d->key : NULL;
}

int document_read(const struct document *d, const struct mail *mail, json_t **root_out,
                  const json_t **message_out)
{
    return kept_get(d->directory, d->kind->file, key_of(d), mail, d->kind->answered, root_out,
                    message_out);
}

void document_keep(struct document *d, const struct link_result *r, int64_t now,
                   struct notes *notes)
{
    d->fetched_at = now;
    notes_add_errno(notes, "keep what the service said",
                    kept_put(d->directory, d->kind->file, key_of(d), r->body, r->size));
}

bool document_is_due(const struct document *d, int64_t now, int64_t steady_ms)
{
    /* A clock that was set back makes it due as well. */
    bool old = !d->fetched_at || now - d->fetched_at >= d->kind->every_s || now < d->fetched_at;
    return old && steady_ms >= d->not_before_ms;
}

void document_expire(struct document *d)
{
    d->fetched_at = 0;
}

void document_start(struct document *d, const struct mail *mail, int64_t now, int64_t steady_ms,
                    struct notes *notes)
{
    json_t *message = NULL;
    int result;
    if (!document_is_due(d, now, steady_ms))
        return;
    d->not_before_ms = steady_ms + AGAIN_MS;
    mail_id(d->transaction);
    result = request_document(d->transaction, &message);
    if (!result)
        result = mail_send(mail, LINK_DELIVER, d->kind->path, d->kind->action, message, now);
    notes_add_errno(notes, "ask what the service says", result);
    d->under_way = !result;
}

int document_hear(struct document *d, const struct mail *mail, const struct link_result *r,
                  int64_t now, struct notes *notes, json_t **root_out, const json_t **message_out)
{
    char reason[REPLY_REASON] = "";
    json_t *root = NULL;
    int result;

    d->under_way = false;
    if (r->fault) {
        notes_add(notes, "ask what the service says", r->why);
        return -EAGAIN;
    }
    result = mail_open(mail, r, d->kind->answered, d->transaction, now, &root, message_out, reason);
    if (result) {
        json_decref(root);
        notes_add(notes, "believe what the service says", *reason ? reason : strerror(-result));
        return result;
    }
    *root_out = root;
    return 0;
}
