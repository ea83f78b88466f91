#include "reading.h"

#include "instant.h"
#include "text.h"

#include <string.h>

uint32_t reading_code(const struct reading_name *names, const char *name)
{
    while (names->name && strcmp(names->name, name))
        names++;
    return names->value;
}

const json_t *reading_member(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_null(value) ? NULL : value;
}

const char *reading_string(struct reading *r, const json_t *object, const char *key)
{
    const json_t *value = reading_member(object, key);
    if (value && !json_is_string(value))
        r->wrong = true;
    return json_is_string(value) ? json_string_value(value) : "";
}

void reading_words(struct reading *r, const json_t *object, const char *key, char *out, size_t size)
{
    const char *utf8 = reading_string(r, object, key);
    if (text_copy(out, size, utf8, strlen(utf8)))
        r->wrong = true;
}

void reading_id(struct reading *r, const json_t *object, const char *key, char *out, size_t size)
{
    const char *code = reading_string(r, object, key);
    if (text_copy_code(out, size, code, strlen(code)))
        r->wrong = true;
}

void reading_told(struct reading *r, const json_t *object, const char *text_key,
                  const char *code_key, char *out, size_t size)
{
    reading_words(r, object, text_key, out, size);
    if (!*out)
        reading_words(r, object, code_key, out, size);
    if (!*out)
        r->wrong = true;
}

int64_t reading_integer(struct reading *r, const json_t *object, const char *key, int64_t most)
{
    const json_t *value = reading_member(object, key);
    if (!value)
        return 0;
    if (!json_is_integer(value) || json_integer_value(value) < 0 ||
        json_integer_value(value) > most) {
        r->wrong = true;
        return 0;
    }
    return json_integer_value(value);
}

int64_t reading_instant(struct reading *r, const json_t *object, const char *key)
{
    int64_t at = 0;
    if (reading_member(object, key) && instant_read(reading_string(r, object, key), &at))
        r->wrong = true;
    return at;
}

int32_t reading_day(struct reading *r, const json_t *object, const char *key)
{
    int32_t at = 0;
    if (reading_member(object, key) && instant_read_day(reading_string(r, object, key), &at))
        r->wrong = true;
    return at;
}

bool reading_bool(struct reading *r, const json_t *object, const char *key, bool otherwise)
{
    const json_t *value = reading_member(object, key);
    if (value && !json_is_boolean(value))
        r->wrong = true;
    return value ? json_is_true(value) : otherwise;
}

const json_t *reading_list(struct reading *r, const json_t *object, const char *key)
{
    const json_t *value = reading_member(object, key);
    if (value && !json_is_array(value))
        r->wrong = true;
    return value;
}

const json_t *reading_object(struct reading *r, const json_t *object, const char *key)
{
    const json_t *value = reading_member(object, key);
    if (value && !json_is_object(value))
        r->wrong = true;
    return value;
}
