/*
 * ektp_card: an e-KTP, to be put on the emulated PN532.
 *
 * The e-KTP has DF 7F0A with EF 6FF0 (card control) and EF 6FF2 (photo) open; both begin with
 * a 2-byte big-endian length that excludes itself. EF 6FF1 and 6FF3 to 6FF6 can be selected
 * and answer READ BINARY with 6982, unless the card was given a chip (ektp_chip.h) and the command
 * comes through its secure messaging. Commands: SELECT by file id, READ BINARY, and for type B
 * the identifier by `00 DD`.
 * No secret of any real card is in here.
 */
#ifndef TESTS_BENCH_EKTP_CARD_H
#define TESTS_BENCH_EKTP_CARD_H

#include "ektp_chip.h"
#include "picc.h"

#define EKTP_CARD_PHOTO_MAX 8192

/* How long the card works on a command before it answers; of a real one it is not known. */
#define EKTP_CARD_WORK_US 1500

struct ektp_card {
    struct picc picc;       /* put &card.picc on the chip */
    uint8_t identifier[8];  /* type B only */
    struct ektp_chip *chip; /* borrowed; NULL: nothing protected can be read */
    uint16_t df, ef;        /* what is selected; 0: nothing */
    size_t photo_size;      /* with the length field */
    uint8_t photo[2 + EKTP_CARD_PHOTO_MAX];
};

/* Makes *card a type A e-KTP with this UID (4, 7 or 10 bytes) and this photo (copied, at most
 * EKTP_CARD_PHOTO_MAX bytes, any bytes at all). Returns &card->picc, which lives as long as
 * *card does and must not move while it is on a chip; NULL when a size is out of range. */
const struct picc *ektp_card_init(struct ektp_card *card, const uint8_t *uid, size_t uid_size,
                                  const uint8_t *jpeg, size_t jpeg_size);

/* The same card as type B: `identifier` is what it answers to the identifier command; its PUPI
 * is unrelated to it. */
const struct picc *ektp_card_init_b(struct ektp_card *card, const uint8_t identifier[8],
                                    const uint8_t *jpeg, size_t jpeg_size);

#endif
