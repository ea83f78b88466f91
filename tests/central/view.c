#include "view.h"

#include "hearing.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int read_names(struct store *store, struct view *view)
{
    struct store_rows *rows = NULL;
    int64_t family = view->household.family;
    int r = store_ask(store, &rows, "SELECT id, name FROM person WHERE family = ?", "i", family);

    while (r == 0 && (r = store_next(rows)) == 1) {
        snprintf(view->names[store_number(rows, 0) % HOUSEHOLD_MEMBERS], REASONS_NAME, "%s",
                 store_text(rows, 1));
        r = 0;
    }
    store_done(rows);
    if (r == 0)
        r = store_ask(store, &rows, "SELECT name FROM place WHERE code = ?", "i",
                      (int64_t)household_district(&view->household));
    if (r == 0 && (r = store_next(rows)) == 1) {
        snprintf(view->district, sizeof(view->district), "%s", store_text(rows, 0));
        r = 0;
    }
    store_done(rows);
    return r;
}

static int read_decided(struct store *store, struct view *view)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows,
                      "SELECT programme, verdict, amount, place, missing FROM result"
                      " WHERE round = ? AND family = ?",
                      "ii", view->round.id, view->household.family);

    /* A family that joined after the round was computed. */
    for (size_t i = 0; i < view->rules.count; i++)
        view->decided[i].verdict = VERDICT_NOT_REGISTERED;
    while (r == 0 && (r = store_next(rows)) == 1) {
        int at = view_programme(view, store_text(rows, 0));
        r = 0;
        if (at >= 0)
            view->decided[at] =
                (struct decided){.verdict = (enum verdict)(store_number(rows, 1) % VERDICTS),
                                 .amount = store_number(rows, 2),
                                 .place = (int32_t)store_number(rows, 3),
                                 .missing = (enum source)(store_number(rows, 4) % (SOURCES + 1))};
    }
    store_done(rows);
    return r;
}

/* Where the family stood in the queues before the last refresh. */
static int read_places(struct store *store, struct view *view)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows,
                      "SELECT programme, place FROM result"
                      " WHERE round = ? AND family = ? AND verdict = ?",
                      "iii", view->round.base, view->household.family, (int64_t)VERDICT_QUEUED);

    while (r == 0 && (r = store_next(rows)) == 1) {
        int at = view_programme(view, store_text(rows, 0));
        r = 0;
        if (at >= 0)
            view->decided[at].place_before = (int32_t)store_number(rows, 1);
    }
    store_done(rows);
    return r;
}

static int read_paid(struct store *store, struct view *view)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows,
                      "SELECT programme FROM payment"
                      " WHERE family = ? AND period = ? AND state = 'paid'",
                      "ii", view->household.family, (int64_t)view->round.refresh_on);

    while (r == 0 && (r = store_next(rows)) == 1) {
        int at = view_programme(view, store_text(rows, 0));
        r = 0;
        if (at >= 0)
            view->paid[at] = true;
    }
    store_done(rows);
    return r;
}

static int read_round(struct store *store, struct view *view)
{
    int district = household_district(&view->household);
    struct round newest;
    int r = rounds_newest(store, &newest);

    if (r == 0)
        r = rounds_rules(store, newest.id, &view->rules);
    if (r == 0)
        r = rounds_shown(store, district, view->today, &view->rules, &view->round);
    if (r == 0 && view->round.id != newest.id)
        r = rounds_rules(store, view->round.id, &view->rules);
    return r;
}

int view_read(struct store *store, int64_t person, int32_t today, struct view **view_out)
{
    struct view *view = calloc(1, sizeof(*view));
    int r = view ? hearing_one(store, person / HOUSEHOLD_MEMBERS, &view->household) : -ENOMEM;

    if (r == 0) {
        view->today = today;
        view->viewer = (int)(person % HOUSEHOLD_MEMBERS);
        r = read_names(store, view);
    }
    if (r == 0)
        r = read_round(store, view);
    if (r == 0)
        r = read_decided(store, view);
    if (r == 0)
        r = read_places(store, view);
    if (r == 0)
        r = read_paid(store, view);
    if (r == 0)
        *view_out = view;
    else
        free(view);
    return r;
}

int view_programme(const struct view *view, const char *code)
{
    for (size_t i = 0; i < view->rules.count; i++) {
        if (strcmp(view->rules.programmes[i].code, code) == 0)
            return (int)i;
    }
    return -1;
}

bool view_may_object(const struct view *view, size_t programme)
{
    return view->viewer == 0 || !view->rules.programmes[programme].head_objects;
}

struct result view_result(const struct view *view, size_t programme)
{
    return result_write(&view->rules.programmes[programme], &view->round, &view->decided[programme],
                        view->district, view->today);
}

size_t view_reasons(const struct view *view, size_t programme,
                    struct reason reasons_out[REASONS_MAX])
{
    struct reasons_view seen = {.programme = &view->rules.programmes[programme],
                                .household = &view->household,
                                .viewer = view->viewer,
                                .verdict = view->round.announced_on > view->today
                                               ? VERDICT_NOT_ANNOUNCED
                                               : view->decided[programme].verdict,
                                .paid = view->paid[programme],
                                .missing = view->decided[programme].missing,
                                .computed_on = view->round.computed_on};

    memcpy(seen.names, view->names, sizeof(seen.names));
    return reasons_write(&seen, reasons_out);
}
