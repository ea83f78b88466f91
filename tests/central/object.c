/* Objections: against named reasons, provisional, completed, withdrawn and appealed. */
#include "calendar.h"
#include "deliver.h"
#include "field.h"
#include "rounds.h"
#include "view.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CLOCK_SKEW_S = 120 };

/* "2024", "2024-09" or "2024-09-17". */
static bool is_since(const char *text)
{
    static const char form[] = "dddd-dd-dd";
    size_t length = strlen(text);

    for (size_t i = 0; i < length; i++) {
        if (i >= sizeof(form) - 1 ||
            (form[i] == 'd' ? !isdigit((unsigned char)text[i]) : text[i] != form[i]))
            return false;
    }
    return length == 4 || length == 7 || length == 10;
}

static int read_contested(const json_t *list, struct filing *filing)
{
    const json_t *one;
    size_t i;

    if (json_array_size(list) < 1 || json_array_size(list) > FILINGS_REASONS)
        return -EINVAL;
    json_array_foreach(list, i, one)
    {
        struct filing_contested c = {.reason = field_text(one, "reason", FIELD_CODE),
                                     .ground = field_text(one, "ground", FIELD_CODE),
                                     .since = field_text(one, "since", FIELD_CODE)};

        if (!c.ground || (c.since && !is_since(c.since)))
            return -EINVAL;
        filing->contested[filing->contested_count++] = c;
    }
    filing->ground = filing->contested[0].ground;
    return 0;
}

static bool lists(const char *codes, const char *code)
{
    size_t length = strlen(code);

    for (const char *at = strstr(codes, code); at; at = strstr(at + 1, code)) {
        if ((at == codes || at[-1] == ' ') && (at[length] == 0 || at[length] == ' '))
            return true;
    }
    return false;
}

/* Without a reason anything of the catalogue may be said. */
static int judge_ground(struct store *store, const char *ground, const char **refusal_out)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows, "SELECT 1 FROM ground WHERE code = ?", "t", ground);

    if (r == 0 && (r = store_next(rows)) == 0)
        *refusal_out = "rjct.objection.ground";
    store_done(rows);
    return r < 0 ? r : 0;
}

/* Judges what is contested, and tells it in words: "Sepeda motor (Polri) dan 1 lainnya, PKH". */
static void judge_reasons(const struct view *view, size_t programme, const struct filing *filing,
                          char *what, const char **refusal_out)
{
    struct reason reasons[REASONS_MAX];
    size_t count = view_reasons(view, programme, reasons);
    const char *name = view->rules.programmes[programme].name;
    char more[40] = "";

    if (filing->contested_count > 1)
        snprintf(more, sizeof(more), " dan %zu lainnya", filing->contested_count - 1);
    for (size_t i = 0; i < filing->contested_count && !*refusal_out; i++) {
        const struct filing_contested *c = &filing->contested[i];
        size_t at = 0;

        while (c->reason && at < count && strcmp(reasons[at].id, c->reason) != 0)
            at++;
        if (c->reason && at == count)
            *refusal_out = "rjct.objection.reason";
        else if (c->reason && !lists(reasons[at].grounds, c->ground))
            *refusal_out = "rjct.objection.ground";
        else if (i == 0 && c->reason)
            snprintf(what, FILINGS_DETAIL, "%s (%s)%s, %s", reasons_kind(&reasons[at]),
                     reasons[at].source, more, name);
        else if (i == 0)
            snprintf(what, FILINGS_DETAIL, "Keadaan yang belum tercatat%s, %s", more, name);
    }
}

/* Of what is contested already a second filing would only be judged apart from the first. */
static int judge_open(struct store *store, const struct filing *filing, const char **refusal_out)
{
    int r = 0;

    for (size_t i = 0; r == 0 && i < filing->contested_count; i++) {
        if (filing->contested[i].reason)
            r = filings_contested(store, filing->person.family, filing->programme,
                                  filing->contested[i].reason);
    }
    if (r == 1)
        *refusal_out = "rjct.objection.open";
    return r < 0 ? r : 0;
}

static int judge_grounds(struct store *store, const struct filing *filing, const char **refusal_out)
{
    int r = 0;

    for (size_t i = 0; r == 0 && !*refusal_out && i < filing->contested_count; i++)
        r = judge_ground(store, filing->contested[i].ground, refusal_out);
    return r;
}

static bool within(int64_t at, const struct result *result)
{
    return result->opens_at && at >= result->opens_at && at <= result->closes_at;
}

/* A window is judged by accepted_at; when that clock was not trusted or runs ahead of the arrival,
 * the moment of arrival counts as well, in the person's favour. */
static int judge(const struct request *request, struct filing *filing, int64_t accepted_at,
                 const char **refusal_out)
{
    bool believed = filing->clock_trusted && accepted_at <= filing->received_at + CLOCK_SKEW_S;
    const int64_t moments[] = {accepted_at, filing->received_at};
    struct store *store = request->desk->store;

    *refusal_out = "rjct.objection.window";
    for (size_t i = 0; i < (believed ? 1u : 2u) && *refusal_out; i++) {
        struct view *view = NULL;
        int at, r = view_read(store, filing->person.id, calendar_day(moments[i]), &view);

        if (r < 0)
            return r;
        at = view_programme(view, filing->programme);
        if (at < 0) {
            *refusal_out = "rjct.objection.programme";
        } else {
            struct result result = view_result(view, (size_t)at);
            if (!view_may_object(view, (size_t)at)) {
                *refusal_out = "rjct.objection.person";
            } else if (within(moments[i], &result)) {
                *refusal_out = NULL;
                judge_reasons(view, (size_t)at, filing, filing->what, refusal_out);
            }
        }
        free(view);
        if (at < 0)
            break;
    }
    if (*refusal_out)
        return 0;
    int r = judge_grounds(store, filing, refusal_out);
    return r < 0 || *refusal_out ? r : judge_open(store, filing, refusal_out);
}

/* The provisional one that this completes: its acceptance is what the deadline is judged by. */
static int complete(const struct request *request, const char *number, struct filing *filing,
                    int64_t *accepted_at_out, const char **refusal_out)
{
    struct filing_case first;
    int r = filings_read(request->desk->store, number, &first);

    if (r == -ENOENT || (r == 0 && (strcmp(first.state, "provisional") != 0 ||
                                    first.family != filing->person.family ||
                                    strcmp(first.programme, filing->programme) != 0 ||
                                    first.complete_by < calendar_day(filing->accepted_at)))) {
        *refusal_out = "rjct.objection.provisional";
        return 0;
    }
    if (r < 0)
        return r;
    *accepted_at_out = first.accepted_at;
    filing->clock_trusted = first.clock_trusted;
    return filings_move(request->desk->store, number, "completed", NULL, filing->received_at);
}

static int take_objection(const struct request *request, const json_t *opened,
                          struct filing *filing, const char **refusal_out)
{
    const char *completes = field_text(opened, "completes", FILINGS_NUMBER);
    int64_t accepted_at = filing->accepted_at;
    int r = 0;

    filing->kind = "objection";
    filing->programme = field_text(opened, "programme", FIELD_CODE);
    filing->detail = field_text(opened, "text", FILINGS_DETAIL);
    filing->phone = field_text(opened, "phone", FIELD_CODE);
    if (!filing->programme || read_contested(json_object_get(opened, "contested"), filing) < 0) {
        *refusal_out = "rjct.objection.invalid";
        return 0;
    }
    if (completes)
        r = complete(request, completes, filing, &accepted_at, refusal_out);
    if (r == 0 && !*refusal_out)
        r = judge(request, filing, accepted_at, refusal_out);
    return r;
}

int object_answer(const struct request *request, const char **refusal_out, json_t **message_out)
{
    return deliver(request, DELIVER_SURE, take_objection, refusal_out, message_out);
}

/* Noted while the line was down: the finger and the reasons come later. Whose card it is may not be
 * known yet either; then it waits for somebody who finds out, and its days with it. */
static int take_provisional(const struct request *request, const json_t *opened,
                            struct filing *filing, const char **refusal_out)
{
    struct rules rules;
    struct round newest;
    size_t at = 0;
    int r = rounds_newest(request->desk->store, &newest);

    filing->kind = "provisional";
    filing->programme = field_text(opened, "programme", FIELD_CODE);
    filing->ground = field_text(opened, "ground", FIELD_CODE);
    filing->detail = field_text(opened, "text", FILINGS_DETAIL);
    filing->days = FILINGS_PROVISIONAL_DAYS;
    if (r == 0)
        r = rounds_rules(request->desk->store, newest.id, &rules);
    while (r == 0 && filing->programme && at < rules.count &&
           strcmp(rules.programmes[at].code, filing->programme) != 0)
        at++;
    if (r < 0)
        return r;
    if (!filing->programme || at == rules.count)
        *refusal_out = "rjct.objection.programme";
    else
        snprintf(filing->what, FILINGS_DETAIL, "Sanggah sementara, %s", rules.programmes[at].name);
    return *refusal_out || !filing->ground
               ? 0
               : judge_ground(request->desk->store, filing->ground, refusal_out);
}

int provisional_answer(const struct request *request, const char **refusal_out,
                       json_t **message_out)
{
    return deliver(request, DELIVER_NOTED, take_provisional, refusal_out, message_out);
}

/* Finds a case of the person's own family. */
static int find_own(const struct request *request, const json_t *opened,
                    const struct filing *filing, struct filing_case *case_out,
                    const char **refusal_out)
{
    const char *number = field_text(opened, "case", FILINGS_NUMBER);
    int r = number ? filings_read(request->desk->store, number, case_out) : -ENOENT;

    if (r == -ENOENT || (r == 0 && case_out->family != filing->person.family)) {
        *refusal_out = "rjct.objection.case";
        r = 0;
    }
    return r;
}

/* Once, by whoever was refused or granted only in part. */
static int take_appeal(const struct request *request, const json_t *opened, struct filing *filing,
                       const char **refusal_out)
{
    struct filing_case first = {0};
    int r = find_own(request, opened, filing, &first, refusal_out);

    if (r < 0 || *refusal_out)
        return r;
    if (!first.may_appeal) {
        *refusal_out = "rjct.objection.appeal";
        return 0;
    }
    filing->kind = "appeal";
    filing->appeals = field_text(opened, "case", FILINGS_NUMBER);
    filing->detail = field_text(opened, "text", FILINGS_DETAIL);
    snprintf(filing->what, FILINGS_DETAIL, "Banding atas %s", first.number);
    return 0;
}

int appeal_answer(const struct request *request, const char **refusal_out, json_t **message_out)
{
    return deliver(request, DELIVER_SURE, take_appeal, refusal_out, message_out);
}

/* Has no number of its own: the case has one. Done again it is done already. */
int withdraw_answer(const struct request *request, const char **refusal_out, json_t **message_out)
{
    const char *transaction = field_text(request->message, "transaction_id", FIELD_ID);
    const char *key = field_uuid(request->message, "idempotency_key"), *refusal = NULL;
    struct filing filing = {.received_at = request->now + request->offset};
    struct filing_case found = {0};
    json_t *opened = NULL, *answered = NULL;
    int r;

    if (!transaction || !key)
        return -EBADMSG;
    r = deliver_open(request, &refusal, &opened);
    if (r == 0 && !refusal)
        r = deliver_subject(request, opened, DELIVER_SURE, &filing, &refusal);
    if (r == 0 && !refusal)
        r = find_own(request, opened, &filing, &found, &refusal);
    if (r == 0 && !refusal && strcmp(found.state, "withdrawn") != 0) {
        if (!filings_is_open(found.state) && strcmp(found.state, "provisional") != 0)
            refusal = "rjct.objection.decided";
        else
            r = filings_move(request->desk->store, found.number, "withdrawn", NULL,
                             filing.received_at);
    }
    json_decref(opened);
    if (r < 0)
        return r;
    answered =
        refusal ? json_pack("{s:s, s:s}", "transaction_id", transaction, "idempotency_key", key)
                : json_pack("{s:s, s:s, s:s, s:s}", "transaction_id", transaction,
                            "idempotency_key", key, "number", found.number, "state", "withdrawn");
    if (!answered)
        return -ENOMEM;
    *refusal_out = refusal;
    *message_out = answered;
    return 0;
}
