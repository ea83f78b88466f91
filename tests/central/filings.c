#include "filings.h"

#include "calendar.h"
#include "field.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Of a row of filing: an objection that was refused at least in part, and not appealed yet. */
#define MAY_APPEAL                                                                                 \
    "kind = 'objection' AND EXISTS(SELECT 1 FROM filing_state AS was WHERE was.number ="           \
    " filing.number AND was.state IN ('not_granted', 'partly')) AND NOT EXISTS(SELECT 1 FROM"      \
    " filing AS other WHERE other.appeals = filing.number)"

static const struct {
    const char *state, *text;
    bool open;
} states[] = {
    {"received", "masuk", true},
    {"checking", "diperiksa BPS", true},
    {"visit", "kunjungan lapangan", true},
    {"granted", "dikabulkan", false},
    {"partly", "dikabulkan sebagian", false},
    {"not_granted", "tidak dikabulkan", false},
    {"updated", "data diperbarui", false},
    {"withdrawn", "ditarik", false},
    {"provisional", "sanggah sementara, perlu dilengkapi", false},
    {"completed", "sudah dilengkapi", false},
    {"lapsed", "lewat waktu", false},
};

bool filings_is_open(const char *state)
{
    for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++) {
        if (strcmp(states[i].state, state) == 0)
            return states[i].open;
    }
    return false;
}

const char *filings_state_text(const char *state)
{
    for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++) {
        if (strcmp(states[i].state, state) == 0)
            return states[i].text;
    }
    return state;
}

int filings_find(struct store *store, const char *sender, const char *idempotency_key,
                 struct filing_receipt *receipt_out)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows,
                      "SELECT number, received_at, expected_on, kind = 'provisional' FROM filing"
                      " WHERE sender = ? AND idempotency_key = ?",
                      "tt", sender, idempotency_key);

    if (r == 0)
        r = store_next(rows);
    if (r == 1) {
        struct filing_receipt receipt = {.received_at = store_number(rows, 1),
                                         .expected_on = (int32_t)store_number(rows, 2),
                                         .provisional = store_number(rows, 3) != 0};
        snprintf(receipt.number, sizeof(receipt.number), "%s", store_text(rows, 0));
        *receipt_out = receipt;
        r = 0;
    } else if (r == 0) {
        r = -ENOENT;
    }
    store_done(rows);
    return r;
}

int filings_add(struct store *store, const struct filing *f, struct filing_receipt *receipt_out)
{
    bool provisional = strcmp(f->kind, "provisional") == 0;
    int32_t expected = calendar_add_days(calendar_day(f->received_at), f->days);
    const char *state = provisional ? "provisional" : "received";
    struct filing_receipt receipt = {
        .received_at = f->received_at, .expected_on = expected, .provisional = provisional};
    int r = store_run(
        store,
        "INSERT INTO filing VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,NULL,?,?,?,?,?,?,?,?,?,?,"
        "?,?,?,?,?,?,?)",
        "ttttoottttttttoiiiiottooottttt", f->number, f->kind, f->sender, f->idempotency_key,
        f->person.family, f->person.family ? f->person.id : 0, f->programme, f->ground, f->what,
        f->detail, f->since, f->phone, state, f->appeals, (int64_t)(provisional ? expected : 0),
        f->accepted_at, (int64_t)f->clock_trusted, f->confirmed_at, f->received_at,
        (int64_t)expected, f->subject.assurance, f->subject.consent_version, f->subject.consent_at,
        (int64_t)f->subject.score_class, f->subject.verified_at, f->subject.helper,
        f->subject.witness, f->subject.helper_name, f->subject.witness_name, f->subject.no_finger);

    for (size_t i = 0; r == 0 && i < f->contested_count; i++)
        r = store_run(store, "INSERT INTO filing_reason VALUES(?,?,?,?,?)", "tittt", f->number,
                      (int64_t)i, f->contested[i].reason, f->contested[i].ground,
                      f->contested[i].since);
    if (r == 0 && !f->person.family)
        r = store_run(store, "INSERT INTO filing_card VALUES(?,?,?,?)", "tbbt", f->number,
                      f->subject.uid, f->subject.uid_size, f->subject.photo_sha256,
                      sizeof(f->subject.photo_sha256), f->subject.nik);
    if (r == 0)
        r = store_run(store, "INSERT INTO filing_state VALUES(?,?,?,NULL)", "tit", f->number,
                      f->received_at, state);
    if (r == 0) {
        snprintf(receipt.number, sizeof(receipt.number), "%s", f->number);
        *receipt_out = receipt;
    }
    return r;
}

int filings_read(struct store *store, const char *number, struct filing_case *case_out)
{
    struct store_rows *rows = NULL;
    struct filing_case found = {0};
    int r = store_ask(store, &rows,
                      "SELECT kind, state, programme, ground, detail, family, person, accepted_at,"
                      " received_at, clock_trusted, " MAY_APPEAL ", complete_by FROM filing"
                      " WHERE number = ?",
                      "t", number);

    if (r == 0)
        r = store_next(rows);
    if (r == 1) {
        snprintf(found.number, sizeof(found.number), "%s", number);
        snprintf(found.kind, sizeof(found.kind), "%s", store_text(rows, 0));
        snprintf(found.state, sizeof(found.state), "%s", store_text(rows, 1));
        snprintf(found.programme, sizeof(found.programme), "%s", store_text(rows, 2));
        snprintf(found.ground, sizeof(found.ground), "%s", store_text(rows, 3));
        snprintf(found.detail, sizeof(found.detail), "%s", store_text(rows, 4));
        found.family = store_number(rows, 5);
        found.person = store_number(rows, 6);
        found.accepted_at = store_number(rows, 7);
        found.received_at = store_number(rows, 8);
        found.clock_trusted = store_number(rows, 9) != 0;
        found.may_appeal = store_number(rows, 10) != 0;
        found.complete_by = (int32_t)store_number(rows, 11);
        *case_out = found;
        r = 0;
    } else if (r == 0) {
        r = -ENOENT;
    }
    store_done(rows);
    return r;
}

int filings_move(struct store *store, const char *number, const char *state, const char *outcome,
                 int64_t now)
{
    int r = store_run(store,
                      "UPDATE filing SET state = ?, outcome = coalesce(?, outcome)"
                      " WHERE number = ?",
                      "ttt", state, outcome, number);

    if (r == 0)
        r = store_run(store, "INSERT INTO filing_state VALUES(?,?,?,?)", "titt", number, now, state,
                      outcome);
    return r;
}

static int list_reasons(struct store *store, const char *number, json_t *list)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows,
                      "SELECT reason FROM filing_reason WHERE number = ? AND reason IS NOT NULL"
                      " ORDER BY position",
                      "t", number);

    while (r == 0 && (r = store_next(rows)) == 1)
        r = json_array_append_new(list, json_string(store_text(rows, 0))) ? -ENOMEM : 0;
    store_done(rows);
    return r;
}

/* What would be taken of it now. */
static int put_may(const char *state, bool may_appeal, json_t *one)
{
    bool provisional = strcmp(state, "provisional") == 0;
    json_t *list = json_array();
    int r = json_object_set_new(one, "may", list) ? -ENOMEM : 0;

    if (r == 0 && (filings_is_open(state) || provisional))
        r = json_array_append_new(list, json_string("withdraw")) ? -ENOMEM : 0;
    if (r == 0 && provisional)
        r = json_array_append_new(list, json_string("complete")) ? -ENOMEM : 0;
    if (r == 0 && may_appeal)
        r = json_array_append_new(list, json_string("appeal")) ? -ENOMEM : 0;
    return r;
}

static int list_one(struct store *store, struct store_rows *rows, const struct story_viewer *viewer,
                    json_t *list)
{
    const char *number = store_text(rows, 0), *state = store_text(rows, 3);
    json_t *reasons = json_array();
    json_t *one =
        json_pack("{s:s, s:s, s:s, s:s, s:o}", "number", number, "what", store_text(rows, 1),
                  "state", state, "state_text", filings_state_text(state), "reasons", reasons);
    int r = json_array_append_new(list, one) ? -ENOMEM : list_reasons(store, number, reasons);

    if (r == 0)
        r = field_put_text(one, "ground", store_text(rows, 2));
    if (r == 0)
        r = field_put_instant(one, "accepted_at", store_number(rows, 4));
    if (r == 0)
        r = field_put_day(one, "expected_on", (int32_t)store_number(rows, 5));
    if (r == 0)
        r = field_put_text(one, "outcome", store_text(rows, 6));
    if (r == 0)
        r = field_put_text(one, "appeals", store_text(rows, 7));
    if (r == 0)
        r = field_put_text(one, "kind", store_text(rows, 8));
    if (r == 0)
        r = field_put_text(one, "channel", store_text(rows, 9));
    if (r == 0)
        r = field_put_text(one, "own_words", store_text(rows, 10));
    if (r == 0)
        r = field_put_text(one, "programme", store_text(rows, 11));
    if (r == 0)
        r = put_may(state, store_number(rows, 12) != 0, one);
    return r == 0 ? story_put(store, number, viewer, one) : r;
}

int filings_list(struct store *store, int64_t family, const struct story_viewer *viewer,
                 json_t **list_out)
{
    struct store_rows *rows = NULL;
    json_t *list = json_array();
    int r = list ? store_ask(store, &rows,
                             "SELECT number, what, ground.text, state, accepted_at, expected_on,"
                             " outcome, appeals, kind, coalesce(place.value, sender),"
                             " CASE person WHEN ? THEN detail END, programme, " MAY_APPEAL
                             " FROM filing"
                             " LEFT JOIN ground ON code = ground"
                             " LEFT JOIN setting AS place ON name = 'place.' || sender"
                             " WHERE family = ? ORDER BY received_at DESC, number DESC LIMIT ?",
                             "iii", viewer->person, family, (int64_t)FILINGS_SHOWN)
                 : -ENOMEM;

    while (r == 0 && (r = store_next(rows)) == 1)
        r = list_one(store, rows, viewer, list);
    store_done(rows);
    if (r == 0)
        *list_out = list;
    else
        json_decref(list);
    return r;
}

int filings_contested(struct store *store, int64_t family, const char *programme,
                      const char *reason)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows,
                      "SELECT 1 FROM filing JOIN filing_reason USING(number)"
                      " WHERE family = ? AND programme = ? AND reason = ?"
                      " AND state IN ('received', 'checking', 'visit')",
                      "itt", family, programme, reason);

    if (r == 0)
        r = store_next(rows);
    store_done(rows);
    return r;
}

int filings_lapse(struct store *store, int32_t today, int64_t now)
{
    int r = store_run(store,
                      "INSERT INTO filing_state SELECT number, ?, 'lapsed', NULL FROM filing"
                      " WHERE state = 'provisional' AND family IS NOT NULL AND complete_by < ?",
                      "ii", now, (int64_t)today);

    if (r == 0)
        r = store_run(store,
                      "UPDATE filing SET state = 'lapsed'"
                      " WHERE state = 'provisional' AND family IS NOT NULL AND complete_by < ?",
                      "i", (int64_t)today);
    return r;
}
