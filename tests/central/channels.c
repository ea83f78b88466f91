#include "channels.h"

#include "calendar.h"
#include "filings.h"
#include "view.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int channels_family(struct store *store, const char *nik, int64_t *person_out, int64_t *family_out)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows, "SELECT id, family FROM person WHERE nik = ?", "t", nik);

    if (r == 0)
        r = store_next(rows);
    if (r == 1) {
        *person_out = store_number(rows, 0);
        *family_out = store_number(rows, 1);
    }
    store_done(rows);
    return r < 0 ? r : r == 1 ? 0 : -ENOENT;
}

/* "Sepeda motor (Polri), PKH" */
static int describe(const struct view *view, const struct channels_objection *o, char *what)
{
    struct reason reasons[REASONS_MAX];
    int programme = view_programme(view, o->programme);
    size_t count = programme < 0 ? 0 : view_reasons(view, (size_t)programme, reasons);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(reasons[i].id, o->reason) == 0) {
            snprintf(what, FILINGS_DETAIL, "%s (%s), %s", reasons_kind(&reasons[i]),
                     reasons[i].source, view->rules.programmes[programme].name);
            return 0;
        }
    }
    return -EINVAL;
}

int channels_object(struct store *store, const struct channels_objection *o, int64_t now)
{
    char what[FILINGS_DETAIL];
    struct filing filing = {.kind = "objection",
                            .sender = o->channel,
                            .idempotency_key = o->number,
                            .number = o->number,
                            .accepted_at = now,
                            .clock_trusted = true,
                            .programme = o->programme,
                            .ground = o->ground,
                            .what = what,
                            .contested_count = 1,
                            .contested = {{.reason = o->reason, .ground = o->ground}},
                            .confirmed_at = now,
                            .received_at = now,
                            .days = FILINGS_DECISION_DAYS};
    struct filing_receipt receipt;
    struct view *view = NULL;
    int r = strcmp(o->channel, "portal") && strcmp(o->channel, "agent") ? -EINVAL : 0;

    if (r == 0)
        r = channels_family(store, o->nik, &filing.person.id, &filing.person.family);
    if (r == 0)
        r = view_read(store, filing.person.id, calendar_day(now), &view);
    if (r == 0)
        r = describe(view, o, what);
    if (r == 0)
        r = filings_add(store, &filing, &receipt);
    free(view);
    return r;
}
