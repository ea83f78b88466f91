#include "spdci.h"

#include "calendar.h"
#include "facts.h"
#include "field.h"
#include "household.h"
#include "query.h"
#include "villages.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define CONTEXT "https://schema.spdci.org/extensions/social/v1/"

/* Everybody, family by family, with what may be asked about. */
#define EVERYBODY                                                                                  \
    "SELECT person.id, family.id, kk, nik, person.name, sex, born, village, place.name,"           \
    " coalesce(value, 0), (SELECT count(*) FROM person AS other WHERE other.family = family.id"    \
    " AND other.gone = 0) FROM person JOIN family ON family.id = person.family"                    \
    " LEFT JOIN place ON place.code = village"                                                     \
    " LEFT JOIN record ON record.family = family.id AND fact = ?"                                  \
    " WHERE gone = 0"

struct asked {
    bool members;            /* Member records, else Group */
    int page_size, page;     /* 0: no pages */
    bool descending, sorted; /* by poverty_score or group_size */
    bool by_size;
};

struct found {
    int64_t key;
    json_t *record;
};

static json_t *person_record(struct store_rows *rows, int32_t born)
{
    char day[CALENDAR_DAY];

    calendar_write_day(born, day);
    return json_pack("{s:s, s:[{s:s, s:s, s:s}], s:{s:s, s:[{s:s, s:s, s:s}], s:{s:s, s:s}, s:s, "
                     "s:s}}",
                     "@type", "spdci:Member", "member_identifier", "@type", "Identifier",
                     "identifier_type", "NIK", "identifier_value", store_text(rows, 3),
                     "demographic_info", "@type", "SRPerson", "identifier", "@type", "Identifier",
                     "identifier_type", "NIK", "identifier_value", store_text(rows, 3), "name",
                     "@type", "Name", "given_name", store_text(rows, 4), "sex",
                     strcmp(store_text(rows, 5), "P") == 0 ? "female" : "male", "birth_date", day);
}

static json_t *group_record(struct store_rows *rows, int32_t born)
{
    char code[VILLAGES_CODE];

    villages_write_code((int32_t)store_number(rows, 7), code);
    return json_pack("{s:s, s:s, s:[{s:s, s:s, s:s}], s:s, s:{s:s, s:s}, s:I, s:s, s:o, s:I}",
                     "@context", CONTEXT "Group.jsonld", "@type", "spdci:Group", "group_identifier",
                     "@type", "Identifier", "identifier_type", "KK", "identifier_value",
                     store_text(rows, 2), "group_type", "family", "place", "@type", "Place",
                     "address", code, "poverty_score",
                     (json_int_t)fact_decile((int)store_number(rows, 9)), "poverty_score_type",
                     "decile", "group_head_info", person_record(rows, born), "group_size",
                     (json_int_t)store_number(rows, 10));
}

static int by_key(const void *a, const void *b)
{
    const struct found *one = a, *other = b;

    return one->key < other->key ? -1 : one->key > other->key;
}

static const char *read_paging(const json_t *criteria, struct asked *asked)
{
    const json_t *pages = json_object_get(criteria, "pagination");
    const json_t *number = json_object_get(pages, "page_number");
    const json_t *first = json_array_get(json_object_get(criteria, "sort"), 0);
    const char *attribute = field_text(first, "attribute_name", FIELD_CODE);
    const char *order = json_string_value(json_object_get(first, "sort_order"));

    if (pages) {
        double size = json_number_value(json_object_get(pages, "page_size"));

        asked->page_size = size > SPDCI_PAGE ? SPDCI_PAGE : (int)size;
        asked->page = number ? (int)json_number_value(number) : 1;
    }
    if (first) {
        if (!attribute ||
            (strcmp(attribute, "poverty_score") != 0 && strcmp(attribute, "group_size") != 0))
            return "rjct.sort.invalid";
        asked->sorted = true;
        asked->by_size = strcmp(attribute, "group_size") == 0;
        asked->descending = order && strcmp(order, "desc") == 0;
    }
    return NULL;
}

/* Adds the row unless its group is in the list already. */
static int keep(const struct asked *asked, struct store_rows *rows, int64_t *last_family,
                struct found *found, size_t *count)
{
    int64_t family = store_number(rows, 1);
    int64_t key = asked->by_size ? store_number(rows, 10) : store_number(rows, 9);
    int32_t born = (int32_t)store_number(rows, 6);
    json_t *record;

    if (!asked->members && family == *last_family)
        return 0;
    *last_family = family;
    if (*count == SPDCI_FOUND)
        return -E2BIG;
    record = asked->members ? person_record(rows, born) : group_record(rows, born);
    if (!record)
        return -ENOMEM;
    found[(*count)++] = (struct found){asked->descending ? -key : key, record};
    return 0;
}

static int search_all(const struct request *request, enum query_type type, const json_t *query,
                      const struct asked *asked, struct found *found, size_t *count)
{
    int32_t today = calendar_day(request->now + request->offset);
    struct store_rows *rows = NULL;
    int64_t last_family = 0;
    int r = store_ask(request->desk->store, &rows, EVERYBODY " ORDER BY person.id", "i",
                      (int64_t)FACT_WELFARE);

    while (r == 0 && (r = store_next(rows)) == 1) {
        char code[VILLAGES_CODE];
        struct query_row row = {
            .poverty_score = fact_decile((int)store_number(rows, 9)),
            .group_size = store_number(rows, 10),
            .age = calendar_age((int32_t)store_number(rows, 6), today),
            .location = code,
            .location_name = store_text(rows, 8),
            .sex = strcmp(store_text(rows, 5), "P") == 0 ? "female" : "male",
        };

        villages_write_code((int32_t)store_number(rows, 7), code);
        r = query_holds(type, query, &row) ? keep(asked, rows, &last_family, found, count) : 0;
    }
    store_done(rows);
    return r;
}

static int search_id(const struct request *request, const char *type, const char *value,
                     const struct asked *asked, struct found *found, size_t *count)
{
    bool is_group = strstr(type, "KK") || strstr(type, "household") || strstr(type, "Group");
    struct store_rows *rows = NULL;
    int64_t last_family = 0;
    int r =
        is_group
            ? store_ask(request->desk->store, &rows, EVERYBODY " AND kk = ? ORDER BY person.id",
                        "it", (int64_t)FACT_WELFARE, value)
            : store_ask(request->desk->store, &rows, EVERYBODY " AND nik = ? ORDER BY person.id",
                        "it", (int64_t)FACT_WELFARE, value);

    while (r == 0 && (r = store_next(rows)) == 1)
        r = keep(asked, rows, &last_family, found, count);
    store_done(rows);
    return r;
}

/* The query in the form of its type; sets *refusal_out, or finds. */
static int run(const struct request *request, const json_t *criteria, struct asked *asked,
               struct found *found, size_t *count, const char **refusal_out)
{
    const char *type = field_text(criteria, "query_type", FIELD_CODE);
    const json_t *query = json_object_get(criteria, "query");
    const json_t *value = json_object_get(query, "value");
    const json_t *expression = json_object_get(value, "expression");
    const char *id_type = field_text(query, "type", FIELD_ID);
    const char *id = json_string_value(value);

    if (type && strcmp(type, "idtype-value") == 0 && id_type) {
        if (id)
            return search_id(request, id_type, id, asked, found, count);
    } else if (type && strcmp(type, "expression") == 0) {
        const char *collection = field_text(expression, "collection", FIELD_CODE);

        if (collection && strcmp(collection, "Member") == 0)
            asked->members = true;
        query = json_object_get(expression, "query");
        if (query_in_order(QUERY_EXPRESSION, query))
            return search_all(request, QUERY_EXPRESSION, query, asked, found, count);
    } else if (type && strcmp(type, "predicate") == 0 && query_in_order(QUERY_PREDICATE, query)) {
        return search_all(request, QUERY_PREDICATE, query, asked, found, count);
    }
    *refusal_out = "rjct.search_criteria.invalid";
    return 0;
}

static int put_page(const struct asked *asked, struct found *found, size_t count, json_t **data_out)
{
    size_t from = asked->page_size ? (size_t)(asked->page - 1) * (size_t)asked->page_size : 0;
    size_t to = asked->page_size ? from + (size_t)asked->page_size : count;
    json_t *list = json_array();
    json_t *data = json_pack("{s:{s:s, s:s, s:s, s:o}}", "data", "version", "1.0.0", "reg_type",
                             "ns:perlinsos:RegistryType:Social", "reg_record_type",
                             asked->members ? "spdci-extensions-social:Member"
                                            : "spdci-extensions-social:Group",
                             "reg_records", list);
    int r = data ? 0 : -ENOMEM;

    for (size_t i = from; r == 0 && i < to && i < count; i++)
        r = json_array_append(list, found[i].record) ? -ENOMEM : 0;
    if (r == 0 && asked->page_size &&
        json_object_set_new(data, "pagination",
                            json_pack("{s:i, s:i, s:i}", "page_size", asked->page_size,
                                      "page_number", asked->page, "total_count", (int)count)))
        r = -ENOMEM;
    if (r == 0)
        *data_out = data;
    else
        json_decref(data);
    return r;
}

int spdci_find(const struct request *request, const json_t *criteria, const char **refusal_out,
               json_t **data_out)
{
    const char *entity = json_string_value(json_object_get(criteria, "response_entity"));
    struct asked asked = {.members = entity && strcmp(entity, "Member") == 0};
    struct found *found = NULL;
    size_t count = 0;
    int r = 0;

    *refusal_out = read_paging(criteria, &asked);
    if (*refusal_out)
        return 0;
    found = calloc(SPDCI_FOUND, sizeof(*found));
    if (!found)
        return -ENOMEM;
    r = run(request, criteria, &asked, found, &count, refusal_out);
    if (r == -E2BIG) {
        *refusal_out = "rjct.search.too_many_records_found";
        r = 0;
    }
    if (r == 0 && !*refusal_out)
        r = request_journal(request, "partner-search", NULL, NULL);
    if (r == 0 && !*refusal_out) {
        if (asked.sorted)
            qsort(found, count, sizeof(*found), by_key);
        r = put_page(&asked, found, count, data_out);
    }
    for (size_t i = 0; i < count; i++)
        json_decref(found[i].record);
    free(found);
    return r;
}
