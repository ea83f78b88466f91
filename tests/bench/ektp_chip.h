/*
 * ektp_chip: the protected half of the stand-in e-KTP: EF 6FF1 and 6FF3 to 6FF6, which are given
 * only through secure messaging (messaging.h) after mutual authentication with a SAM that knows
 * the card's keys.
 *
 *   GET CHALLENGE          00 84 00 00 08      8 random bytes, good for one authentication
 *   EXTERNAL AUTHENTICATE  00 82 00 00 28 ..   the SAM's cryptogram: random S, challenge, key half;
 *                                              answered by the card's: random, random S, key half
 *   anything with CLA 0C                       a wrapped SELECT or READ BINARY
 *
 * A wrong cryptogram is answered 6300, a wrapped command that does not verify 6988; both, and any
 * command in clear, end the session.
 */
#ifndef TESTS_BENCH_EKTP_CHIP_H
#define TESTS_BENCH_EKTP_CHIP_H

#include "issuer.h"
#include "messaging.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    EKTP_CHIP_FILES = 5, /* 6FF1, 6FF3, 6FF4, 6FF5, 6FF6 */
    EKTP_CHIP_FILE_MAX = 2048,
};

/* What is wrong with a card, for tests. */
enum ektp_chip_trouble {
    EKTP_CHIP_SOUND,
    EKTP_CHIP_ALTERS_REPLIES,  /* one bit of each wrapped reply to READ BINARY is turned */
    EKTP_CHIP_REPEATS_REPLIES, /* answers each wrapped READ BINARY as it answered the first */
};

struct ektp_chip {
    enum ektp_chip_trouble trouble;
    uint8_t number[8]; /* UID, left-padded with 80, or the type B identifier */
    struct messaging keys, session;
    bool challenged, open;
    uint8_t challenge[MESSAGING_BLOCK];
    size_t first_size;
    uint8_t first[MESSAGING_MAX]; /* EKTP_CHIP_REPEATS_REPLIES: what it said first */
    struct {
        size_t size; /* with the length field, but 6FF6, which has none */
        uint8_t bytes[EKTP_CHIP_FILE_MAX];
    } files[EKTP_CHIP_FILES];
};

/* What is written to a card; all borrowed for the call. minutiae: ISO/IEC 19794-2 records. */
struct ektp_chip_content {
    const char *biodata;
    struct {
        const uint8_t *bytes;
        size_t size;
    } minutiae[2], photo;
};

/* Makes a chip with this number and content, signed by the issuer. `generation` 0: with the keys
 * the SAM knows. Returns false when something is too large. */
bool ektp_chip_init(struct ektp_chip *chip, const uint8_t *uid, size_t uid_size, uint8_t generation,
                    const struct ektp_chip_content *content);

/* A file with its length field, NULL when it is none of the protected ones. */
const uint8_t *ektp_chip_file(const struct ektp_chip *chip, uint16_t ef, size_t *size_out);

/* The biodata as an e-KTP has it, 21 quoted fields. Returns the length, as snprintf. */
int ektp_chip_biodata(char *out, size_t room, const char *nik, const char *name, char sex);

/* Answers GET CHALLENGE and EXTERNAL AUTHENTICATE. Returns the size of the reply, with SW. */
size_t ektp_chip_authenticate(struct ektp_chip *chip, const uint8_t *apdu, size_t size,
                              uint8_t *reply);

/* Opens a wrapped command into plain_out[MESSAGING_MAX]. Returns its size; 0 when it was refused:
 * the session is over. */
size_t ektp_chip_unwrap(struct ektp_chip *chip, const uint8_t *apdu, size_t size,
                        uint8_t *plain_out);

/* Wraps the reply of `size` bytes to that command in place, with 9000 behind it. Returns its size.
 */
size_t ektp_chip_wrap(struct ektp_chip *chip, uint8_t ins, uint8_t *reply, size_t size);

/* The session is over: power was lost, or a command came in clear. */
void ektp_chip_close(struct ektp_chip *chip);

#endif
