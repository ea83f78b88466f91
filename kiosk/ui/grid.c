#include "kiosk/ui/grid.h"

#include <errno.h>

enum {
    GRID_ROWS_MAX = 8,
    KEY_TARGETS = 3, /* a key is at most so many least targets wide: a pad is not a wall */
};

static int span_of(const struct element *e)
{
    return e->span ? e->span : 1;
}

static int width_of(const struct element *e, int unit, int gap)
{
    return span_of(e) * (unit + gap) - gap;
}

/* Units each row takes; returns the rows there are, or -E2BIG. */
static int count(const struct scene *scene, int units[GRID_ROWS_MAX])
{
    int rows = 0;
    for (unsigned i = 0; i < scene->count; i++) {
        const struct element *e = &scene->elements[i];
        if (e->role != ROLE_KEY)
            continue;
        if (e->row >= GRID_ROWS_MAX)
            return -E2BIG;
        units[e->row] += span_of(e);
        if (e->row >= rows)
            rows = e->row + 1;
    }
    return rows;
}

int grid_arrange(struct grid *out, struct sheet *sheet, int room)
{
    int units[GRID_ROWS_MAX] = {0}, widest = 1;
    struct grid grid = {.height = sheet->target};
    int rows = count(sheet->scene, units);

    if (rows < 0)
        return rows;
    for (int i = 0; i < rows; i++)
        if (units[i] > widest)
            widest = units[i];
    grid.rows = (unsigned)rows;
    grid.unit = (room + sheet->gap) / widest - sheet->gap;
    if (grid.unit > KEY_TARGETS * sheet->target)
        grid.unit = KEY_TARGETS * sheet->target;
    for (unsigned i = 0; i < sheet->scene->count; i++) {
        const struct element *e = &sheet->scene->elements[i];
        unsigned mark = sheet->line_count;
        struct block b;
        if (e->role != ROLE_KEY)
            continue;
        int rc = block_measure_button(&b, sheet, e, i, width_of(e, grid.unit, sheet->gap), false);
        sheet->line_count = mark;
        if (rc < 0)
            return rc;
        /* Where lines are few, a key is as high as its letters: a question, an answer and four
         * rows of keys must fit. */
        int height = sheet->roomy ? b.height : b.height - b.above - b.below - b.pitch / 16;
        if (height > grid.height)
            grid.height = height;
    }
    *out = grid;
    return 0;
}

int grid_height(const struct grid *grid, const struct sheet *sheet)
{
    return grid->rows ? (int)grid->rows * (grid->height + sheet->gap) - sheet->gap : 0;
}

int grid_put(const struct grid *grid, struct sheet *sheet, struct page *layout, int x, int y,
             int room)
{
    int units[GRID_ROWS_MAX] = {0}, next[GRID_ROWS_MAX];
    int rows = count(sheet->scene, units);

    for (int i = 0; i < rows; i++)
        next[i] = x + (room - units[i] * (grid->unit + sheet->gap) + sheet->gap) / 2;
    for (unsigned i = 0; i < sheet->scene->count; i++) {
        const struct element *e = &sheet->scene->elements[i];
        int width = width_of(e, grid->unit, sheet->gap);
        struct block b;
        if (e->role != ROLE_KEY)
            continue;
        bool gap = *e->label == '\0';
        int rc = gap ? 0 : block_measure_button(&b, sheet, e, i, width, false);
        if (rc == 0 && !gap)
            rc = block_put(&b, sheet, layout, 0, b.rows, next[e->row],
                           y + e->row * (grid->height + sheet->gap), grid->height);
        if (rc < 0)
            return rc;
        next[e->row] += width + sheet->gap;
    }
    return 0;
}
