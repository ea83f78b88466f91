#include "people.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

static int copy(char *out, size_t room, const char *text)
{
    size_t size = strlen(text) + 1;

    if (size == 1 || size > room)
        return -EBADMSG;
    memcpy(out, text, size);
    return 0;
}

static int uid_from_hex(uint8_t out[PEOPLE_UID], const char *hex)
{
    if (strlen(hex) != 2 * PEOPLE_UID || strspn(hex, "0123456789ABCDEFabcdef") != 2 * PEOPLE_UID)
        return -EBADMSG;
    for (size_t i = 0; i < PEOPLE_UID; i++)
        sscanf(hex + 2 * i, "%2hhx", &out[i]);
    return 0;
}

static int person_read(json_t *from, struct person *out)
{
    const char *key, *name, *sex, *uid, *nik = NULL;
    int right, left;

    if (json_unpack(from, "{s:s, s:s, s:s, s:s, s?s, s:[i, i!]}", "key", &key, "name", &name, "sex",
                    &sex, "uid", &uid, "nik", &nik, "fingers", &right, &left) != 0)
        return -EBADMSG;
    if (copy(out->key, sizeof(out->key), key) != 0 ||
        copy(out->name, sizeof(out->name), name) != 0 ||
        (nik && copy(out->nik, sizeof(out->nik), nik) != 0) || uid_from_hex(out->uid, uid) != 0)
        return -EBADMSG;
    if (strcmp(sex, "L") != 0 && strcmp(sex, "P") != 0)
        return -EBADMSG;
    out->sex = sex[0];
    out->fingers[HAND_RIGHT] = (uint32_t)right;
    out->fingers[HAND_LEFT] = (uint32_t)left;
    return 0;
}

int people_read(const char *path, struct people *people_out)
{
    struct people people = {0};
    FILE *file = fopen(path, "re");
    json_t *root = NULL;
    int error = -EBADMSG;

    if (!file)
        return -errno;
    root = json_loadf(file, 0, NULL);
    if (!json_is_array(root) || json_array_size(root) == 0 || json_array_size(root) > PEOPLE_MAX)
        goto out;
    for (; people.count < json_array_size(root); people.count++) {
        if (person_read(json_array_get(root, people.count), &people.list[people.count]) != 0)
            goto out;
    }
    *people_out = people;
    error = 0;
out:
    json_decref(root);
    fclose(file);
    return error;
}

const struct person *people_find(const struct people *people, const char *key)
{
    for (size_t i = 0; i < people->count; i++) {
        if (strcmp(people->list[i].key, key) == 0)
            return &people->list[i];
    }
    return NULL;
}

const char *people_hand(enum hand hand)
{
    return hand == HAND_LEFT ? "left" : "right";
}
