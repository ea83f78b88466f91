/*
 * reading: members of the service's JSON objects, each read as the contract says or not at all.
 * Pure. An absent member, or null, reads as 0 or "". The first that is of another type, out of
 * bounds or no such day makes `wrong` true: the reader goes on, and refuses the record at the end.
 */
#ifndef DRIVERS_COURIER_READING_H
#define DRIVERS_COURIER_READING_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct reading {
    bool wrong;
};

/* A name the contract gives to a number of the wire. */
struct reading_name {
    const char *name;
    uint32_t value;
};

/* The number of `name`; the end of the list, named NULL, stands for every other one. */
uint32_t reading_code(const struct reading_name *names, const char *name);

/* The member, or NULL when it is absent or null. Borrowed. */
const json_t *reading_member(const json_t *object, const char *key);

/* Its text, or "". Borrowed. */
const char *reading_string(struct reading *r, const json_t *object, const char *key);

/* Words for a screen, cut between characters; a machine's id, whole (text.h). */
void reading_words(struct reading *r, const json_t *object, const char *key, char *out,
                   size_t size);
void reading_id(struct reading *r, const json_t *object, const char *key, char *out, size_t size);

#define READING_WORDS(r, object, key, array) reading_words(r, object, key, array, sizeof(array))
#define READING_ID(r, object, key, array)    reading_id(r, object, key, array, sizeof(array))

/* The words that tell a code this version may not know, else the code; neither is wrong. */
void reading_told(struct reading *r, const json_t *object, const char *text_key,
                  const char *code_key, char *out, size_t size);

/* 0..most. */
int64_t reading_integer(struct reading *r, const json_t *object, const char *key, int64_t most);

/* Seconds since 1970; YYYYMMDD. */
int64_t reading_instant(struct reading *r, const json_t *object, const char *key);
int32_t reading_day(struct reading *r, const json_t *object, const char *key);

/* `otherwise` when it is absent. */
bool reading_bool(struct reading *r, const json_t *object, const char *key, bool otherwise);

/* An array, or NULL. Borrowed. */
const json_t *reading_list(struct reading *r, const json_t *object, const char *key);

/* An object, or NULL. Borrowed. */
const json_t *reading_object(struct reading *r, const json_t *object, const char *key);

#endif
