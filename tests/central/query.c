#include "query.h"

#include "field.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DEPTH = 16 };

enum operation { GREATER, LESS, EQUAL, AT_LEAST, AT_MOST, ONE_OF, OPERATORS };

static const char *const operators[OPERATORS] = {"gt", "lt", "eq", "ge", "le", "in"};
static const char *const attributes[] = {"poverty_score", "group_size", "age", "location", "sex"};

enum { NUMBERS = 3 }; /* attributes before the texts */

static int find_operator(const char *name)
{
    for (int i = 0; i < OPERATORS; i++) {
        if (strcmp(operators[i], name) == 0)
            return i;
    }
    if (strcmp(name, "gte") == 0)
        return AT_LEAST;
    return strcmp(name, "lte") == 0 ? AT_MOST : -1;
}

static int find_attribute(const char *name)
{
    for (size_t i = 0; i < sizeof(attributes) / sizeof(*attributes); i++) {
        if (strcmp(attributes[i], name) == 0)
            return (int)i;
    }
    return -1;
}

/* Numbers also come as texts ("25", "2.5"). */
static bool number_of(const json_t *value, double *out)
{
    const char *text = json_string_value(value);
    char *end;

    if (json_is_number(value)) {
        *out = json_number_value(value);
        return true;
    }
    if (!text || !*text)
        return false;
    *out = strtod(text, &end);
    return *end == 0;
}

/* What "in" lists: an array, or a text with commas. NULL without memory; the caller owns it. */
static json_t *list_of(const json_t *value)
{
    const char *text = json_string_value(value);
    json_t *list = json_is_array(value) ? json_incref((json_t *)value) : json_array();

    while (text && *text) {
        size_t length = strcspn(text, ",");

        json_array_append_new(list, json_stringn(text, length));
        text += length;
        text += strspn(text, ", ");
    }
    return list;
}

static bool fits(int attribute, int operation, const json_t *value)
{
    double number;

    if (attribute < 0 || operation < 0)
        return false;
    if (operation == ONE_OF) {
        json_t *list = list_of(value), *entry;
        bool good = json_array_size(list) > 0;
        size_t i;

        json_array_foreach(list, i, entry) good = good && fits(attribute, EQUAL, entry);
        json_decref(list);
        return good;
    }
    return attribute < NUMBERS ? number_of(value, &number)
                               : operation == EQUAL && json_is_string(value);
}

static bool equals_text(int attribute, const json_t *value, const struct query_row *row)
{
    const char *text = json_string_value(value);

    if (strcmp(attributes[attribute], "sex") == 0)
        return strcasecmp(text, row->sex) == 0;
    return strcmp(text, row->location) == 0 || strcasecmp(text, row->location_name) == 0;
}

static bool compare(int attribute, int operation, const json_t *value, const struct query_row *row)
{
    const int64_t numbers[NUMBERS] = {row->poverty_score, row->group_size, row->age};
    double wanted = 0, found = attribute < NUMBERS ? (double)numbers[attribute] : 0;

    if (operation == ONE_OF) {
        json_t *list = list_of(value), *entry;
        bool one = false;
        size_t i;

        json_array_foreach(list, i, entry) one = one || compare(attribute, EQUAL, entry, row);
        json_decref(list);
        return one;
    }
    if (attribute >= NUMBERS)
        return equals_text(attribute, value, row);
    number_of(value, &wanted);
    switch ((enum operation)operation) {
    case GREATER:
        return found > wanted;
    case LESS:
        return found < wanted;
    case AT_LEAST:
        return found >= wanted;
    case AT_MOST:
        return found <= wanted;
    case EQUAL:
    case ONE_OF:
    case OPERATORS:
        break;
    }
    return found >= wanted && found <= wanted;
}

/* --- expressions: {ATTRIBUTE: {"$lt": 5}}, {"$and": [...]} ----------------------------------- */

static bool expression_in_order(const json_t *query, int depth)
{
    const char *name, *operation;
    json_t *value, *entry;
    size_t i;

    if (!json_is_object(query) || json_object_size(query) == 0 || depth > DEPTH)
        return false;
    json_object_foreach((json_t *)query, name, value)
    {
        if (strcmp(name, "$and") == 0 || strcmp(name, "$or") == 0) {
            if (json_array_size(value) == 0)
                return false;
            json_array_foreach(value, i, entry)
            {
                if (!expression_in_order(entry, depth + 1))
                    return false;
            }
        } else if (strcmp(name, "$not") == 0) {
            if (!expression_in_order(value, depth + 1))
                return false;
        } else if (json_is_object(value)) {
            json_object_foreach(value, operation, entry)
            {
                if (*operation != '$' ||
                    !fits(find_attribute(name), find_operator(operation + 1), entry))
                    return false;
            }
        } else if (!fits(find_attribute(name), EQUAL, value)) {
            return false;
        }
    }
    return true;
}

static bool expression_holds(const json_t *query, const struct query_row *row)
{
    const char *name, *operation;
    json_t *value, *entry;
    size_t i;

    json_object_foreach((json_t *)query, name, value)
    {
        bool holds = true;

        if (strcmp(name, "$and") == 0) {
            json_array_foreach(value, i, entry) holds = holds && expression_holds(entry, row);
        } else if (strcmp(name, "$or") == 0) {
            holds = false;
            json_array_foreach(value, i, entry) holds = holds || expression_holds(entry, row);
        } else if (strcmp(name, "$not") == 0) {
            holds = !expression_holds(value, row);
        } else if (json_is_object(value)) {
            json_object_foreach(value, operation, entry)
            {
                holds = holds &&
                        compare(find_attribute(name), find_operator(operation + 1), entry, row);
            }
        } else {
            holds = compare(find_attribute(name), EQUAL, value, row);
        }
        if (!holds)
            return false;
    }
    return true;
}

/* --- predicates: {"expression1": {...}, "condition": "and", "expression2": {...}} --------------
 */

static bool term_in_order(const json_t *term)
{
    const char *attribute = field_text(term, "attribute_name", FIELD_CODE);
    const char *operation = field_text(term, "operator", FIELD_CODE);

    return attribute && operation &&
           fits(find_attribute(attribute), find_operator(operation),
                json_object_get(term, "attribute_value"));
}

static bool term_holds(const json_t *term, const struct query_row *row)
{
    return compare(find_attribute(json_string_value(json_object_get(term, "attribute_name"))),
                   find_operator(json_string_value(json_object_get(term, "operator"))),
                   json_object_get(term, "attribute_value"), row);
}

static bool predicate_in_order(const json_t *predicate)
{
    const json_t *condition = json_object_get(predicate, "condition");
    const json_t *second = json_object_get(predicate, "expression2");
    const json_t *number = json_object_get(predicate, "seq_num");
    const char *name = json_string_value(condition);

    return term_in_order(json_object_get(predicate, "expression1")) &&
           (!second || term_in_order(second)) && (!number || json_is_number(number)) &&
           (!condition || (name && (strcmp(name, "and") == 0 || strcmp(name, "or") == 0 ||
                                    strcmp(name, "not") == 0)));
}

/* "not": the first holds and the second does not. */
static bool predicate_holds(const json_t *predicate, const struct query_row *row)
{
    const json_t *second = json_object_get(predicate, "expression2");
    const char *condition = json_string_value(json_object_get(predicate, "condition"));
    bool first = term_holds(json_object_get(predicate, "expression1"), row);

    if (!second)
        return condition && strcmp(condition, "not") == 0 ? !first : first;
    if (condition && strcmp(condition, "or") == 0)
        return first || term_holds(second, row);
    if (condition && strcmp(condition, "not") == 0)
        return first && !term_holds(second, row);
    return first && term_holds(second, row);
}

bool query_in_order(enum query_type type, const json_t *query)
{
    const json_t *entry;
    size_t i;

    if (type == QUERY_EXPRESSION)
        return expression_in_order(query, 0);
    if (json_array_size(query) == 0)
        return false;
    json_array_foreach(query, i, entry)
    {
        if (!predicate_in_order(entry))
            return false;
    }
    return true;
}

bool query_holds(enum query_type type, const json_t *query, const struct query_row *row)
{
    const json_t *entry;
    size_t i;

    if (type == QUERY_EXPRESSION)
        return expression_holds(query, row);
    json_array_foreach(query, i, entry)
    {
        if (!predicate_holds(entry, row))
            return false;
    }
    return true;
}
