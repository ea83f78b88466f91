/*
 * paint: draws a layout into a 32-bit surface, in software: a window's surface or one in memory.
 *
 * Keeps nothing: the same arguments give the same pixels, and every pixel of the surface is
 * written. A still screen needs no calls.
 */
#ifndef KIOSK_UI_PAINT_H
#define KIOSK_UI_PAINT_H

#include "kiosk/ui/font.h"
#include "kiosk/ui/layout.h"

/* The photo that stands where the scene has ROLE_PHOTO. The caller owns the pixels. */
struct paint_photo {
    unsigned width_px, height_px;
    const uint16_t *pixels; /* RGB565, rows of width_px; NULL: none, a pictogram is shown */
};

struct paint_state {
    enum contrast contrast;
    int pressed; /* index of the box under the finger, -1 for none */
    struct ring ring;
    unsigned beat; /* position of moving progress; counted up at most twice a second */
    struct paint_photo photo;
};

/* Draws. `target` has the layout's panel size and 32 bits a pixel. Returns 0; -EINVAL (another
 * surface); -ENOMEM; on failure the surface holds part of the picture and must not be shown. */
int paint_layout(SDL_Surface *target, const struct page *layout, struct fonts *fonts,
                 const struct paint_state *state);

/* Fills the surface with the theme's ground: nothing of what was shown remains. */
void paint_blank(SDL_Surface *target, enum contrast contrast);

#endif
