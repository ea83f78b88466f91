#include "breakdown.h"

#include "calendar.h"
#include "cases.h"
#include "field.h"

#include <errno.h>
#include <stdio.h>

/* How a column becomes a member. */
enum column_kind { COLUMN_TEXT, COLUMN_NUMBER, COLUMN_DAY };

struct column {
    const char *name;
    enum column_kind kind;
};

static int put_columns(json_t *object, struct store_rows *rows, const struct column *columns,
                       size_t count)
{
    int r = 0;

    for (size_t i = 0; r == 0 && i < count; i++) {
        switch (columns[i].kind) {
        case COLUMN_TEXT:
            r = field_put_text(object, columns[i].name, store_text(rows, (int)i));
            break;
        case COLUMN_NUMBER:
            r = field_put_number(object, columns[i].name, store_number(rows, (int)i));
            break;
        case COLUMN_DAY:
            r = field_put_day(object, columns[i].name, (int32_t)store_number(rows, (int)i));
            break;
        }
    }
    return r;
}

static int put_person(struct store *store, const struct person *person, json_t *record)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows, "SELECT handle, name, address_as FROM person WHERE id = ?", "i",
                      person->id);
    static const struct column columns[] = {
        {"subject", COLUMN_TEXT}, {"name", COLUMN_TEXT}, {"address_as", COLUMN_TEXT}};

    if (r == 0)
        r = store_next(rows) == 1 ? put_columns(record, rows, columns, 3) : -EIO;
    store_done(rows);
    return r;
}

static int put_rules(struct store *store, json_t *record)
{
    struct store_rows *rows = NULL;
    char day[CALENDAR_WORDS], text[64];
    int r = store_ask(store, &rows,
                      "SELECT version, day, declaration, decision_days FROM rule_set"
                      " ORDER BY day DESC LIMIT 1",
                      "");

    if (r == 0 && store_next(rows) != 1)
        r = -EIO;
    if (r == 0) {
        calendar_write_words((int32_t)store_number(rows, 1), day);
        snprintf(text, sizeof(text), "%s, %s", store_text(rows, 0), day);
        r = field_put_text(record, "rules", text);
    }
    if (r == 0)
        r = field_put_text(record, "declaration", store_text(rows, 2));
    if (r == 0)
        r = field_put_number(record, "decision_days", store_number(rows, 3));
    store_done(rows);
    return r;
}

static int put_grounds(struct store *store, json_t *record)
{
    static const struct column columns[] = {
        {"code", COLUMN_TEXT}, {"text", COLUMN_TEXT}, {"evidence", COLUMN_TEXT}};
    struct store_rows *rows = NULL;
    json_t *list = json_array(), *ground;
    int r = json_object_set_new(record, "grounds", list)
                ? -ENOMEM
                : store_ask(store, &rows,
                            "SELECT code, text, evidence FROM ground ORDER BY position", "");

    while (r == 0 && (r = store_next(rows)) == 1) {
        ground = json_object();
        r = put_columns(ground, rows, columns, 3);
        if (json_array_append_new(list, ground))
            r = -ENOMEM;
    }
    store_done(rows);
    return r;
}

static int put_reason_grounds(struct store *store, int64_t family, const char *id, json_t *reason)
{
    struct store_rows *rows = NULL;
    json_t *list = json_array();
    int r = json_object_set_new(reason, "grounds", list)
                ? -ENOMEM
                : store_ask(store, &rows,
                            "SELECT ground FROM reason_ground JOIN ground ON ground.code = ground"
                            " WHERE family = ? AND reason = ? ORDER BY position",
                            "it", family, id);

    while (r == 0 && (r = store_next(rows)) == 1)
        r = json_array_append_new(list, json_string(store_text(rows, 0))) ? -ENOMEM : 0;
    store_done(rows);
    return r;
}

static int put_reasons(struct store *store, int64_t family, const char *programme, json_t *object)
{
    static const struct column columns[] = {
        {"id", COLUMN_TEXT},   {"kind", COLUMN_TEXT},   {"title", COLUMN_TEXT},
        {"says", COLUMN_TEXT}, {"source", COLUMN_TEXT}, {"limit", COLUMN_TEXT},
        {"as_of", COLUMN_DAY}, {"effect", COLUMN_TEXT}, {"sensitivity", COLUMN_TEXT},
    };
    struct store_rows *rows = NULL;
    json_t *list = json_array(), *reason;
    int r = json_object_set_new(object, "reasons", list)
                ? -ENOMEM
                : store_ask(store, &rows,
                            "SELECT id, kind, title, says, source, limit_text, as_of, effect,"
                            " sensitivity, decisive FROM reason WHERE family = ? AND programme = ?"
                            " ORDER BY position",
                            "it", family, programme);

    while (r == 0 && (r = store_next(rows)) == 1) {
        reason = json_object();
        r = json_array_append_new(list, reason) ? -ENOMEM : put_columns(reason, rows, columns, 9);
        if (r == 0 && json_object_set_new(reason, "decisive", json_boolean(store_number(rows, 9))))
            r = -ENOMEM;
        if (r == 0)
            r = put_reason_grounds(store, family, store_text(rows, 0), reason);
    }
    store_done(rows);
    return r;
}

static int put_window(int64_t opens_at, int64_t closes_at, json_t *programme)
{
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
    return r;
}

static int put_programmes(struct store *store, int64_t family, json_t *record)
{
    static const struct column columns[] = {
        {"code", COLUMN_TEXT},           {"name", COLUMN_TEXT},
        {"verdict", COLUMN_TEXT},        {"verdict_text", COLUMN_TEXT},
        {"announced_on", COLUMN_DAY},    {"refresh_on", COLUMN_DAY},
        {"ended_on", COLUMN_DAY},        {"collect_by", COLUMN_DAY},
        {"amount", COLUMN_NUMBER},       {"stage", COLUMN_TEXT},
        {"place", COLUMN_TEXT},          {"account", COLUMN_TEXT},
        {"queue_place", COLUMN_NUMBER},  {"queue_band", COLUMN_TEXT},
        {"missing_source", COLUMN_TEXT},
    };
    struct store_rows *rows = NULL;
    json_t *list = json_array(), *programme;
    int r = json_object_set_new(record, "programmes", list)
                ? -ENOMEM
                : store_ask(store, &rows,
                            "SELECT code, name, verdict, verdict_text, announced_on, refresh_on,"
                            " ended_on, collect_by, amount, stage, place, account, queue_place,"
                            " queue_band, missing_source, opens_at, closes_at FROM result"
                            " JOIN programme ON code = programme WHERE family = ?"
                            " ORDER BY position",
                            "i", family);

    while (r == 0 && (r = store_next(rows)) == 1) {
        programme = json_object();
        r = json_array_append_new(list, programme) ? -ENOMEM
                                                   : put_columns(programme, rows, columns, 15);
        if (r == 0)
            r = put_window(store_number(rows, 15), store_number(rows, 16), programme);
        if (r == 0)
            r = put_reasons(store, family, store_text(rows, 0), programme);
    }
    store_done(rows);
    return r;
}

int breakdown_write(struct store *store, const struct person *person, int64_t now,
                    json_t **record_out)
{
    json_t *record = json_object(), *cases = NULL;
    int r = record ? put_person(store, person, record) : -ENOMEM;

    if (r == 0)
        r = put_rules(store, record);
    if (r == 0)
        r = field_put_instant(record, "made_at", now);
    if (r == 0)
        r = put_programmes(store, person->family, record);
    if (r == 0)
        r = put_grounds(store, record);
    if (r == 0)
        r = cases_list(store, person->family, &cases);
    if (r == 0 && json_object_set_new(record, "cases", cases))
        r = -ENOMEM;
    if (r == 0)
        *record_out = record;
    else
        json_decref(record);
    return r;
}
