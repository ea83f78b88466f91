#include "kiosk/ui/flow.h"

#include <errno.h>
#include <string.h>

static bool is_tappable(const struct block *b)
{
    return b->element->action.what != 0;
}

static bool is_button(enum role role)
{
    return role == ROLE_PRIMARY || role == ROLE_ACTION || role == ROLE_SETTING;
}

int flow_add(struct flow *flow, struct sheet *sheet, const struct element *element, unsigned index,
             unsigned first_row, int width)
{
    if (flow->count == FLOW_BLOCKS_MAX)
        return -E2BIG;
    struct block *b = &flow->blocks[flow->count];
    unsigned mark = sheet->line_count;
    int rc = is_button(element->role) ? block_measure_button(b, sheet, element, index, width, false)
                                      : block_measure(b, sheet, element, index, width);
    /* What takes more than a page is parted between sentences. */
    if (rc == 0 && b->height > flow->area.h && !is_button(element->role)) {
        sheet->line_count = mark;
        sheet->apart = true;
        rc = block_measure(b, sheet, element, index, width);
        sheet->apart = false;
    }
    if (rc < 0)
        return rc;
    b->first_row = first_row;
    flow->count++;
    return 0;
}

static int whole(const struct block *b, const struct sheet *sheet)
{
    return block_height(b, sheet, b->rows - b->first_row, true);
}

static int add_piece(struct flow *flow, unsigned block, unsigned from, unsigned to, int x, int y,
                     int h)
{
    if (flow->piece_count == FLOW_PIECES_MAX || flow->pages > PAGE_PAGES_MAX)
        return -E2BIG;
    flow->pieces[flow->piece_count++] = (struct piece){block, flow->pages - 1, from, to, x, y, h};
    return 0;
}

static int space_between(const struct sheet *sheet, const struct block *above,
                         const struct block *below)
{
    if (is_tappable(above) || is_tappable(below))
        return sheet->gap;
    if (above->element->role == ROLE_FACT && below->element->role == ROLE_FACT &&
        (above->paired || !sheet->roomy))
        return sheet->paragraph / 2;
    return sheet->paragraph;
}

/* Whether a row is a single word. */
static bool is_word(const struct block *b, const struct sheet *sheet, unsigned row)
{
    for (unsigned i = 0; i < b->lines; i++) {
        const struct sheet_line *line = &sheet->lines[b->first_line + i];
        if (line->row == row && memchr(line->span.text, ' ', line->span.length))
            return false;
    }
    return true;
}

/* The row that begins the next page, of those after `from` and up to `to`, which is all this one
 * holds: between sentences where the next one then stays whole, and never a lone last word. */
static unsigned part(const struct block *b, const struct sheet *sheet, unsigned from, unsigned to)
{
    unsigned rest = to, next = to;

    if (to == b->rows)
        return to;
    while (rest > from && !block_rests(b, sheet, rest - 1))
        rest--;
    while (next < b->rows && !block_rests(b, sheet, next))
        next++;
    if (rest > from && next + 1 - rest <= to - from)
        return rest;
    return to + 1 == b->rows && to - from > 1 && is_word(b, sheet, to) ? to - 1 : to;
}

/* Puts a block taller than an empty page on this page and the next ones; *y_out is where the page
 * goes on after it. */
static int divide(struct flow *flow, const struct sheet *sheet, unsigned index, int top, int *y_out)
{
    const struct block *b = &flow->blocks[index];
    int bottom = flow->area.y + flow->area.h;

    for (unsigned from = b->first_row; from < b->rows; flow->pages++) {
        unsigned to = b->rows;
        while (to > from && top + block_height(b, sheet, to - from, to == b->rows) > bottom)
            to--;
        if (to == from)
            return -ENOSPC;
        to = part(b, sheet, from, to);
        int h = block_height(b, sheet, to - from, to == b->rows);
        int rc = add_piece(flow, index, from, to, flow->area.x, top, h);
        if (rc < 0 || to == b->rows) {
            *y_out = top + h;
            return rc;
        }
        from = to;
    }
    return -ENOSPC; /* a figure alone, taller than the page */
}

/* Whether the block is the heading of facts below it. */
static bool is_heading(const struct flow *flow, unsigned i)
{
    return flow->blocks[i].element->role == ROLE_STRONG && i + 1 < flow->count &&
           flow->blocks[i + 1].element->role == ROLE_FACT;
}

int flow_page(struct flow *flow, const struct sheet *sheet, int columns)
{
    int bottom = flow->area.y + flow->area.h, y = flow->area.y, rc = 0;
    bool empty = true;

    flow->piece_count = 0;
    flow->pages = 1;
    for (unsigned i = 0; i < flow->count && rc == 0;) {
        const struct block *b = &flow->blocks[i];
        const struct block *beside = NULL;
        if (columns == 2 && is_tappable(b) && i + 1 < flow->count && is_tappable(b + 1))
            beside = b + 1;
        int h = whole(b, sheet);
        if (beside && whole(beside, sheet) > h)
            h = whole(beside, sheet);
        /* A heading does not stay behind when what it is for goes on to the next page. */
        int needs = h;
        if (is_heading(flow, i))
            needs += sheet->paragraph + whole(b + 1, sheet);

        for (;;) {
            int top = empty ? y : y + space_between(sheet, b - 1, b);
            if (is_tappable(b) && top < flow->reach)
                top = flow->reach;
            if (top + needs > bottom && !empty) {
                flow->pages++;
                y = flow->area.y;
                empty = true;
                continue;
            }
            if (top + h > bottom) {
                if (beside)
                    return -ENOSPC;
                rc = divide(flow, sheet, i, top, &y);
                break;
            }
            rc = add_piece(flow, i, b->first_row, b->rows, flow->area.x, top, h);
            if (rc == 0 && beside)
                rc = add_piece(flow, i + 1, 0, beside->rows,
                               flow->area.x + flow->area.w - beside->width, top, h);
            y = top + h;
            break;
        }
        empty = false;
        i += beside ? 2 : 1;
    }
    return rc;
}
