/*
 * names: what people in Banyuwangi are called: Javanese and Osing, Madurese, Islamic; the old
 * often with one name, the young with two or three. Pure.
 */
#ifndef TESTS_CENTRAL_NAMES_H
#define TESTS_CENTRAL_NAMES_H

#include "dice.h"
#include "family.h"

#include <stdint.h>

/* A name as printed on a card, in capitals, fitting the sex and the year of birth. */
void names_draw(struct dice *dice, char sex, int32_t born, char name_out[FAMILY_NAME]);

#endif
