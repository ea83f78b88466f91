/*
 * extraction: a door before libfprint's extraction of minutiae.
 *
 * libfprint takes every picture of a sensor straight to its own fp_image_detect_minutiae(). It
 * calls that public function through the dynamic linker, which finds the one of this program
 * first; ours calls libfprint's. Two things need that place:
 *
 * - a picture of 8 to 11 pixels a side ends libfprint 1.94.5 in a segmentation fault, and one of
 *   5000 x 5000 keeps a core busy for minutes: no finger is that small or that large;
 * - of a picture in which it finds nothing, libfprint hands out nothing to give advice by.
 */
#ifndef DRIVERS_FINGER_EXTRACTION_H
#define DRIVERS_FINGER_EXTRACTION_H

#include <fprint.h>

enum { EXTRACTION_SIDE_MIN = 32, EXTRACTION_SIDE_MAX = 1000 }; /* pixels */

/* While libfprint tells what became of a picture, good or bad: that picture. NULL at other times,
 * and for one that was refused for its size. Borrowed. */
FpImage *extraction_picture(void);

#endif
