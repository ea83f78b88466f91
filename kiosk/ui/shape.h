/*
 * shape: smooth rounded rectangles, QR codes and photos on a 32-bit surface. All stay inside the
 * surface; lengths are pixels.
 */
#ifndef KIOSK_UI_SHAPE_H
#define KIOSK_UI_SHAPE_H

#include "kiosk/ui/layout.h"
#include "kiosk/ui/paint.h"

/* Fills a rectangle with corners of radius `radius` (at most half the shorter side). */
void shape_fill(SDL_Surface *target, struct rect rect, int radius, struct rgb colour);

/* Fills the edge of such a rectangle alone, `wide` (at most the radius) from each side and all of
 * the corners: what goes inside it has corners of `radius` less `wide`. */
void shape_edge(SDL_Surface *target, struct rect rect, int radius, int wide, struct rgb colour);

/* Draws `text` as a QR code (level M, ISO/IEC 18004) with its quiet zone of four modules, centred
 * in rect, every module a whole number of pixels. Returns 0; -E2BIG (too much text, or less than
 * one pixel a module); -ENOMEM. */
int shape_code(SDL_Surface *target, struct rect rect, const char *text, struct rgb dark,
               struct rgb light);

/* Draws the photo as large as it fits in rect, centred, with corners of `radius` on `ground`.
 * Returns 0, -EINVAL (no pixels) or -ENOMEM. */
int shape_photo(SDL_Surface *target, struct rect rect, int radius, const struct paint_photo *photo,
                struct rgb ground);

#endif
