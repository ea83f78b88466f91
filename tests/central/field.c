#include "field.h"

#include "calendar.h"
#include "drivers/courier/instant.h"

#include <ctype.h>
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

const char *field_text(const json_t *object, const char *name, size_t size)
{
    const json_t *value = json_object_get(object, name);
    size_t length = json_string_length(value);

    return length > 0 && length < size ? json_string_value(value) : NULL;
}

const char *field_uuid(const json_t *object, const char *name)
{
    const char *text = field_text(object, name, FIELD_UUID);

    if (!text || strlen(text) != FIELD_UUID - 1)
        return NULL;
    for (size_t i = 0; i < FIELD_UUID - 1; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : !isxdigit((unsigned char)text[i]))
            return NULL;
    }
    return text;
}

int field_instant(const json_t *object, const char *name, int64_t *instant_out)
{
    const char *text = field_text(object, name, INSTANT_TEXT);

    return text ? instant_read(text, instant_out) : -EINVAL;
}

int field_when(const json_t *object, const char *name, int64_t *instant_out)
{
    enum { SECONDS = sizeof("2026-11-22T03:04:05") - 1, OFFSET = sizeof("+07:00") - 1, ROOM = 48 };
    const char *text = field_text(object, name, ROOM);
    char plain[INSTANT_TEXT];
    int64_t instant;
    int hours = 0, minutes = 0;
    const char *zone;

    if (!text || strlen(text) <= SECONDS)
        return -EINVAL;
    snprintf(plain, sizeof(plain), "%.19sZ", text);
    if (plain[10] == 't')
        plain[10] = 'T';
    zone = text + SECONDS;
    if (*zone == '.' && isdigit((unsigned char)zone[1]))
        zone += 1 + strspn(zone + 1, "0123456789");
    if (instant_read(plain, &instant) < 0)
        return -EINVAL;
    if (strcmp(zone, "Z") != 0 && strcmp(zone, "z") != 0) {
        if ((*zone != '+' && *zone != '-') || strlen(zone) != OFFSET || zone[3] != ':' ||
            strspn(zone + 1, "0123456789") != 2 || strspn(zone + 4, "0123456789") != 2 ||
            sscanf(zone + 1, "%2d:%2d", &hours, &minutes) != 2 || hours > 23 || minutes > 59)
            return -EINVAL;
        instant -= (*zone == '+' ? 60 : -60) * (60 * hours + minutes);
    }
    *instant_out = instant;
    return 0;
}

int field_hex(const json_t *object, const char *name, size_t size, uint8_t *bytes_out)
{
    const char *text = field_text(object, name, 2 * size + 1);

    if (!text || strlen(text) != 2 * size || strspn(text, "0123456789abcdefABCDEF") != 2 * size)
        return -EINVAL;
    return sodium_hex2bin(bytes_out, size, text, 2 * size, NULL, NULL, NULL) ? -EINVAL : 0;
}

static int put(json_t *object, const char *name, json_t *value)
{
    return json_object_set_new(object, name, value) ? -ENOMEM : 0;
}

int field_put_text(json_t *object, const char *name, const char *text)
{
    return text && *text ? put(object, name, json_string(text)) : 0;
}

int field_put_number(json_t *object, const char *name, int64_t number)
{
    return number ? put(object, name, json_integer(number)) : 0;
}

int field_put_instant(json_t *object, const char *name, int64_t instant)
{
    char text[INSTANT_TEXT] = "";

    if (instant && instant_write(instant, text) < 0)
        return -EINVAL;
    return field_put_text(object, name, text);
}

int field_put_day(json_t *object, const char *name, int32_t day)
{
    char text[CALENDAR_DAY] = "";

    if (day)
        calendar_write_day(day, text);
    return field_put_text(object, name, text);
}
