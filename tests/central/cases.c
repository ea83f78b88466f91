#include "cases.h"

#include "calendar.h"
#include "field.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { WHAT = 320, CLOCK_SKEW_S = 120 };

int cases_find(struct store *store, const char *sender, const char *idempotency_key,
               struct receipt_of *receipt_out)
{
    struct receipt_of receipt = {0};
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows,
                      "SELECT number, state, received_at, expected_on FROM objection"
                      " WHERE sender = ? AND idempotency_key = ?",
                      "tt", sender, idempotency_key);

    if (r == 0)
        r = store_next(rows);
    if (r == 1) {
        snprintf(receipt.number, sizeof(receipt.number), "%s", store_text(rows, 0));
        /* What was answered first, whatever has become of the case since. */
        snprintf(receipt.state, sizeof(receipt.state), "received");
        receipt.received_at = store_number(rows, 2);
        receipt.expected_on = (int32_t)store_number(rows, 3);
        *receipt_out = receipt;
        r = 0;
    } else if (r == 0) {
        r = -ENOENT;
    }
    store_done(rows);
    return r;
}

static int judge_window(struct store *store, const struct objection *o, const char **refusal_out)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows,
                      "SELECT opens_at, closes_at FROM result WHERE family = ? AND programme = ?",
                      "it", o->person.family, o->programme);

    if (r == 0)
        r = store_next(rows);
    if (r == 1) {
        int64_t opens = store_number(rows, 0), closes = store_number(rows, 1);
        bool believed = o->clock_trusted && o->accepted_at <= o->received_at + CLOCK_SKEW_S;
        bool in_time = o->accepted_at >= opens && o->accepted_at <= closes;
        bool arrived = o->received_at >= opens && o->received_at <= closes;

        *refusal_out =
            opens && (in_time || (!believed && arrived)) ? NULL : "rjct.objection.window";
        r = 0;
    } else if (r == 0) {
        *refusal_out = "rjct.objection.programme";
    }
    store_done(rows);
    return r;
}

/* Ends `rows`; whether there was one: 1, 0 or -errno. */
static int had_row(struct store_rows *rows)
{
    int r = store_next(rows);

    store_done(rows);
    return r;
}

static int judge_reason(struct store *store, const struct objection *o, const char *reason,
                        const char **refusal_out)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows,
                      "SELECT 1 FROM reason WHERE family = ? AND id = ? AND programme = ?", "itt",
                      o->person.family, reason, o->programme);

    if (r == 0 && (r = had_row(rows)) == 0)
        *refusal_out = "rjct.objection.reason";
    if (r <= 0)
        return r;
    r = store_ask(store, &rows,
                  "SELECT 1 FROM reason_ground WHERE family = ? AND reason = ? AND ground = ?",
                  "itt", o->person.family, reason, o->ground);
    if (r == 0 && (r = had_row(rows)) == 0)
        *refusal_out = "rjct.objection.ground";
    return r < 0 ? r : 0;
}

/* Without a reason anything of the catalogue may be said. */
static int judge_ground(struct store *store, const struct objection *o, const char **refusal_out)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows, "SELECT 1 FROM ground WHERE code = ?", "t", o->ground);

    if (r == 0 && (r = had_row(rows)) == 0)
        *refusal_out = "rjct.objection.ground";
    return r < 0 ? r : 0;
}

int cases_judge(struct store *store, const struct objection *o, const char **refusal_out)
{
    const char *refusal = NULL;
    int r = judge_window(store, o, &refusal);

    for (size_t i = 0; r == 0 && !refusal && i < o->reason_count; i++)
        r = judge_reason(store, o, o->reasons[i], &refusal);
    if (r == 0 && !refusal)
        r = judge_ground(store, o, &refusal);
    if (r == 0)
        *refusal_out = refusal;
    return r;
}

/* "Sepeda motor (Polri), PKH"; several: "Sepeda motor (Polri) dan 2 lainnya, PKH". */
static int describe(struct store *store, const struct objection *o, char what_out[WHAT])
{
    struct store_rows *rows = NULL;
    char more[40] = "";
    int r;

    if (o->reason_count == 0) {
        snprintf(what_out, WHAT, "Keadaan yang belum tercatat, %s", o->programme);
        return 0;
    }
    if (o->reason_count > 1)
        snprintf(more, sizeof(more), " dan %zu lainnya", o->reason_count - 1);
    r = store_ask(store, &rows, "SELECT title, source FROM reason WHERE family = ? AND id = ?",
                  "it", o->person.family, o->reasons[0]);
    if (r == 0)
        r = store_next(rows);
    if (r == 1)
        snprintf(what_out, WHAT, "%s (%s)%s, %s", store_text(rows, 0), store_text(rows, 1), more,
                 o->programme);
    store_done(rows);
    return r == 1 ? 0 : r == 0 ? -EIO : r;
}

static int decision_day(struct store *store, int64_t received_at, int32_t *day_out)
{
    struct store_rows *rows = NULL;
    int r =
        store_ask(store, &rows, "SELECT decision_days FROM rule_set ORDER BY day DESC LIMIT 1", "");

    if (r == 0)
        r = store_next(rows) == 1 ? 0 : -EIO;
    if (r == 0)
        *day_out = calendar_add_days(calendar_day(received_at), (int)store_number(rows, 0));
    store_done(rows);
    return r;
}

int cases_add(struct store *store, const struct objection *o, struct receipt_of *receipt_out)
{
    struct receipt_of receipt = {.state = "received", .received_at = o->received_at};
    char what[WHAT];
    int r = describe(store, o, what);

    if (r == 0)
        r = decision_day(store, o->received_at, &receipt.expected_on);
    if (r == 0)
        r = store_run(
            store, "INSERT INTO objection VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            "tttiittttt"
            "iiiiittiii",
            o->number, o->sender, o->idempotency_key, o->person.family, o->person.id, o->programme,
            o->ground, what, receipt.state, "masuk", o->accepted_at, (int64_t)o->clock_trusted,
            o->confirmed_at, o->received_at, (int64_t)receipt.expected_on, o->subject.assurance,
            o->subject.consent_version, o->subject.consent_at, (int64_t)o->subject.score_class,
            o->subject.verified_at);
    for (size_t i = 0; r == 0 && i < o->reason_count; i++)
        r = store_run(store, "INSERT INTO objection_reason VALUES(?,?,?)", "tit", o->number,
                      (int64_t)i, o->reasons[i]);
    if (r == 0) {
        snprintf(receipt.number, sizeof(receipt.number), "%s", o->number);
        *receipt_out = receipt;
    }
    return r;
}

static int list_reasons(struct store *store, const char *number, json_t *list)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows,
                      "SELECT reason FROM objection_reason WHERE number = ? ORDER BY position", "t",
                      number);

    while (r == 0 && (r = store_next(rows)) == 1)
        r = json_array_append_new(list, json_string(store_text(rows, 0))) ? -ENOMEM : 0;
    store_done(rows);
    return r;
}

int cases_list(struct store *store, int64_t family, json_t **list_out)
{
    struct store_rows *rows = NULL;
    json_t *list = json_array();
    int r = list ? store_ask(store, &rows,
                             "SELECT number, what, ground.text, state, state_text, accepted_at,"
                             " expected_on FROM objection JOIN ground ON code = ground"
                             " WHERE family = ? ORDER BY received_at DESC, number DESC LIMIT ?",
                             "ii", family, (int64_t)CASES_SHOWN)
                 : -ENOMEM;

    while (r == 0 && (r = store_next(rows)) == 1) {
        const char *number = store_text(rows, 0);
        json_t *reasons = json_array();
        json_t *one =
            json_pack("{s:s, s:s, s:s, s:s, s:s, s:o}", "number", number, "what",
                      store_text(rows, 1), "ground", store_text(rows, 2), "state",
                      store_text(rows, 3), "state_text", store_text(rows, 4), "reasons", reasons);

        r = json_array_append_new(list, one) ? -ENOMEM : list_reasons(store, number, reasons);
        if (r == 0)
            r = field_put_instant(one, "accepted_at", store_number(rows, 5));
        if (r == 0)
            r = field_put_day(one, "expected_on", (int32_t)store_number(rows, 6));
    }
    store_done(rows);
    if (r == 0)
        *list_out = list;
    else
        json_decref(list);
    return r;
}
