/*
 * messaging: the secure messaging that the stand-in of the e-KTP's chip and the stand-in of the
 * SAM speak with each other.
 *
 * Of the shape that is publicly known (40-byte cryptograms in both directions, wrapped commands
 * and replies), filled in as ICAO Doc 9303-11 clauses 4.3 and 9.8 do it, but with a MAC of
 * two-key 3DES in CBC mode (ISO/IEC 9797-1 algorithm 1):
 *
 *   card keys     two 16-byte keys, derived from a master key and the card's number
 *   cryptogram    3DES-CBC of 32 bytes (own random, other's random, 16 bytes of key), MAC 8
 *   session       keys from both halves XORed; counter = last 4 bytes of both randoms
 *   command       0C INS P1 P2 Lc [87 L 01 data] [97 01 Le] 8E 08 MAC 00
 *   reply         [87 L 01 data] 99 02 SW 8E 08 MAC, then 9000 in clear
 *
 * The counter goes up before every command and every reply and is part of every MAC, so what is
 * altered, replayed, or out of order fails. The keys are of our own and open nothing.
 */
#ifndef TESTS_BENCH_MESSAGING_H
#define TESTS_BENCH_MESSAGING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    MESSAGING_BLOCK = 8,
    MESSAGING_KEY = 16,
    MESSAGING_TOKEN = 32,      /* clear content of a cryptogram */
    MESSAGING_CRYPTOGRAM = 40, /* token and MAC */
    MESSAGING_MAX = 261,       /* bytes of any command or reply */
};

struct messaging {
    uint8_t enc[MESSAGING_KEY], mac[MESSAGING_KEY];
    uint8_t counter[MESSAGING_BLOCK];
};

/* The keys of the card with this number under the test master key; `generation` 0 is the one that
 * cards and SAM share, any other a wrong one. */
void messaging_card_keys(const uint8_t number[8], uint8_t generation, struct messaging *keys_out);

void messaging_seal(const struct messaging *keys, const uint8_t token[MESSAGING_TOKEN],
                    uint8_t cryptogram_out[MESSAGING_CRYPTOGRAM]);

/* Returns false, and writes nothing, for a cryptogram that was not sealed with these keys. */
bool messaging_open(const struct messaging *keys, const uint8_t cryptogram[MESSAGING_CRYPTOGRAM],
                    uint8_t token_out[MESSAGING_TOKEN]);

/* The session of two tokens: the card's and the SAM's. */
void messaging_session(const uint8_t card[MESSAGING_TOKEN], const uint8_t sam[MESSAGING_TOKEN],
                       struct messaging *session_out);

/* Each moves the counter on. Returns the bytes written to out[MESSAGING_MAX]; 0 when what came is
 * not well-formed, does not fit or does not verify. A plain reply ends with its status word; a
 * wrapped one is without the status word in clear. */
size_t messaging_wrap_command(struct messaging *session, const uint8_t *plain, size_t size,
                              uint8_t *out);
size_t messaging_unwrap_command(struct messaging *session, const uint8_t *wrapped, size_t size,
                                uint8_t *out);
size_t messaging_wrap_reply(struct messaging *session, const uint8_t *plain, size_t size,
                            uint8_t *out);
size_t messaging_unwrap_reply(struct messaging *session, const uint8_t *wrapped, size_t size,
                              uint8_t *out);

#endif
