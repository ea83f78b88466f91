#include "bulletin.h"

#include "kept.h"
#include "keys.h"
#include "request.h"

#include <errno.h>
#include <string.h>

enum { AGAIN_MS = 60000 /* after one that did not come */ };

static const char name[] = "catalogue.json";

static int read_kept(const struct bulletin *b, const struct mail *mail,
                     struct catalogue *catalogue_out)
{
    const json_t *message;
    json_t *root;
    int result = kept_get(b->directory, name, mail, "on-catalogue", &root, &message);
    if (result)
        return result;
    result = catalogue_parse(message, catalogue_out);
    json_decref(root);
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
    notes_add_errno(notes, "keep the catalogue", kept_put(b->directory, name, r->body, r->size));
}
