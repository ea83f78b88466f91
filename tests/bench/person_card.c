#include "person_card.h"

#include <stdio.h>
#include <stdlib.h>

/* Returns the bytes read into out, 0 when there is no such record. */
static size_t read_record(const char *stage, const char *key, enum hand hand,
                          uint8_t out[EKTP_CHIP_FILE_MAX])
{
    char *path;
    size_t size = 0;
    if (asprintf(&path, "%s/people/%s-%s.iso", stage, key, people_hand(hand)) < 0)
        return 0;
    FILE *file = fopen(path, "re");
    if (file) {
        size = fread(out, 1, EKTP_CHIP_FILE_MAX, file);
        fclose(file);
    }
    free(path);
    return size;
}

bool person_card_write(const char *stage, const struct person *person, const uint8_t *jpeg,
                       size_t jpeg_size, struct ektp_card *card, struct ektp_chip *chip)
{
    uint8_t records[HANDS][EKTP_CHIP_FILE_MAX];
    char biodata[512];
    struct ektp_chip_content content = {.biodata = biodata, .photo = {jpeg, jpeg_size}};
    for (int hand = 0; hand < HANDS; hand++) {
        content.minutiae[hand].bytes = records[hand];
        content.minutiae[hand].size =
            read_record(stage, person->key, (enum hand)hand, records[hand]);
        if (!content.minutiae[hand].size)
            return false;
    }
    ektp_chip_biodata(biodata, sizeof biodata, person->nik, person->name, person->sex);
    if (!ektp_chip_init(chip, person->uid, sizeof person->uid, 0, &content))
        return false;
    card->chip = chip;
    return true;
}
