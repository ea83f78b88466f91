/*
 * test_card_jpeg: JPEG pictures for the tests of the card driver.
 */
#ifndef TESTS_TEST_CARD_JPEG_H
#define TESTS_TEST_CARD_JPEG_H

#include <stdbool.h>
#include <stddef.h>

/* A picture of width by height pixels whose upper half is red and lower half blue (grey: 64 and
 * 192), a little rough so that it does not shrink to nothing. Returns its bytes, to be freed by
 * the caller, and their number in *size_out. Any failure ends the program. */
unsigned char *jpeg_make(unsigned width, unsigned height, bool grey, bool progressive,
                         size_t *size_out);

#endif
