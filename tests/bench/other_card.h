/*
 * other_card: what people put on the reader that is no e-KTP, for the emulated PN532.
 *
 * Each call makes *card such a card and returns it; it must not move while it is on a chip.
 */
#ifndef TESTS_BENCH_OTHER_CARD_H
#define TESTS_BENCH_OTHER_CARD_H

#include "picc.h"

/* A bank card: type A, a 4-byte UID, ISO-DEP; answers 6A82 to every SELECT by file. */
const struct picc *bank_card_init(struct picc *card, const uint8_t uid[4]);

/* A telephone with a wallet in it: like a bank card, but its UID is another one each time it gets
 * power, and begins with 08 (ISO/IEC 14443-3 clause 6.5.4). */
const struct picc *phone_init(struct picc *card);

/* A passport (ICAO Doc 9303-10): its number is another one each time, as a telephone's; it knows its
 * own application by name, and no file before it was opened with what is printed in it. */
const struct picc *passport_init(struct picc *card);

/* The same as type B, whose PUPI is another one each time. */
const struct picc *passport_init_b(struct picc *card);

/* A MIFARE Classic tag, as in doors and buses: no ISO-DEP, so no commands. */
const struct picc *tag_init(struct picc *card);

/* A card that says it speaks ISO-DEP and then answers no command, as one half broken. */
const struct picc *silent_card_init(struct picc *card);

#endif
