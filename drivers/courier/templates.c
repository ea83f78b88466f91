#include "templates.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

static int parse_one(const json_t *entry, struct wire_template *t)
{
    const json_t *position = json_object_get(entry, "position");
    const json_t *record = json_object_get(entry, "record");
    size_t size;

    if (!json_is_integer(position) || json_integer_value(position) < 0 ||
        json_integer_value(position) > 10 || !json_is_string(record))
        return -EBADMSG;
    if (sodium_base642bin(t->record, sizeof t->record, json_string_value(record),
                          json_string_length(record), NULL, &size, NULL,
                          sodium_base64_VARIANT_ORIGINAL) ||
        !size)
        return -EBADMSG;
    t->position = (uint8_t)json_integer_value(position);
    t->size = (uint16_t)size;
    return 0;
}

int templates_parse(const json_t *message, struct wire_templates *templates_out)
{
    const json_t *list = json_object_get(message, "templates"), *entry;
    struct wire_templates found = {0};
    int result = 0;
    size_t i;

    if (!json_is_array(list))
        return -EBADMSG;
    json_array_foreach(list, i, entry)
    {
        const char *format = json_string_value(json_object_get(entry, "format"));
        if (found.count == WIRE_TEMPLATES_MAX)
            break;
        if (!format || strcmp(format, "iso19794-2:2005"))
            continue;
        result = parse_one(entry, &found.templates[found.count]);
        if (result)
            goto out;
        found.count++;
    }
    if (!found.count)
        result = -ENODATA;
    else
        *templates_out = found;
out:
    sodium_memzero(&found, sizeof found);
    return result;
}
