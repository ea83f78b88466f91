/*
 * picc: a contactless card (PICC, ISO/IEC 14443) as the emulated PN532 sees it.
 *
 * Plain parameters of the anticollision answers plus one function that answers APDUs
 * (ISO/IEC 7816-4). Everything below an APDU (ISO/IEC 14443-4 blocks, chaining, presence
 * checks) is done by pn532.c; a card never sees it.
 */
#ifndef TESTS_BENCH_PICC_H
#define TESTS_BENCH_PICC_H

#include <stddef.h>
#include <stdint.h>

/* Longest reply of a card to one APDU: 256 bytes and the status word. */
#define PICC_REPLY_MAX 258

enum picc_type { PICC_TYPE_A, PICC_TYPE_B };

struct picc {
    enum picc_type type;

    /* Type A: ISO/IEC 14443-3 clause 6. ats_size 0 and sak without bit 0x20: no ISO-DEP. */
    uint8_t uid[10];
    size_t uid_size; /* 4, 7 or 10 */
    uint8_t atqa[2]; /* as InListPassiveTarget gives SENS_RES: most significant first */
    uint8_t sak;
    uint8_t ats[20]; /* from TL on, without CRC */
    size_t ats_size;

    /* Type B: ATQB, ISO/IEC 14443-3 clause 7.9. */
    uint8_t pupi[4];
    uint8_t application_data[4];
    uint8_t protocol_info[3];

    /* How long the card works on each command before its answer begins. */
    uint32_t work_us;

    /* Answers one APDU of n bytes: writes data and status word to reply[PICC_REPLY_MAX] and
     * returns their number. 0: the card stays mute. Called in the chip's thread. */
    size_t (*answer)(void *card, const uint8_t *apdu, size_t n, uint8_t *reply);
    /* The card left the field or lost its power: forget what was selected. May be NULL. */
    void (*reset)(void *card);
    void *card; /* handed to the two functions */
};

#endif
