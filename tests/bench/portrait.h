/*
 * portrait: the face on a stand-in card, drawn instead of photographed, in the layout of an
 * Indonesian identity photo (head and shoulders before a red or blue ground).
 */
#ifndef TESTS_BENCH_PORTRAIT_H
#define TESTS_BENCH_PORTRAIT_H

#include "people.h"

enum { PORTRAIT_WIDTH = 240, PORTRAIT_HEIGHT = 320, PORTRAIT_SIZE_MAX = 5 * 1024 };

/* Draws `person`'s portrait and encodes it as a baseline JPEG of at most PORTRAIT_SIZE_MAX bytes,
 * as few as a card's photo file holds. The same person gives the same bytes on the same build.
 * Returns 0 with *jpeg_out of *size_out bytes, to be freed by the caller; -ENOMEM; or -E2BIG. On
 * failure both are untouched. */
int portrait_make(const struct person *person, unsigned char **jpeg_out, size_t *size_out);

#endif
