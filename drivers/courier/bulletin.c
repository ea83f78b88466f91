#include "bulletin.h"

#include "instant.h"
#include "keys.h"
#include "request.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_SIZE = 4096, AGAIN_MS = 60000 /* after one that did not come */ };

static int path_of(const struct bulletin *b, const char *name, char path_out[PATH_SIZE])
{
    int n = snprintf(path_out, PATH_SIZE, "%s/%s", b->directory, name);
    return n > 0 && n < PATH_SIZE ? 0 : -ENAMETOOLONG;
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

static int believe_kept(const struct mail *mail, const char *body, size_t size,
                        struct catalogue *catalogue_out)
{
    const struct keyset *service = mail->service;
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
    if (!action || strcmp(action, "on-catalogue") || !receiver ||
        strcmp(receiver, mail->signer->id))
        result = -EKEYREJECTED;
    else
        result = catalogue_parse(json_object_get(root, "message"), catalogue_out);
    json_decref(root);
    return result;
}

static int read_kept(const struct bulletin *b, const struct mail *mail,
                     struct catalogue *catalogue_out)
{
    char path[PATH_SIZE];
    char *body = NULL;
    FILE *file = NULL;
    size_t size;
    int result = path_of(b, "catalogue.json", path);
    if (result)
        return result;
    file = fopen(path, "re");
    if (!file)
        return -errno;
    body = malloc(ENVELOPE_MAX + 1);
    if (!body) {
        result = -ENOMEM;
        goto out;
    }
    size = fread(body, 1, ENVELOPE_MAX + 1, file);
    if (ferror(file))
        result = -EIO;
    else
        result = believe_kept(mail, body, size, catalogue_out);
out:
    free(body);
    fclose(file);
    return result;
}

/* A reader finds the old one or the new one, whole. */
static int keep(const struct bulletin *b, const char *body, size_t size)
{
    char path[PATH_SIZE], making[PATH_SIZE];
    ssize_t written;
    int fd, result = path_of(b, "catalogue.json", path);
    if (!result)
        result = path_of(b, "catalogue.new", making);
    if (result)
        return result;
    fd = open(making, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return -errno;
    written = write(fd, body, size);
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

void bulletin_open(struct bulletin *b, const char *directory, struct keyset *service,
                   const struct mail *mail, struct notes *notes)
{
    int result;
    *b = (struct bulletin){.directory = directory, .service = service};
    result = read_kept(b, mail, &b->catalogue);
    if (result != -ENOENT)
        notes_add_errno(notes, "read the catalogue kept", result);
    b->told = b->catalogue.told.made_at == 0;
}

bool bulletin_is_due(const struct bulletin *b, int64_t now, int64_t steady_ms)
{
    /* A clock that was set back makes it due as well. */
    bool old = !b->fetched_at || now - b->fetched_at >= BULLETIN_EVERY_S || now < b->fetched_at;
    return old && steady_ms >= b->not_before_ms;
}

void bulletin_start(struct bulletin *b, const struct mail *mail, int64_t now, int64_t steady_ms,
                    struct notes *notes)
{
    json_t *message = NULL;
    int result;
    if (!bulletin_is_due(b, now, steady_ms))
        return;
    b->not_before_ms = steady_ms + AGAIN_MS;
    mail_id(b->transaction);
    result = request_catalogue(b->transaction, &message);
    if (!result)
        result = mail_send(mail, LINK_DELIVER, "/kiosk/v1/catalogue", "catalogue", message, now);
    notes_add_errno(notes, "ask for the catalogue", result);
    b->under_way = !result;
}

/* What cannot be kept counts all the same, until this program ends. */
static void learn_keys(struct bulletin *b, const struct mail *mail, const json_t *message,
                       const struct link_result *r, int64_t now, struct notes *notes)
{
    struct keyset offered;
    int result = keyset_parse(message, mail->service_id, &offered);
    if (!result)
        result = keyset_follows(b->service, &offered, r->body, r->size, now);
    if (result == -ENOENT || result == -EALREADY)
        return;
    if (result) {
        notes_add_errno(notes, "believe the service's keys", result);
        return;
    }
    notes_add_errno(notes, "keep the service's keys", keys_keep(b->directory, &offered));
    *b->service = offered;
    b->learned = true;
}

void bulletin_hear(struct bulletin *b, const struct mail *mail, const struct link_result *r,
                   int64_t now, struct notes *notes)
{
    char reason[REPLY_REASON] = "";
    struct catalogue catalogue;
    const json_t *message;
    json_t *root = NULL;
    int result;

    b->under_way = false;
    if (r->fault) {
        notes_add(notes, "ask for the catalogue", r->why);
        return;
    }
    result = mail_open(mail, r, "on-catalogue", b->transaction, now, &root, &message, reason);
    if (!result)
        result = catalogue_parse(message, &catalogue);
    if (!result)
        learn_keys(b, mail, message, r, now, notes);
    json_decref(root);
    if (result) {
        notes_add(notes, "believe the catalogue", *reason ? reason : strerror(-result));
        return;
    }
    b->fetched_at = now;
    b->told = b->told && !memcmp(&b->catalogue.told, &catalogue.told, sizeof catalogue.told);
    b->catalogue = catalogue;
    notes_add_errno(notes, "keep the catalogue", keep(b, r->body, r->size));
}
