/*
 * apdu: short command and response APDUs (ISO/IEC 7816-4:2020 clause 5.2) and status words.
 *
 * Pure: bytes in, bytes out. A reply is hostile until apdu_decode has accepted it.
 */
#ifndef DRIVERS_CARD_APDU_H
#define DRIVERS_CARD_APDU_H

#include <stddef.h>
#include <stdint.h>

enum apdu_limits {
    APDU_COMMAND_MAX = 261, /* header 4, Lc 1, data 255, Le 1; libnfc 1.8 aborts above 262 */
    APDU_REPLY_MAX = 258,   /* data 256, status word 2 */
};

struct apdu {
    uint8_t cla, ins, p1, p2;
    const uint8_t *data; /* borrowed */
    size_t size;         /* of data, 0..255 */
    unsigned le;         /* most data wanted back, 1..256; 0: none */
};

struct apdu_reply {
    const uint8_t *data; /* into the bytes that were decoded */
    size_t size;         /* 0..256 */
    uint16_t status;     /* SW1 SW2 */
};

/* Writes the command's bytes (T=CL, so case 4 carries Le). Returns 0, or -EINVAL for a size or
 * le out of range. */
int apdu_encode(const struct apdu *command, uint8_t bytes_out[APDU_COMMAND_MAX], size_t *size_out);

/* Splits `size` bytes of a card's answer. Returns 0, or -EBADMSG when they are none. */
int apdu_decode(const uint8_t *bytes, size_t size, struct apdu_reply *reply_out);

/* What a status word means: 0 for 9000, 61xx and 6282 (fewer bytes than asked, all of them
 * good); -EACCES 6982; -ENOENT 6A82; -ERANGE 6B00; -EOPNOTSUPP 6D00 and 6E00; -EAGAIN 6Cxx
 * (ask again for xx bytes); -EPROTO for any other. */
int apdu_error(uint16_t status);

#endif
