#include "muster.h"

#include <errno.h>
#include <sodium.h>

/* Often, so that somebody who was struck off is not taken for long where the service cannot be
 * asked at each sign-in. */
static const struct document_kind kind = {
    .file = "staff.box",
    .path = "/kiosk/v1/staff",
    .action = "staff",
    .answered = "on-staff",
    .every_s = 3600,
};

void muster_open(struct muster *m, const char *directory, const struct mail *mail,
                 struct notes *notes)
{
    const json_t *message;
    json_t *root = NULL;
    int result;
    document_open(&m->document, &kind, directory, mail, true);
    m->roster.made_at = 0;
    result = document_read(&m->document, mail, &root, &message);
    if (!result)
        result = roster_parse(message, &m->roster);
    json_decref(root);
    if (result != -ENOENT)
        notes_add_errno(notes, "read the list of staff kept", result);
}

void muster_close(struct muster *m)
{
    sodium_memzero(m, sizeof *m);
}

void muster_hear(struct muster *m, const struct mail *mail, const struct link_result *r,
                 int64_t now, struct notes *notes)
{
    const json_t *message;
    json_t *root = NULL;
    int result = document_hear(&m->document, mail, r, now, notes, &root, &message);

    if (result)
        return;
    result = roster_parse(message, &m->roster);
    json_decref(root);
    notes_add_errno(notes, "believe the list of staff", result);
    if (!result)
        document_keep(&m->document, r, now, notes);
}
