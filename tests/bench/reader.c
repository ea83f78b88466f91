#include "reader.h"
#include "other_card.h"
#include "person_card.h"
#include "pn532.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LYING_MAX = 2 };

struct reader {
    const char *stage;
    const struct people *people;
    char *path; /* of the serial line */
    bool real_time;
    struct pn532 *chip; /* NULL: unplugged */
    struct ektp_card ektp;
    struct ektp_chip ektp_chip;
    struct picc other;
    const struct picc *lying[LYING_MAX]; /* `ektp`, `other`, both or none */
    char name[24];                       /* "off": nothing lies there */
};

int reader_open(const char *stage, const struct people *people, bool real_time,
                struct reader **reader_out)
{
    struct reader *reader = calloc(1, sizeof(*reader));
    int error = -ENOMEM;

    if (!reader || asprintf(&reader->path, "%s/run/pn532", stage) < 0)
        goto out;
    reader->stage = stage;
    reader->people = people;
    reader->real_time = real_time;
    strcpy(reader->name, "off");
    error = reader_plug(reader, true);
    if (error != 0)
        goto out;
    *reader_out = reader;
    reader = NULL;
out:
    reader_close(reader);
    return error;
}

void reader_close(struct reader *reader)
{
    if (!reader)
        return;
    pn532_stop(reader->chip);
    free(reader->path);
    free(reader);
}

static int put_all(struct reader *reader)
{
    int error = 0;

    for (size_t i = 0; i < LYING_MAX && reader->lying[i] && error == 0; i++)
        error = pn532_put(reader->chip, reader->lying[i]);
    return error;
}

int reader_plug(struct reader *reader, bool on)
{
    int error;

    if (on == reader_is_plugged(reader))
        return 0;
    if (!on) {
        pn532_stop(reader->chip);
        reader->chip = NULL;
        return 0;
    }
    error = pn532_start(reader->path, reader->real_time, &reader->chip);
    return error == 0 ? put_all(reader) : error;
}

bool reader_is_plugged(const struct reader *reader)
{
    return reader->chip != NULL;
}

/* Reads the portrait file of `key` into out[room]. Returns 0 or -errno. */
static int portrait_read(const char *stage, const char *key, uint8_t *out, size_t room,
                         size_t *size_out)
{
    char *path;
    FILE *file;
    int error = 0;

    if (asprintf(&path, "%s/people/%s.jpg", stage, key) < 0)
        return -ENOMEM;
    file = fopen(path, "re");
    if (!file) {
        error = -errno;
    } else {
        *size_out = fread(out, 1, room, file);
        fclose(file);
    }
    free(path);
    return error;
}

/* The e-KTP of "KEY", or, as one of type B, of "KEY-b"; "KEY+N" is the same face on another chip,
 * the N-th of those who were given a new card. */
static int ektp_make(struct reader *reader, const char *name)
{
    size_t length = strlen(name);
    bool type_b = length > 2 && strcmp(name + length - 2, "-b") == 0;
    char key[sizeof(reader->name)];
    const struct person *known;
    struct person person;
    char *plus;
    uint8_t jpeg[EKTP_CARD_PHOTO_MAX], identifier[8] = {0x80};
    size_t size = 0;
    int error;

    snprintf(key, sizeof(key), "%.*s", (int)(type_b ? length - 2 : length), name);
    plus = strchr(key, '+');
    if (plus)
        *plus++ = '\0';
    known = people_find(reader->people, key);
    if (!known)
        return -ENOENT;
    person = *known;
    if (plus) {
        person.uid[5] ^= 0x80;
        person.uid[6] = (uint8_t)atoi(plus);
    }
    error = portrait_read(reader->stage, key, jpeg, sizeof(jpeg), &size);
    if (error != 0)
        return error;
    memcpy(identifier + 1, person.uid, sizeof(person.uid));
    reader->lying[0] =
        type_b ? ektp_card_init_b(&reader->ektp, identifier, jpeg, size)
               : ektp_card_init(&reader->ektp, person.uid, sizeof(person.uid), jpeg, size);
    if (reader->lying[0])
        person_card_write(reader->stage, &person, jpeg, size, &reader->ektp, &reader->ektp_chip);
    return reader->lying[0] ? 0 : -EINVAL;
}

/* The first person's e-KTP under keys that no SAM knows. */
static int forged_make(struct reader *reader)
{
    int error = ektp_make(reader, reader->people->list[0].key);

    messaging_card_keys(reader->ektp_chip.number, 1, &reader->ektp_chip.keys);
    return error;
}

/* The first person's number on somebody else's card, as it can be written on a blank one. */
static int clone_make(struct reader *reader)
{
    const struct person *person = &reader->people->list[0];
    uint8_t jpeg[EKTP_CARD_PHOTO_MAX];
    size_t size = 0;
    int error =
        portrait_read(reader->stage, reader->people->list[1].key, jpeg, sizeof(jpeg), &size);

    if (error == 0)
        reader->lying[0] =
            ektp_card_init(&reader->ektp, person->uid, sizeof(person->uid), jpeg, size);
    return error;
}

static int cards_make(struct reader *reader, const char *name)
{
    static const uint8_t bank_uid[4] = {0x5B, 0x1D, 0x90, 0x37};
    int error;

    if (strcmp(name, "off") == 0)
        return 0;
    if (strcmp(name, "two") == 0) {
        error = ektp_make(reader, reader->people->list[0].key);
        reader->lying[1] = bank_card_init(&reader->other, bank_uid);
        return error;
    }
    if (strcmp(name, "forged") == 0)
        return forged_make(reader);
    if (strcmp(name, "clone") == 0)
        return clone_make(reader);
    if (strcmp(name, "bank") == 0)
        reader->lying[0] = bank_card_init(&reader->other, bank_uid);
    else if (strcmp(name, "phone") == 0)
        reader->lying[0] = phone_init(&reader->other);
    else if (strcmp(name, "passport") == 0)
        reader->lying[0] = passport_init(&reader->other);
    else if (strcmp(name, "tag") == 0)
        reader->lying[0] = tag_init(&reader->other);
    else if (strcmp(name, "silent") == 0)
        reader->lying[0] = silent_card_init(&reader->other);
    else
        return ektp_make(reader, name);
    return 0;
}

int reader_place(struct reader *reader, const char *name)
{
    int error;

    if (reader->chip)
        pn532_remove(reader->chip, NULL);
    memset(reader->lying, 0, sizeof(reader->lying));
    strcpy(reader->name, "off");
    error = cards_make(reader, name);
    if (error == 0 && reader->chip)
        error = put_all(reader);
    if (error == 0)
        snprintf(reader->name, sizeof(reader->name), "%s", name);
    else
        memset(reader->lying, 0, sizeof(reader->lying));
    return error;
}

const char *reader_card(const struct reader *reader)
{
    return reader->name;
}
