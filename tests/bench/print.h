/*
 * print: synthetic fingerprints, so that the bench and the tests have fingers of their own.
 *
 * A finger is a seed: it fixes an orientation field (zero-pole model of Sherlock and Monro, with
 * loops, deltas and whorls as in SFinGe: Maltoni et al., Handbook of Fingerprint Recognition,
 * chapter 6) and the ridges that grow in it under repeated Gabor filtering from random starting
 * points; minutiae arise where the growing ridges meet. An impression of that finger is what one
 * press leaves on the glass: rotated, moved, stretched, of some pressure, with noise, and with
 * only part of the finger touching. Dark ridges on a light ground, ridge period about 9 pixels.
 *
 * Deterministic: the same two numbers give the same pixels on the same build.
 */
#ifndef TESTS_BENCH_PRINT_H
#define TESTS_BENCH_PRINT_H

#include <stdint.h>

enum { PRINT_WIDTH = 300, PRINT_HEIGHT = 400, PRINT_DPI = 500 };

/* pixels: width * height bytes in rows from the top, 0 black .. 255 white; owned, see
 * print_free. */
struct print_image {
    int width, height; /* PRINT_WIDTH, PRINT_HEIGHT */
    uint8_t *pixels;
};

/* What can go wrong with a press. */
enum print_fault {
    PRINT_SOUND,
    PRINT_DRY,     /* pale, broken ridges */
    PRINT_WET,     /* filled valleys */
    PRINT_TIP,     /* only the tip touches */
    PRINT_ASIDE,   /* half beside the glass */
    PRINT_SLID,    /* moved while it was taken */
    PRINT_SMUDGED, /* marks on the glass around it */
};

/* Makes one impression of one finger. Impression 0 is a careful one (centred, upright, whole), fit
 * for enrolment; every other number is a different live press. Returns 0 or -ENOMEM; on failure
 * image_out is untouched. */
int print_make(uint32_t finger_seed, uint32_t impression, struct print_image *image_out);

/* The same, with something wrong. */
int print_make_faulty(uint32_t finger_seed, uint32_t impression, enum print_fault fault,
                      struct print_image *image_out);

/* Releases the pixels and clears the struct; accepts an image never made ({0}). */
void print_free(struct print_image *image);

#endif
