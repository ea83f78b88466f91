/*
 * pager: the way through the pages of a screen: an arrow back and a button onward, side by side.
 * They stand in the bar where it has room, else beside the actions or under them, at the same
 * places on each page.
 */
#ifndef KIOSK_UI_PAGER_H
#define KIOSK_UI_PAGER_H

#include "kiosk/ui/buttons.h"

enum pager_place { PAGER_NONE, PAGER_IN_BAR, PAGER_BESIDE, PAGER_BELOW };

struct pager {
    enum pager_place place;
    const struct element *previous, *next;
    bool below;                /* nowhere else: a sign stands in its row */
    bool plain;                /* without the onward pictogram */
    int arrow, onward, height; /* widths of the two, and what they take, pixels */
};

/* Chooses the place: in `free` pixels of the bar, else beside *actions in `room` pixels if they are
 * no higher for it, else below them; an action is at most `widest`. Arranges *actions anew where it
 * has to. Returns 0 or -E2BIG. */
int pager_arrange(struct pager *pager, struct buttons *actions, struct sheet *sheet, int free,
                  int room, int widest);

/* Width of both with the gap between them. */
int pager_width(const struct pager *pager, const struct sheet *sheet);

/* Puts them with their right edge at x, h high; one that leads nowhere keeps its place, unseen.
 * Returns 0 or -E2BIG. */
int pager_put(const struct pager *pager, struct sheet *sheet, struct page *layout, int x, int y,
              int h);

#endif
