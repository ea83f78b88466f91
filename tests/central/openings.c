#include "openings.h"

#include "field.h"

#include <errno.h>

static int put_one(struct store_rows *rows, const struct person *person, json_t *list)
{
    json_t *one = json_pack("{s:b, s:s}", "own", store_number(rows, 1) == person->id, "place",
                            store_text(rows, 2));
    int r = json_array_append_new(list, one) ? -ENOMEM : 0;

    if (r == 0)
        r = field_put_instant(one, "at", store_number(rows, 0));
    if (r == 0)
        r = field_put_text(one, "helper", store_text(rows, 3));
    return r == 0 ? field_put_text(one, "witness", store_text(rows, 4)) : r;
}

int openings_put(struct store *store, const struct person *person, json_t *record)
{
    struct store_rows *rows = NULL;
    json_t *list = json_array();
    int r =
        json_object_set_new(record, "openings", list)
            ? -ENOMEM
            : store_ask(store, &rows,
                        "SELECT at, person, coalesce(value, access.sender),"
                        " coalesce(one.name, helper_name), coalesce(other.name, witness_name)"
                        " FROM access LEFT JOIN setting ON setting.name = 'place.' || access.sender"
                        " LEFT JOIN staff AS one ON one.id = helper"
                        " LEFT JOIN staff AS other ON other.id = witness"
                        " WHERE family = ? AND action = 'search'"
                        " ORDER BY at DESC, access.rowid DESC LIMIT ?",
                        "ii", person->family, (int64_t)OPENINGS_SHOWN);

    while (r == 0 && (r = store_next(rows)) == 1)
        r = put_one(rows, person, list);
    store_done(rows);
    return r;
}
