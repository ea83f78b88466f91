#include "payments.h"

#include "calendar.h"
#include "field.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum {
    COLLECTED_DAYS = 25, /* after the announcement, where nobody noted the day */
    INVENTED_STAGES = 2,
};

/* One stage as it is told. */
struct payment {
    int64_t amount;
    int32_t on, collect_by;
    const char *stage, *state, *place, *account;
};

static const char *state_text(const char *state)
{
    static const char *const words[][2] = {
        {"scheduled", "dijadwalkan"},
        {"ready", "siap diambil"},
        {"paid", "sudah dibayar"},
        {"failed", "belum masuk ke rekening"},
        {"blocked", "tertahan untuk sementara"},
    };

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        if (strcmp(words[i][0], state) == 0)
            return words[i][1];
    }
    return state;
}

static const char *advice(const char *state)
{
    if (strcmp(state, "failed") == 0)
        return "Data rekening perlu dicocokkan. Bawa KTP ke tempat pengambilan. Layanannya gratis.";
    if (strcmp(state, "blocked") == 0)
        return "Batas waktunya lewat, atau data perlu dicocokkan. Bawa KTP ke kantor desa, lalu "
               "minta bantuan ini dibuka lagi.";
    return "";
}

static int put_one(const struct payment *p, json_t *list)
{
    json_t *one = json_pack("{s:s, s:s}", "state", p->state, "state_text", state_text(p->state));
    int r = json_array_append_new(list, one) ? -ENOMEM : 0;

    if (r == 0)
        r = field_put_text(one, "stage", p->stage);
    if (r == 0)
        r = field_put_number(one, "amount", p->amount);
    if (r == 0)
        r = field_put_day(one, "on", p->on);
    if (r == 0)
        r = field_put_day(one, "collect_by", p->collect_by);
    if (r == 0)
        r = field_put_text(one, "place", p->place);
    if (r == 0)
        r = field_put_text(one, "account", p->account);
    return r == 0 ? field_put_text(one, "advice", advice(p->state)) : r;
}

/* What the calendar alone says of the stage that is due; recorded states come before it. */
static int put_due(const struct view *view, const struct result *result, const char *recorded,
                   int32_t on, json_t *list)
{
    const struct payment due = {
        .amount = result->amount,
        .on = on,
        .collect_by = strcmp(recorded, "paid") == 0 ? 0 : result->collect_by,
        .stage = result->stage,
        .state = *recorded                          ? recorded
                 : view->today > result->collect_by ? "blocked"
                                                    : "ready",
        .place = result->place,
        .account = result->account,
    };

    return result->amount ? put_one(&due, list) : 0;
}

/* Rows before the one due now; it is told with what was recorded of it, if anything. */
static int put_rows(const struct view *view, const struct result *result, struct store_rows *rows,
                    json_t *list)
{
    bool due = false;
    int r = 0;

    while (r == 0 && (r = store_next(rows)) == 1) {
        const struct payment row = {.amount = store_number(rows, 4),
                                    .on = (int32_t)store_number(rows, 3),
                                    .stage = store_text(rows, 1),
                                    .state = store_text(rows, 2)};

        r = 0;
        if (!due && result->amount) {
            bool now = store_number(rows, 0) == view->round.refresh_on;
            due = true;
            r = put_due(view, result, now ? row.state : "", now ? row.on : 0, list);
            if (now)
                continue;
        }
        if (r == 0)
            r = put_one(&row, list);
    }
    return r == 0 && !due ? put_due(view, result, "", 0, list) : r;
}

int payments_put(struct store *store, const struct view *view, size_t programme, json_t *object)
{
    struct result result = view_result(view, programme);
    struct store_rows *rows = NULL;
    json_t *list = json_array();
    int r = list ? store_ask(store, &rows,
                             "SELECT period, stage, state, day, amount FROM payment"
                             " WHERE family = ? AND programme = ? AND period <= ?"
                             " ORDER BY period DESC LIMIT ?",
                             "itii", view->household.family, view->rules.programmes[programme].code,
                             (int64_t)view->round.refresh_on, (int64_t)PAYMENTS_SHOWN)
                 : -ENOMEM;

    if (r == 0)
        r = put_rows(view, &result, rows, list);
    store_done(rows);
    if (r == 0 && json_array_size(list) > 0 && json_object_set(object, "payments", list))
        r = -ENOMEM;
    json_decref(list);
    return r;
}

static void write_stage(int32_t announced_on, char stage_out[4])
{
    snprintf(stage_out, 4, "%d", (announced_on / 100 % 100 + 2) / 3);
}

int payments_record(struct store *store, int64_t family, const char *programme, const char *state,
                    int32_t day)
{
    struct round newest;
    char stage[4];
    int r = strcmp(state, "paid") && strcmp(state, "failed") && strcmp(state, "blocked")
                ? -EINVAL
                : rounds_newest(store, &newest);

    if (r < 0)
        return r;
    write_stage(newest.announced_on, stage);
    r = store_run(store,
                  "INSERT OR REPLACE INTO payment SELECT family, programme, ?, ?, ?, ?, amount"
                  " FROM result WHERE round = ? AND family = ? AND programme = ? AND amount > 0",
                  "ittiiit", (int64_t)newest.refresh_on, stage, state, (int64_t)day, newest.id,
                  family, programme);
    return r == 0 && store_changes(store) == 0 ? -ENOENT : r;
}

int payments_close(struct store *store, const struct round *round)
{
    char stage[4];

    write_stage(round->announced_on, stage);
    return store_run(store,
                     "INSERT OR IGNORE INTO payment SELECT family, programme, ?, ?, 'paid', ?,"
                     " amount FROM result WHERE round = ? AND amount > 0",
                     "itii", (int64_t)round->refresh_on, stage,
                     (int64_t)calendar_add_days(round->announced_on, COLLECTED_DAYS), round->id);
}

int payments_invent(struct store *store, int64_t before, const struct round *first)
{
    int r = 0;

    for (int back = 1; r == 0 && back <= INVENTED_STAGES; back++) {
        int32_t announced_on = calendar_add_months(first->announced_on, -ROUNDS_MONTHS * back);
        char stage[4];

        write_stage(announced_on, stage);
        r = store_run(store,
                      "INSERT INTO payment SELECT was.family, was.programme, ?1, ?2, 'paid', ?3,"
                      " coalesce(is_.amount, 0) FROM result AS was LEFT JOIN result AS is_"
                      " ON is_.round = ?4 AND is_.family = was.family"
                      " AND is_.programme = was.programme WHERE was.round = ?5",
                      "itiii",
                      (int64_t)calendar_add_months(first->refresh_on, -ROUNDS_MONTHS * back), stage,
                      (int64_t)calendar_add_days(announced_on, COLLECTED_DAYS), first->id, before);
    }
    return r;
}
