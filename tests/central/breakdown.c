#include "breakdown.h"

#include "calendar.h"
#include "field.h"
#include "filings.h"
#include "openings.h"
#include "payments.h"
#include "settings.h"
#include "view.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Text columns become members in their order. */
static int put_columns(json_t *object, struct store_rows *rows, const char *const *names,
                       size_t count)
{
    int r = 0;

    for (size_t i = 0; r == 0 && i < count; i++)
        r = field_put_text(object, names[i], store_text(rows, (int)i));
    return r;
}

static int put_person(struct store *store, const struct person *person, json_t *record)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows, "SELECT handle, name, address_as FROM person WHERE id = ?", "i",
                      person->id);
    static const char *const columns[] = {"subject", "name", "address_as"};

    if (r == 0)
        r = store_next(rows) == 1 ? put_columns(record, rows, columns, 3) : -EIO;
    store_done(rows);
    return r;
}

/* "2026.4, 15 Oktober 2026" */
static int put_rule_set(const struct programme *set, json_t *object)
{
    char day[CALENDAR_WORDS], line[64];

    calendar_write_words(set->day, day);
    snprintf(line, sizeof(line), "%s, %s", set->version, day);
    return field_put_text(object, "rules", line);
}

/* The newest of the rule sets that decided. */
static int put_rules(struct store *store, const struct view *view, json_t *record)
{
    char said[1024];
    const struct programme *newest = &view->rules.programmes[0];
    int r;

    for (size_t i = 1; i < view->rules.count; i++) {
        if (view->rules.programmes[i].day > newest->day)
            newest = &view->rules.programmes[i];
    }
    r = put_rule_set(newest, record);
    if (r == 0)
        r = settings_read(store, "declaration", said, sizeof(said));
    if (r == 0)
        r = field_put_text(record, "declaration", said);
    if (r == 0)
        r = field_put_number(record, "decision_days", FILINGS_DECISION_DAYS);
    return r;
}

int breakdown_put_grounds(struct store *store, json_t *record)
{
    static const char *const columns[] = {"code", "text", "evidence", "asks"};
    struct store_rows *rows = NULL;
    json_t *list = json_array(), *ground;
    int r = json_object_set_new(record, "grounds", list)
                ? -ENOMEM
                : store_ask(store, &rows,
                            "SELECT code, text, evidence, asks, unrecorded FROM ground"
                            " ORDER BY position",
                            "");

    while (r == 0 && (r = store_next(rows)) == 1) {
        ground = json_object();
        r = put_columns(ground, rows, columns, 4);
        if (r == 0 && store_number(rows, 4) &&
            json_object_set_new(ground, "unrecorded", json_true()))
            r = -ENOMEM;
        if (json_array_append_new(list, ground))
            r = -ENOMEM;
    }
    store_done(rows);
    return r;
}

static int put_reason_grounds(const char *codes, json_t *reason)
{
    json_t *list = json_array();
    char words[128], *next = NULL;
    int r = json_object_set_new(reason, "grounds", list) ? -ENOMEM : 0;

    snprintf(words, sizeof(words), "%s", codes);
    for (char *code = strtok_r(words, " ", &next); r == 0 && code;
         code = strtok_r(NULL, " ", &next))
        r = json_array_append_new(list, json_string(code)) ? -ENOMEM : 0;
    return r;
}

static int put_reason(const struct reason *card, json_t *list)
{
    static const char *const effects[] = {
        [REASON_AGAINST] = "against", [REASON_FOR] = "for", [REASON_NONE] = "none"};
    json_t *reason = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:b}", "id", card->id, "kind",
                               card->kind, "title", card->title, "says", card->says, "source",
                               card->source, "effect", effects[card->effect], "sensitivity",
                               card->sensitivity, "decisive", card->decisive);
    int r = json_array_append_new(list, reason) ? -ENOMEM : 0;

    if (r == 0)
        r = field_put_text(reason, "limit", card->limit);
    if (r == 0)
        r = field_put_text(reason, "owner", card->owner);
    if (r == 0)
        r = field_put_text(reason, "corrector", card->corrector);
    if (r == 0 && card->withheld && json_object_set(reason, "withheld", json_true()))
        r = -ENOMEM;
    if (r == 0)
        r = field_put_day(reason, "as_of", card->as_of);
    return r == 0 ? put_reason_grounds(card->grounds, reason) : r;
}

static int put_reasons(const struct view *view, size_t at, json_t *object)
{
    struct reason reasons[REASONS_MAX];
    size_t count = view_reasons(view, at, reasons);
    json_t *list = json_array();
    int r = json_object_set_new(object, "reasons", list) ? -ENOMEM : 0;

    for (size_t i = 0; r == 0 && i < count; i++)
        r = put_reason(&reasons[i], list);
    return r;
}

static int put_window(const struct view *view, size_t at, int64_t opens_at, int64_t closes_at,
                      json_t *programme)
{
    bool head = view->rules.programmes[at].head_objects;
    json_t *window;
    int r;

    if (!opens_at)
        return 0;
    window = json_object();
    r = json_object_set_new(programme, "objection", window) ? -ENOMEM : 0;
    if (r == 0)
        r = field_put_instant(window, "opens_at", opens_at);
    if (r == 0)
        r = field_put_instant(window, "closes_at", closes_at);
    if (r == 0 && json_object_set(window, "own", json_boolean(view_may_object(view, at))))
        r = -ENOMEM;
    if (r == 0)
        r = field_put_text(window, "objectors",
                           head ? "Kepala keluarga" : "Setiap orang dewasa di Kartu Keluarga");
    return r;
}

static int put_programme(struct store *store, const struct view *view, size_t at, json_t *list)
{
    const struct programme *p = &view->rules.programmes[at];
    struct result result = view_result(view, at);
    json_t *object = json_pack("{s:s, s:s, s:s, s:s}", "code", p->code, "name", p->name, "verdict",
                               verdict_code(result.verdict), "verdict_text", result.verdict_text);
    int r = json_array_append_new(list, object) ? -ENOMEM : 0;

    if (r == 0)
        r = field_put_day(object, "announced_on",
                          result.verdict == VERDICT_NOT_ANNOUNCED ? result.announced_on : 0);
    if (r == 0)
        r = field_put_day(object, "refresh_on", result.refresh_on);
    if (r == 0)
        r = field_put_day(object, "ended_on", result.ended_on);
    if (r == 0)
        r = field_put_day(object, "collect_by", result.collect_by);
    if (r == 0)
        r = field_put_number(object, "amount", result.amount);
    if (r == 0)
        r = field_put_text(object, "stage", result.stage);
    if (r == 0)
        r = field_put_text(object, "place", result.place);
    if (r == 0)
        r = field_put_text(object, "account", result.account);
    if (r == 0)
        r = field_put_number(object, "queue_place", result.queue_place);
    if (r == 0)
        r = field_put_text(object, "missing_source", result.missing_source);
    if (r == 0)
        r = put_window(view, at, result.opens_at, result.closes_at, object);
    if (r == 0)
        r = field_put_number(object, "queue_before", result.queue_before);
    if (r == 0)
        r = put_rule_set(p, object);
    if (r == 0)
        r = payments_put(store, view, at, object);
    return r == 0 ? put_reasons(view, at, object) : r;
}

static int put_programmes(struct store *store, const struct view *view, json_t *record)
{
    json_t *list = json_array();
    int r = json_object_set_new(record, "programmes", list) ? -ENOMEM : 0;

    for (size_t i = 0; r == 0 && i < view->rules.count; i++)
        r = put_programme(store, view, i, list);
    return r;
}

/* `central wrong`: what a service gone wrong would say instead. */
static int put_wrong(struct store *store, json_t *record)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows, "SELECT value FROM setting WHERE name = 'wrong'", "");

    if (r == 0 && (r = store_next(rows)) == 1) {
        json_t *instead = json_loads(store_text(rows, 0), 0, NULL);

        r = json_object_update(record, instead) ? -EINVAL : 0;
        json_decref(instead);
    }
    store_done(rows);
    return r;
}

static int put_card(const struct subject *subject, json_t *record)
{
    char uid[2 * SUBJECT_UID + 1] = "";

    for (size_t i = 0; i < subject->uid_size; i++)
        snprintf(uid + 2 * i, 3, "%02X", subject->uid[i]);
    return json_object_set_new(record, "card", json_pack("{s:s}", "uid", uid)) ? -ENOMEM : 0;
}

int breakdown_write(struct store *store, const struct subject *subject, const struct person *person,
                    int64_t now, json_t **record_out)
{
    json_t *record = json_object(), *cases = NULL;
    struct view *view = NULL;
    int r = record ? view_read(store, person->id, calendar_day(now), &view) : -ENOMEM;

    if (r == 0)
        r = put_card(subject, record);
    if (r == 0)
        r = put_person(store, person, record);
    if (r == 0)
        r = put_rules(store, view, record);
    if (r == 0)
        r = field_put_instant(record, "made_at", now);
    if (r == 0)
        r = put_programmes(store, view, record);
    if (r == 0)
        r = breakdown_put_grounds(store, record);
    if (r == 0)
        r = filings_list(
            store, person->family,
            &(struct story_viewer){.person = person->id, .household = &view->household}, &cases);
    if (r == 0 && json_object_set_new(record, "cases", cases))
        r = -ENOMEM;
    if (r == 0)
        r = openings_put(store, person, record);
    if (r == 0)
        r = put_wrong(store, record);
    free(view);
    if (r == 0)
        *record_out = record;
    else
        json_decref(record);
    return r;
}
