/*
 * grid: the keys of a keyboard or number pad, and steppers: rows of keys, each as many units wide
 * as its span, every row centred. A grid is never paged: it stands in the frame.
 */
#ifndef KIOSK_UI_GRID_H
#define KIOSK_UI_GRID_H

#include "kiosk/ui/block.h"

struct grid {
    unsigned rows;    /* 0: the scene has no keys */
    int unit, height; /* of a key of span 1, pixels */
};

/* Measures the ROLE_KEY elements of the sheet's scene for `room` pixels. Returns 0 or -E2BIG. */
int grid_arrange(struct grid *out, struct sheet *sheet, int room);

/* Height of all rows with the gaps between them. */
int grid_height(const struct grid *grid, const struct sheet *sheet);

/* Puts them at x, y, in the order of the scene. Returns 0 or -E2BIG. */
int grid_put(const struct grid *grid, struct sheet *sheet, struct page *layout, int x, int y,
             int room);

#endif
