/*
 * image: grey pictures of fingers from files, for the command-line modes.
 *
 * PGM (binary, "P5", at most 8 bits) and PNG (any kind, turned to grey). The resolution is taken
 * to be 500 dpi: PGM has nowhere to say otherwise.
 */
#ifndef DRIVERS_FINGER_IMAGE_H
#define DRIVERS_FINGER_IMAGE_H

#include <stdint.h>

/* Pixels a side, the same as of a live picture (extraction.h): two inches of noise cost its
 * extraction 2 s. */
enum { IMAGE_SIDE_MIN = 32, IMAGE_SIDE_MAX = 1000 };

/* Rows from the top, 0 black .. 255 white; pixels are owned, see image_free. */
struct image {
    uint32_t width, height; /* IMAGE_SIDE_MIN..IMAGE_SIDE_MAX */
    uint8_t *pixels;
};

/* Reads a picture. Returns 0; -errno of opening or reading; -EBADMSG for a file that is not such a
 * picture; -ERANGE for one too small or too large to be of a finger; -ENOMEM. On failure image_out
 * is untouched. */
int image_read(const char *path, struct image *image_out);

/* Wipes and releases the pixels; accepts an image never read ({0}). */
void image_free(struct image *image);

#endif
