/*
 * sam: a stand-in for the secure access module that reads e-KTPs. The real one is a black box that
 * its owner alone hands out; this one answers the same commands, with test keys of its own.
 *
 *   00 F0 00 00 20 secret       opens it; 6982 for a wrong secret, 6985 once expired
 *   00 FF 00 00 00              ends the session with a card
 *   00 F1 00 P2 Lc control uid challenge   the cryptogram for the card; P2 01: control of 51 bytes
 *   00 F2 00 00 28 cryptogram   the card's answer; 6300 when it does not know the keys
 *   00 F3 00 00 Lc command      a plain command, wrapped
 *   00 F4 00 00 Lc reply        a wrapped reply without SW: plain data, the card's SW; 6988 when it
 *                               does not verify, and the session is over
 *   00 FA 00 00 00              sums begin; biodata is summed from here on
 *   00 FA 06 00 Lc signature    EF 6FF6, fed by the reader
 *   00 FA 05 00 00              the file selected next is summed
 *   00 FA 03 00 Lc chunk        the photo, fed by the reader
 *   00 FA 02 00 00              the next chunk is the last
 *   00 FA 04 00 00              9000 when the signature belongs to the sums, else 6300
 */
#ifndef TESTS_BENCH_SAM_H
#define TESTS_BENCH_SAM_H

#include "issuer.h"
#include "messaging.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SAM_SECRET = 32, SAM_REPLY_MAX = 258 };

/* What opens every stand-in, SAM_SECRET bytes; a kiosk is provisioned with it as with any other. */
const uint8_t *sam_secret(void);

enum sam_trouble {
    SAM_SOUND,
    SAM_EXPIRED,
    SAM_WRONG_KEYS, /* its cryptograms do not open any card */
    SAM_MUTE,       /* answers nothing, for ever */
    SAM_FORGETS,    /* once, before the next command: it lost its power, and nobody noticed */
};

/* Zeroed before the first command. */
struct sam {
    enum sam_trouble trouble; /* may be changed between two commands */
    unsigned unlocks; /* times F0 was sent */
    bool open;
    enum sam_session { SAM_NO_SESSION, SAM_CHALLENGED, SAM_SESSION } session;
    struct messaging keys, messaging;
    uint8_t token[MESSAGING_TOKEN];
    uint8_t ins;       /* of the last wrapped command */
    uint16_t selected; /* by a wrapped SELECT */
    bool summing, summing_next, last_chunk;
    struct issuer_sums sums;
    uint8_t signature[ISSUER_SIGNATURE];
    size_t sizes[ISSUER_FILES]; /* bytes in contents */
    uint8_t contents[ISSUER_FILES][16384];
};

/* Answers one command of n bytes. Returns the bytes in reply[SAM_REPLY_MAX]; 0: stays mute. */
size_t sam_answer(struct sam *sam, const uint8_t *apdu, size_t n, uint8_t *reply);

/* It lost its power. */
void sam_reset(struct sam *sam);

#endif
