/*
 * buttons: rows of equally large buttons.
 */
#ifndef KIOSK_UI_BUTTONS_H
#define KIOSK_UI_BUTTONS_H

#include "kiosk/ui/block.h"

enum { BUTTONS_MAX = 16 };

/* Up to BUTTONS_MAX elements that stand in rows of `columns` cells. */
struct buttons {
    unsigned count;
    const struct element *elements[BUTTONS_MAX];
    unsigned indices[BUTTONS_MAX]; /* in the scene */
    bool plain;                    /* without pictograms */
    int columns, width, height;    /* of one button, pixels */
    int widths[BUTTONS_MAX];       /* of each, where they differ; 0: `width` */
};

/* Adds a button; past BUTTONS_MAX returns -E2BIG. */
int buttons_add(struct buttons *buttons, const struct element *element, unsigned index);

/* Chooses how many stand side by side in `room` pixels, so that all together are lowest and no
 * word is divided where that can be helped. Pictograms go only where lines are few. Returns 0 or
 * -E2BIG. */
int buttons_arrange(struct buttons *buttons, struct sheet *sheet, int room, int widest);

/* Stands them in one row across `room`, each as wide as its label asks and a share of what is left.
 * False, and nothing changed, where they do not fit in one line of text. */
bool buttons_spread(struct buttons *buttons, struct sheet *sheet, int room);

/* Height of all rows with the gaps between them; 0 without buttons. */
int buttons_height(const struct buttons *buttons, const struct sheet *sheet);

/* Puts them at x, y. Returns 0 or -E2BIG. */
int buttons_put(const struct buttons *buttons, struct sheet *sheet, struct page *layout, int x,
                int y);

#endif
