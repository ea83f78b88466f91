/*
 * flow: the body of a screen, row after row, over as many pages as it takes.
 */
#ifndef KIOSK_UI_FLOW_H
#define KIOSK_UI_FLOW_H

#include "kiosk/ui/block.h"

enum { FLOW_BLOCKS_MAX = SCENE_ELEMENTS_MAX + 1, FLOW_PIECES_MAX = 512 };

/* Rows of one block on one page. */
struct piece {
    unsigned block, page, from, to;
    int x, y, h;
};

struct flow {
    struct rect area; /* of the body on every page */
    int reach;        /* nothing that can be touched lies above this y */
    unsigned count;
    struct block blocks[FLOW_BLOCKS_MAX];
    unsigned piece_count, pages;
    struct piece pieces[FLOW_PIECES_MAX];
};

/* Adds an element (or what is left of a title) to the end of the body. Returns 0 or -E2BIG. */
int flow_add(struct flow *flow, struct sheet *sheet, const struct element *element, unsigned index,
             unsigned first_row, int width);

/* Gives every block its place; `columns` (1 or 2) stand side by side where neighbours can be
 * touched and were measured for that width. Returns 0, -E2BIG (PAGE_PAGES_MAX) or -ENOSPC (not
 * one row fits). */
int flow_page(struct flow *flow, const struct sheet *sheet, int columns);

#endif
