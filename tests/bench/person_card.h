/*
 * person_card: a person's e-KTP with everything on it: UID, portrait, and the chip with biodata and
 * the minutiae of both index fingers.
 */
#ifndef TESTS_BENCH_PERSON_CARD_H
#define TESTS_BENCH_PERSON_CARD_H

#include "ektp_card.h"
#include "people.h"

/* Writes the chip of a card that was made for `person` with this portrait, and puts it into the
 * card: a card without it can be read at level tag only, as when the stage's album has no minutiae
 * records of the person. Returns whether it has one. */
bool person_card_write(const char *stage, const struct person *person, const uint8_t *jpeg,
                       size_t jpeg_size, struct ektp_card *card, struct ektp_chip *chip);

#endif
