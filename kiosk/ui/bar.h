/*
 * bar: the strip along the bottom: the way back, help and done, always in the same places; before
 * help the end of it where somebody helps, and the sign of an action that has no room elsewhere; and
 * in its free middle the way through the pages where it fits.
 */
#ifndef KIOSK_UI_BAR_H
#define KIOSK_UI_BAR_H

#include "kiosk/ui/pager.h"

enum bar_place { BAR_BACK, BAR_STOP, BAR_SIGN, BAR_HELP, BAR_DONE, BAR_PLACES };

struct bar {
    const struct element *elements[BAR_PLACES]; /* NULL: none */
    unsigned indices[BAR_PLACES];               /* in the scene */
    bool plain[BAR_PLACES];                     /* without pictograms */
    int widths[BAR_PLACES];                     /* pixels */
    int y, height; /* of the buttons, pixels; height 0: no bar. y is the frame's to set */
};

/* Measures the bar of the sheet's scene for `room` pixels; `signs`: with the action that can be a
 * sign (struct element). Returns 0, -E2BIG, or -ENOSPC where a sign would divide a word. */
int bar_arrange(struct bar *out, struct sheet *sheet, int room, bool signs);

/* How many pixels are free in the middle, and where they begin; 0 without a bar. */
int bar_free(const struct bar *bar, const struct sheet *sheet, int *x_out);

/* Puts it, with the pager if that stands in it; nothing without a bar. Returns 0 or -E2BIG. */
int bar_put(const struct bar *bar, const struct pager *pager, struct sheet *sheet,
            struct page *layout);

#endif
