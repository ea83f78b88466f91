#include "document.h"

#include "instant.h"
#include "request.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    PATH_SIZE = 4096,
    AGAIN_MS = 60000, /* after one that did not come */
    OVERHEAD = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES,
};

static int path_of(const struct document *d, const char *ending, char path_out[PATH_SIZE])
{
    int n = snprintf(path_out, PATH_SIZE, "%s/%s%s", d->directory, d->kind->file, ending);
    return n > 0 && n < PATH_SIZE ? 0 : -ENAMETOOLONG;
}

void document_open(struct document *d, const struct document_kind *kind, const char *directory,
                   const struct mail *mail, bool sealed)
{
    *d = (struct document){.kind = kind, .directory = directory, .sealed = sealed};
    crypto_generichash(d->key, sizeof d->key, (const uint8_t *)kind->file, strlen(kind->file),
                       mail->signer->secret, sizeof mail->signer->secret);
}

/* When a kept answer was signed; 0 for what says no such thing. */
static int64_t signed_at(const char *body, size_t size)
{
    json_t *root = json_loadb(body, size, JSON_REJECT_DUPLICATES, NULL);
    const char *text =
        json_string_value(json_object_get(json_object_get(root, "header"), "message_ts"));
    int64_t at = 0;
    if (!text || instant_read(text, &at))
        at = 0;
    json_decref(root);
    return at;
}

static int believe_kept(const struct document *d, const struct mail *mail, const char *body,
                        size_t size, json_t **root_out, const json_t **message_out)
{
    const struct keys_service *service = mail->service;
    const json_t *header;
    const char *action, *receiver;
    json_t *root = NULL;
    int result = envelope_open(service->verifiers, service->verifier_count, body, size,
                               signed_at(body, size), &root);
    if (result)
        return result;
    header = json_object_get(root, "header");
    action = json_string_value(json_object_get(header, "action"));
    receiver = json_string_value(json_object_get(header, "receiver_id"));
    if (!action || strcmp(action, d->kind->answered) || !receiver ||
        strcmp(receiver, mail->signer->id)) {
        json_decref(root);
        return -EKEYREJECTED;
    }
    *root_out = root;
    *message_out = json_object_get(root, "message");
    return 0;
}

/* In place; the size becomes that of what was sealed. */
static int unseal(const struct document *d, uint8_t *bytes, size_t *size)
{
    uint8_t *box = bytes + crypto_secretbox_NONCEBYTES;
    if (*size < OVERHEAD ||
        crypto_secretbox_open_easy(box, box, *size - crypto_secretbox_NONCEBYTES, bytes, d->key))
        return -EKEYREJECTED;
    *size -= OVERHEAD;
    memmove(bytes, box, *size);
    return 0;
}

int document_read(const struct document *d, const struct mail *mail, json_t **root_out,
                  const json_t **message_out)
{
    enum { ROOM = ENVELOPE_MAX + OVERHEAD + 1 };
    char path[PATH_SIZE];
    uint8_t *body = NULL;
    FILE *file = NULL;
    size_t size = 0;
    int result = path_of(d, "", path);
    if (result)
        return result;
    file = fopen(path, "re");
    if (!file)
        return -errno;
    body = malloc(ROOM);
    if (!body) {
        result = -ENOMEM;
        goto out;
    }
    size = fread(body, 1, ROOM, file);
    if (ferror(file))
        result = -EIO;
    if (!result && d->sealed)
        result = unseal(d, body, &size);
    if (!result)
        result = believe_kept(d, mail, (const char *)body, size, root_out, message_out);
out:
    if (body)
        sodium_memzero(body, ROOM);
    free(body);
    fclose(file);
    return result;
}

/* A new block for the caller to free, of *size_out bytes. */
static uint8_t *seal(const struct document *d, const char *body, size_t size, size_t *size_out)
{
    uint8_t *box = malloc(size + OVERHEAD);
    if (!box)
        return NULL;
    randombytes_buf(box, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(box + crypto_secretbox_NONCEBYTES, (const uint8_t *)body, size, box,
                          d->key);
    *size_out = size + OVERHEAD;
    return box;
}

/* A reader finds the old one or the new one, whole. */
static int write_file(const struct document *d, const void *bytes, size_t size)
{
    char path[PATH_SIZE], making[PATH_SIZE];
    ssize_t written;
    int fd, result = path_of(d, "", path);
    if (!result)
        result = path_of(d, ".new", making);
    if (result)
        return result;
    fd = open(making, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return -errno;
    written = write(fd, bytes, size);
    if (written < 0)
        result = -errno;
    else if ((size_t)written != size)
        result = -ENOSPC;
    if (!result && fsync(fd))
        result = -errno;
    if (close(fd) && !result)
        result = -errno;
    if (!result && rename(making, path))
        result = -errno;
    return result;
}

void document_keep(struct document *d, const struct link_result *r, int64_t now,
                   struct notes *notes)
{
    uint8_t *box = NULL;
    size_t size = r->size;
    int result;
    d->fetched_at = now;
    if (d->sealed)
        box = seal(d, r->body, r->size, &size);
    result = d->sealed && !box ? -ENOMEM : write_file(d, box ? (const void *)box : r->body, size);
    free(box);
    notes_add_errno(notes, "keep what the service said", result);
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
