#include "published.h"

#include "field.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

enum { ID_MOST = 99, PAGE_MOST = 0x7fffffff };

static bool text_or_absent(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);

    return !value || json_is_string(value);
}

static bool object_or_absent(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);

    return !value || json_is_object(value);
}

static bool is_text(const json_t *object, const char *name)
{
    return json_is_string(json_object_get(object, name));
}

/* "integer" of JSON Schema: 1.0 is one, too. */
static bool is_whole(const json_t *value)
{
    double number = json_number_value(value);

    return json_is_number(value) && floor(number) >= number;
}

static bool one_of(const json_t *value, const char *const names[])
{
    const char *text = json_string_value(value);

    while (text && *names && strcmp(*names, text) != 0)
        names++;
    return text && *names;
}

/* ISO 639-3: three small letters. */
static bool locale_fits(const json_t *object)
{
    const json_t *locale = json_object_get(object, "locale");
    const char *text = json_string_value(locale);

    return !locale ||
           (text && strlen(text) == 3 && strspn(text, "abcdefghijklmnopqrstuvwxyz") == 3);
}

/* RFC 3986: a scheme, and none of the characters that a URI cannot have. */
static bool is_uri(const char *text)
{
    size_t scheme = strcspn(text, ":");

    if (!isalpha((unsigned char)*text) || !text[scheme] || !text[scheme + 1])
        return false;
    for (size_t i = 0; i < scheme; i++) {
        if (!isalnum((unsigned char)text[i]) && !strchr("+-.", text[i]))
            return false;
    }
    for (const char *c = text; *c; c++) {
        if (*c <= ' ' || *c > '~' || strchr("<>\"{}|\\^`", *c) ||
            (*c == '%' && !(isxdigit((unsigned char)c[1]) && isxdigit((unsigned char)c[2]))))
            return false;
    }
    return true;
}

/* An id has at most 99 characters, which are not bytes. */
static bool is_id(const json_t *value)
{
    const char *text = json_string_value(value);
    size_t count = 0;

    for (const char *c = text; c && *c; c++)
        count += (*c & 0xc0) != 0x80;
    return text && count <= ID_MOST;
}

static bool transaction_fits(const json_t *message)
{
    return is_id(json_object_get(message, "transaction_id"));
}

static bool is_encrypted(const json_t *message)
{
    const json_t *header = json_object_get(message, "header");

    return is_text(header, "alg") && is_text(header, "enc") && is_text(header, "kid") &&
           is_text(message, "ciphertext") && is_text(message, "encrypted_key") &&
           is_text(message, "tag") && is_text(message, "iv");
}

const char *published_header(const json_t *header, const char *action)
{
    const json_t *version = json_object_get(header, "version");
    const json_t *total = json_object_get(header, "total_count");
    const char *asked = field_text(header, "action", FIELD_CODE);
    int64_t at;

    if (version && (!json_is_string(version) || strcmp(json_string_value(version), "1.0.0") != 0))
        return "rjct.version.invalid";
    if (!asked || strcmp(asked, action) != 0)
        return "rjct.action.invalid";
    if (field_when(header, "message_ts", &at) < 0)
        return "rjct.message_ts.invalid";
    if (!is_whole(total) || json_number_value(total) < 0)
        return "rjct.total_count.invalid";
    return NULL;
}

bool published_header_typed(const json_t *header)
{
    const json_t *uri = json_object_get(header, "sender_uri");
    const json_t *encrypted = json_object_get(header, "is_msg_encrypted");

    return is_text(header, "message_id") && is_text(header, "sender_id") &&
           text_or_absent(header, "receiver_id") && object_or_absent(header, "meta") &&
           (!encrypted || json_is_boolean(encrypted)) &&
           (!uri || (json_is_string(uri) && is_uri(json_string_value(uri))));
}

bool published_search(const json_t *message)
{
    const json_t *items = json_object_get(message, "search_request"), *item;
    size_t i;

    if (!transaction_fits(message) || !json_is_array(items) || is_encrypted(message))
        return false;
    json_array_foreach(items, i, item)
    {
        if (!json_is_object(item) || !is_text(item, "reference_id"))
            return false;
    }
    return true;
}

bool published_status(const json_t *message)
{
    static const char *const types[] = {"search", "subscribe", "receipt", NULL};
    static const char *const attributes[] = {"transaction_id", "correlation_id",
                                             "reference_id_list", NULL};
    const json_t *asked = json_object_get(message, "txnstatus_request");
    const json_t *value = json_object_get(asked, "attribute_value"), *entry;
    size_t i;

    if (!transaction_fits(message) || is_encrypted(message) || !is_text(asked, "reference_id") ||
        !one_of(json_object_get(asked, "txn_type"), types) ||
        !one_of(json_object_get(asked, "attribute_type"), attributes) || !locale_fits(asked))
        return false;
    if (json_is_string(value))
        return is_id(value);
    json_array_foreach(value, i, entry)
    {
        if (!json_is_string(entry))
            return false;
    }
    return json_is_array(value);
}

static bool is_value(const json_t *value)
{
    return json_is_string(value) || json_is_boolean(value) || json_is_object(value) ||
           (json_is_number(value) && !is_whole(value));
}

static bool term_fits(const json_t *term)
{
    static const char *const operators[] = {"gt", "lt", "eq", "ge", "le", "in", NULL};

    return json_is_object(term) && is_text(term, "attribute_name") &&
           one_of(json_object_get(term, "operator"), operators) &&
           is_value(json_object_get(term, "attribute_value"));
}

static bool predicate_fits(const json_t *predicate)
{
    static const char *const conditions[] = {"and", "or", "not", NULL};
    const json_t *number = json_object_get(predicate, "seq_num");
    const json_t *condition = json_object_get(predicate, "condition");
    const json_t *second = json_object_get(predicate, "expression2");

    return json_is_object(predicate) && term_fits(json_object_get(predicate, "expression1")) &&
           (!number || json_is_number(number)) && (!condition || one_of(condition, conditions)) &&
           (!second || term_fits(second));
}

static bool query_fits(const json_t *query)
{
    const json_t *value = json_object_get(query, "value"), *entry;
    size_t i;

    if (json_is_object(query))
        return text_or_absent(query, "type") && (!value || is_value(value));
    json_array_foreach(query, i, entry)
    {
        if (!predicate_fits(entry))
            return false;
    }
    return json_is_array(query);
}

static bool sort_fits(const json_t *sort)
{
    static const char *const orders[] = {"asc", "desc", NULL};
    const json_t *one;
    size_t i;

    json_array_foreach(sort, i, one)
    {
        const json_t *order = json_object_get(one, "sort_order");
        if (!json_is_object(one) || !text_or_absent(one, "attribute_name") ||
            (order && !one_of(order, orders)))
            return false;
    }
    return !sort || json_is_array(sort);
}

/* Counts from 1. */
static bool page_fits(const json_t *value)
{
    return is_whole(value) && json_number_value(value) >= 1 &&
           json_number_value(value) <= PAGE_MOST;
}

static bool pages_fit(const json_t *pages)
{
    const json_t *number = json_object_get(pages, "page_number");

    return !pages || (json_is_object(pages) && page_fits(json_object_get(pages, "page_size")) &&
                      (!number || page_fits(number)));
}

const char *published_item(const json_t *item)
{
    static const char *const types[] = {"idtype-value", "expression", "predicate", NULL};
    static const char *const entities[] = {"Group", "Member", NULL};
    const json_t *criteria = json_object_get(item, "search_criteria");
    const json_t *entity = json_object_get(criteria, "response_entity");
    int64_t asked_at;

    if (field_when(item, "timestamp", &asked_at) < 0)
        return "rjct.timestamp.invalid";
    if (!locale_fits(item) || !json_is_object(criteria) || !text_or_absent(criteria, "version") ||
        !text_or_absent(criteria, "reg_type") || !text_or_absent(criteria, "reg_record_type") ||
        !one_of(json_object_get(criteria, "query_type"), types) ||
        (entity && !one_of(entity, entities)) || !query_fits(json_object_get(criteria, "query")) ||
        !object_or_absent(criteria, "consent") || !object_or_absent(criteria, "authorize"))
        return "rjct.search_criteria.invalid";
    if (!sort_fits(json_object_get(criteria, "sort")))
        return "rjct.sort.invalid";
    return pages_fit(json_object_get(criteria, "pagination")) ? NULL : "rjct.pagination.invalid";
}
