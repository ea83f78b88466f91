#include "reader.h"
#include "person_card.h"
#include "pn532.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    const char *stage;
    const struct people *people;
    struct pn532 *chip;
    struct ektp_card ektp;
    struct ektp_chip ektp_chip;
    struct picc bank;
    char name[24]; /* "off": the field is empty */
};

int reader_open(const char *stage, const struct people *people, bool real_time,
                struct reader **reader_out)
{
    struct reader *reader = calloc(1, sizeof(*reader));
    char *path = NULL;
    int error = -ENOMEM;

    if (!reader || asprintf(&path, "%s/run/pn532", stage) < 0)
        goto out;
    reader->stage = stage;
    reader->people = people;
    strcpy(reader->name, "off");
    error = pn532_start(path, real_time, &reader->chip);
    if (error != 0)
        goto out;
    *reader_out = reader;
    reader = NULL;
out:
    free(path);
    free(reader);
    return error;
}

void reader_close(struct reader *reader)
{
    if (!reader)
        return;
    pn532_stop(reader->chip);
    free(reader);
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

static int ektp_make(struct reader *reader, const char *key, const struct picc **card_out)
{
    const struct person *person = people_find(reader->people, key);
    uint8_t jpeg[EKTP_CARD_PHOTO_MAX];
    size_t size = 0;
    int error;

    if (!person)
        return -ENOENT;
    error = portrait_read(reader->stage, key, jpeg, sizeof(jpeg), &size);
    if (error != 0)
        return error;
    *card_out = ektp_card_init(&reader->ektp, person->uid, sizeof(person->uid), jpeg, size);
    if (*card_out)
        person_card_write(reader->stage, person, jpeg, size, &reader->ektp, &reader->ektp_chip);
    return *card_out ? 0 : -EINVAL;
}

int reader_place(struct reader *reader, const char *name)
{
    static const uint8_t bank_uid[4] = {0x5B, 0x1D, 0x90, 0x37};
    const struct picc *card = NULL;
    int error = 0;

    pn532_remove(reader->chip, NULL);
    strcpy(reader->name, "off");
    if (strcmp(name, "off") == 0)
        return 0;
    if (strcmp(name, "bank") == 0)
        card = bank_card_init(&reader->bank, bank_uid);
    else
        error = ektp_make(reader, name, &card);
    if (error == 0)
        error = pn532_put(reader->chip, card);
    if (error == 0)
        snprintf(reader->name, sizeof(reader->name), "%s", name);
    return error;
}

const char *reader_card(const struct reader *reader)
{
    return reader->name;
}
