#include "ektp_chip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/rand.h>
#include <openssl/sha.h>

enum { READ_BINARY = 0xb0, GET_CHALLENGE = 0x84, EXTERNAL_AUTHENTICATE = 0x82 };

static const uint16_t names[EKTP_CHIP_FILES] = {0x6ff1, 0x6ff3, 0x6ff4, 0x6ff5, 0x6ff6};
enum { BIODATA, WRITTEN, MINUTIAE, SIGNATURE = EKTP_CHIP_FILES - 1 };

static size_t status(uint8_t *reply, uint16_t word)
{
    reply[0] = (uint8_t)(word >> 8);
    reply[1] = (uint8_t)word;
    return 2;
}

static bool put_file(struct ektp_chip *chip, int file, const void *bytes, size_t size)
{
    if (size + 2 > EKTP_CHIP_FILE_MAX)
        return false;
    chip->files[file].size = size + 2;
    chip->files[file].bytes[0] = (uint8_t)(size >> 8);
    chip->files[file].bytes[1] = (uint8_t)size;
    memcpy(chip->files[file].bytes + 2, bytes, size);
    return true;
}

static void sum(const struct ektp_chip *chip, int file, uint8_t sum_out[ISSUER_SUM])
{
    SHA256(chip->files[file].bytes + 2, chip->files[file].size - 2, sum_out);
}

bool ektp_chip_init(struct ektp_chip *chip, const uint8_t *uid, size_t uid_size, uint8_t generation,
                    const struct ektp_chip_content *content)
{
    uint8_t written[300]; /* 168 x 44 pixels in a compression of its own: any bytes do */
    struct issuer_sums sums;
    if (uid_size > 8)
        return false;
    *chip = (struct ektp_chip){.trouble = EKTP_CHIP_SOUND};
    memset(chip->number, 0x80, sizeof chip->number);
    memcpy(chip->number + 8 - uid_size, uid, uid_size);
    messaging_card_keys(chip->number, generation, &chip->keys);
    for (size_t i = 0; i < sizeof written; i++)
        written[i] = (uint8_t)(i * 37);
    if (!put_file(chip, BIODATA, content->biodata, strlen(content->biodata)) ||
        !put_file(chip, WRITTEN, written, sizeof written))
        return false;
    for (int i = 0; i < 2; i++)
        if (!put_file(chip, MINUTIAE + i, content->minutiae[i].bytes, content->minutiae[i].size))
            return false;
    sum(chip, BIODATA, sums.of[0]);
    SHA256(content->photo.bytes, content->photo.size, sums.of[1]);
    for (int i = 0; i < 3; i++)
        sum(chip, WRITTEN + i, sums.of[2 + i]);
    issuer_sign(&sums, chip->files[SIGNATURE].bytes);
    chip->files[SIGNATURE].size = ISSUER_SIGNATURE;
    return true;
}

const uint8_t *ektp_chip_file(const struct ektp_chip *chip, uint16_t ef, size_t *size_out)
{
    for (int i = 0; i < EKTP_CHIP_FILES; i++)
        if (names[i] == ef) {
            *size_out = chip->files[i].size;
            return chip->files[i].bytes;
        }
    return NULL;
}

int ektp_chip_biodata(char *out, size_t room, const char *nik, const char *name, char sex)
{
    return snprintf(out, room,
                    "\"%s\",\"DUSUN KRAJAN\",\"001\",\"002\",\"BANYUWANGI\",\"GLAGAH\",\"KEMIREN\","
                    "\"BANYUWANGI\",\"%s\",\"-\",\"ISLAM\",\"KAWIN\",\"PETANI\",\"%s\","
                    "\"07-08-1971\",\"JAWA TIMUR\",\"\",\"\",\"\",\"WNI\",\"\"",
                    nik, sex == 'P' ? "PEREMPUAN" : "LAKI-LAKI", name);
}

static size_t challenge(struct ektp_chip *chip, uint8_t *reply)
{
    ektp_chip_close(chip);
    if (RAND_bytes(chip->challenge, sizeof chip->challenge) != 1)
        abort();
    chip->challenged = true;
    memcpy(reply, chip->challenge, sizeof chip->challenge);
    return sizeof chip->challenge + status(reply + sizeof chip->challenge, 0x9000);
}

size_t ektp_chip_authenticate(struct ektp_chip *chip, const uint8_t *apdu, size_t size,
                              uint8_t *reply)
{
    uint8_t theirs[MESSAGING_TOKEN], own[MESSAGING_TOKEN];
    if (apdu[1] == GET_CHALLENGE)
        return size == 5 && apdu[4] == 8 ? challenge(chip, reply) : status(reply, 0x6700);
    if (size < 5 + MESSAGING_CRYPTOGRAM || apdu[4] != MESSAGING_CRYPTOGRAM)
        return status(reply, 0x6700);
    bool known = chip->challenged && messaging_open(&chip->keys, apdu + 5, theirs) &&
                 memcmp(theirs + 8, chip->challenge, 8) == 0;
    ektp_chip_close(chip);
    if (!known)
        return status(reply, 0x6300);
    if (RAND_bytes(own, sizeof own) != 1)
        abort();
    memcpy(own + 8, theirs, 8);
    messaging_seal(&chip->keys, own, reply);
    messaging_session(own, theirs, &chip->session);
    chip->open = true;
    return MESSAGING_CRYPTOGRAM + status(reply + MESSAGING_CRYPTOGRAM, 0x9000);
}

size_t ektp_chip_unwrap(struct ektp_chip *chip, const uint8_t *apdu, size_t size,
                        uint8_t *plain_out)
{
    size_t n = chip->open ? messaging_unwrap_command(&chip->session, apdu, size, plain_out) : 0;
    if (!n)
        ektp_chip_close(chip);
    return n;
}

size_t ektp_chip_wrap(struct ektp_chip *chip, uint8_t ins, uint8_t *reply, size_t size)
{
    uint8_t wrapped[MESSAGING_MAX + MESSAGING_BLOCK];
    size_t n = messaging_wrap_reply(&chip->session, reply, size, wrapped);
    if (n + 2 > 258)
        return status(reply, 0x6700);
    if (ins == READ_BINARY && chip->trouble == EKTP_CHIP_ALTERS_REPLIES)
        wrapped[n / 2] ^= 0x10;
    if (ins == READ_BINARY && chip->trouble == EKTP_CHIP_REPEATS_REPLIES) {
        if (!chip->first_size) {
            chip->first_size = n;
            memcpy(chip->first, wrapped, n);
        }
        n = chip->first_size;
        memcpy(wrapped, chip->first, n);
    }
    memcpy(reply, wrapped, n);
    return n + status(reply + n, 0x9000);
}

void ektp_chip_close(struct ektp_chip *chip)
{
    chip->challenged = chip->open = false;
    chip->first_size = 0;
    memset(&chip->session, 0, sizeof chip->session);
}
