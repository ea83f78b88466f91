#include "story.h"

#include "field.h"
#include "filings.h"
#include "reasons.h"
#include "saying.h"

#include <errno.h>
#include <string.h>

static int put_stages(struct store *store, const char *number, json_t *one)
{
    struct store_rows *rows = NULL;
    json_t *list = json_array();
    int r =
        json_object_set_new(one, "stages", list)
            ? -ENOMEM
            : store_ask(store, &rows,
                        "SELECT at, state FROM filing_state WHERE number = ? ORDER BY at, rowid",
                        "t", number);

    while (r == 0 && (r = store_next(rows)) == 1) {
        const char *state = store_text(rows, 1);
        json_t *stage =
            json_pack("{s:s, s:s}", "state", state, "state_text", filings_state_text(state));

        r = json_array_append_new(list, stage)
                ? -ENOMEM
                : field_put_instant(stage, "at", store_number(rows, 0));
    }
    store_done(rows);
    return r;
}

/* What changed that is no record of a source. */
static json_t *told_otherwise(const char *what)
{
    static const char *const words[][4] = {
        {"died", "Anggota keluarga", "tercatat", "meninggal"},
        {"moved", "Anggota keluarga", "tercatat", "pindah"},
        {"disaster", "Bencana", "tidak tercatat", "tercatat"},
        {"payment", "Pembayaran", "sudah dibayar", "belum masuk"},
        {"registered", "Pendaftaran", "belum terdaftar", "terdaftar"},
    };

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        if (strcmp(words[i][0], what) == 0)
            return json_pack("{s:s, s:s, s:s}", "what", words[i][1], "before", words[i][2], "after",
                             words[i][3]);
    }
    return json_pack("{s:s}", "what", what);
}

static json_t *change(struct store_rows *rows, const struct story_viewer *viewer)
{
    const struct household *household = viewer->household;
    char before[SAYING_VALUE], after[SAYING_VALUE];
    struct reason card = {0};
    enum fact fact;

    if (fact_read(store_text(rows, 0), &fact) < 0)
        return told_otherwise(store_text(rows, 0));
    card.title = fact_cards[fact].title;
    card.sensitivity = fact_cards[fact].sensitivity;
    if (fact_cards[fact].guarded &&
        household->owner[fact] != (int)(viewer->person % HOUSEHOLD_MEMBERS))
        return json_pack("{s:s}", "what", reasons_kind(&card));
    saying_value(fact, store_number(rows, 1), before);
    saying_value(fact, store_number(rows, 2), after);
    return json_pack("{s:s, s:s, s:s}", "what", card.title, "before", before, "after", after);
}

static int put_changes(struct store *store, const char *number, const struct story_viewer *viewer,
                       json_t *one)
{
    struct store_rows *rows = NULL;
    json_t *list = json_array();
    int r = list ? store_ask(store, &rows,
                             "SELECT fact, before, after FROM correction WHERE number = ?"
                             " ORDER BY at, rowid",
                             "t", number)
                 : -ENOMEM;

    while (r == 0 && (r = store_next(rows)) == 1)
        r = json_array_append_new(list, change(rows, viewer)) ? -ENOMEM : 0;
    store_done(rows);
    if (r == 0 && json_array_size(list) > 0 && json_object_set(one, "changes", list))
        r = -ENOMEM;
    json_decref(list);
    return r;
}

int story_put(struct store *store, const char *number, const struct story_viewer *viewer,
              json_t *one)
{
    int r = put_stages(store, number, one);

    return r == 0 ? put_changes(store, number, viewer, one) : r;
}
