#include "bulletin.h"

#include "certificate.h"
#include "keys.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

static const struct document_kind kind = {
    .file = "catalogue.json",
    .path = "/kiosk/v1/catalogue",
    .action = "catalogue",
    .answered = "on-catalogue",
    .every_s = 6 * 3600,
};

void bulletin_open(struct bulletin *b, const char *directory, struct keyset *service,
                   const struct mail *mail, struct notes *notes)
{
    const json_t *message;
    json_t *root = NULL;
    int result;
    *b = (struct bulletin){.service = service};
    document_open(&b->document, &kind, directory, mail, false);
    result = document_read(&b->document, mail, &root, &message);
    if (!result)
        result = catalogue_parse(message, &b->catalogue);
    json_decref(root);
    if (result != -ENOENT)
        notes_add_errno(notes, "read the catalogue kept", result);
    b->told = b->catalogue.told.made_at == 0;
}

/* What cannot be kept counts all the same, until this program ends. */
static void learn_keys(struct bulletin *b, const struct mail *mail, const json_t *message,
                       const struct link_result *r, int64_t now, struct notes *notes)
{
    char path[PATH_MAX];
    struct keyset offered;
    int result = keyset_parse(message, mail->service_id, &offered);
    if (!result)
        result = keyset_follows(b->service, &offered, r->body, r->size, now);
    if (result == -ENOENT || result == -EALREADY)
        return;
    if (!result && *offered.authorities && !certificate_all(offered.authorities))
        result = -EBADMSG;
    if (result) {
        notes_add_errno(notes, "believe the service's keys", result);
        return;
    }
    result = keys_keep(b->document.directory, &offered);
    notes_add_errno(notes, "keep the service's keys", result);
    if (!result && *offered.authorities &&
        snprintf(path, sizeof path, "%s/authorities.pem", b->document.directory) < (int)sizeof path)
        link_trust(mail->link, path);
    *b->service = offered;
    b->learned = true;
}

void bulletin_hear(struct bulletin *b, const struct mail *mail, const struct link_result *r,
                   int64_t now, struct notes *notes)
{
    struct catalogue catalogue;
    const json_t *message;
    json_t *root = NULL;
    int result = document_hear(&b->document, mail, r, now, notes, &root, &message);

    if (result)
        return;
    result = catalogue_parse(message, &catalogue);
    if (!result)
        learn_keys(b, mail, message, r, now, notes);
    json_decref(root);
    notes_add_errno(notes, "believe the catalogue", result);
    if (result)
        return;
    catalogue.told.policy = b->catalogue.told.policy; /* it is the list of staff that brings it */
    b->told = b->told && !memcmp(&b->catalogue.told, &catalogue.told, sizeof catalogue.told);
    b->catalogue = catalogue;
    document_keep(&b->document, r, now, notes);
}
