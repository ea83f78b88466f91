/*
 * field: members of a JSON object that came from outside, taken with their bounds. Pure.
 */
#ifndef TESTS_CENTRAL_FIELD_H
#define TESTS_CENTRAL_FIELD_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum field_limits {
    FIELD_ID = 64, /* message, transaction and reference ids, with the NUL */
    FIELD_CODE = 32,
    FIELD_UUID = 37,
};

/* The text of object[name], borrowed from the object; NULL when it is absent, not a text, empty,
 * or not shorter than `size` bytes. jansson has refused embedded NULs and bad UTF-8 already. */
const char *field_text(const json_t *object, const char *name, size_t size);

/* As field_text, but only the 36 characters of a UUID (RFC 9562, 4). */
const char *field_uuid(const json_t *object, const char *name);

/* The instant of object[name]. Returns 0 or -EINVAL. */
int field_instant(const json_t *object, const char *name, int64_t *instant_out);

/* As field_instant, but any time of RFC 3339, with or without fractions of a second, as partner
 * systems write it. Returns 0 or -EINVAL. */
int field_when(const json_t *object, const char *name, int64_t *instant_out);

/* Exactly `size` bytes written as hexadecimal in object[name]. Returns 0 or -EINVAL. */
int field_hex(const json_t *object, const char *name, size_t size, uint8_t *bytes_out);

/* Writes object[name] as the contract does; 0 or an empty text means absent and is left out.
 * Return 0, -ENOMEM, or -EINVAL for a time that cannot be written. */
int field_put_text(json_t *object, const char *name, const char *text);
int field_put_number(json_t *object, const char *name, int64_t number);
int field_put_instant(json_t *object, const char *name, int64_t instant);
int field_put_day(json_t *object, const char *name, int32_t day);

#endif
