#include "bulletin.h"

#include <errno.h>
#include <string.h>

static const struct document_kind kind = {
    .file = "catalogue.json",
    .path = "/kiosk/v1/catalogue",
    .action = "catalogue",
    .answered = "on-catalogue",
    .every_s = 6 * 3600,
};

void bulletin_open(struct bulletin *b, const char *directory, const struct mail *mail,
                   struct notes *notes)
{
    const json_t *message;
    json_t *root = NULL;
    int result;
    *b = (struct bulletin){.told = false};
    document_open(&b->document, &kind, directory, mail, false);
    result = document_read(&b->document, mail, &root, &message);
    if (!result)
        result = catalogue_parse(message, &b->catalogue);
    json_decref(root);
    if (result != -ENOENT)
        notes_add_errno(notes, "read the catalogue kept", result);
    b->told = b->catalogue.told.made_at == 0;
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
    json_decref(root);
    notes_add_errno(notes, "believe the catalogue", result);
    if (result)
        return;
    catalogue.told.policy = b->catalogue.told.policy; /* it is the list of staff that brings it */
    b->told = b->told && !memcmp(&b->catalogue.told, &catalogue.told, sizeof catalogue.told);
    b->catalogue = catalogue;
    document_keep(&b->document, r, now, notes);
}
