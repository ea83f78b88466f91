#include "kiosk/ui/buttons.h"

#include <errno.h>
#include <string.h>

int buttons_add(struct buttons *buttons, const struct element *element, unsigned index)
{
    if (buttons->count == BUTTONS_MAX)
        return -E2BIG;
    buttons->elements[buttons->count] = element;
    buttons->indices[buttons->count++] = index;
    return 0;
}

static int rows(const struct buttons *buttons, int columns)
{
    return ((int)buttons->count + columns - 1) / columns;
}

/* The height of the highest button at this width; *squeezed: one is too narrow. */
static int highest(const struct buttons *buttons, struct sheet *sheet, int width, bool plain,
                   bool *squeezed)
{
    unsigned mark = sheet->line_count;
    int height = 0;
    for (unsigned i = 0; i < buttons->count; i++) {
        struct block b;
        int rc = block_measure_button(&b, sheet, buttons->elements[i], 0, width, plain);
        sheet->line_count = mark;
        if (rc < 0)
            return rc;
        if (b.height > height)
            height = b.height;
        *squeezed = *squeezed || b.squeezed;
    }
    return height;
}

static int arrange(struct buttons *buttons, struct sheet *sheet, int room, int widest, bool plain,
                   int *least)
{
    for (int columns = (int)buttons->count; columns > 0; columns--) {
        int width = (room - (columns - 1) * sheet->gap) / columns;
        bool squeezed = false;
        if (width > widest)
            width = widest;
        int height = highest(buttons, sheet, width, plain, &squeezed);
        if (height < 0)
            return height;
        int all = rows(buttons, columns) * (height + sheet->gap);
        if ((squeezed && columns > 1) || (*least && all >= *least))
            continue;
        *least = all;
        buttons->columns = columns;
        buttons->width = width;
        buttons->height = height;
        buttons->plain = plain;
    }
    return 0;
}

int buttons_arrange(struct buttons *buttons, struct sheet *sheet, int room, int widest)
{
    int least = 0; /* none yet */
    memset(buttons->widths, 0, sizeof(buttons->widths));
    int rc = arrange(buttons, sheet, room, widest, false, &least);

    if (rc == 0 && !sheet->roomy)
        rc = arrange(buttons, sheet, room, widest, true, &least);
    return rc;
}

int buttons_height(const struct buttons *buttons, const struct sheet *sheet)
{
    if (buttons->count == 0)
        return 0;
    return rows(buttons, buttons->columns) * (buttons->height + sheet->gap) - sheet->gap;
}

bool buttons_spread(struct buttons *buttons, struct sheet *sheet, int room)
{
    int left = room + sheet->gap, widths[BUTTONS_MAX], count = (int)buttons->count;
    struct block b;

    for (int i = 0; i < count; i++) {
        widths[i] = block_button_width(sheet, buttons->elements[i], sheet->width);
        left -= widths[i] + sheet->gap;
    }
    if (count == 0 || left < 0)
        return false;
    unsigned mark = sheet->line_count;
    int rc = block_measure_button(&b, sheet, buttons->elements[0], 0, widths[0], false);
    sheet->line_count = mark;
    if (rc < 0)
        return false;
    buttons->columns = count;
    buttons->plain = false;
    buttons->height = b.height;
    for (int i = 0; i < count; i++)
        buttons->widths[i] = widths[i] + left / count;
    return true;
}

int buttons_put(const struct buttons *buttons, struct sheet *sheet, struct page *layout, int x,
                int y)
{
    int at = x;
    for (unsigned i = 0; i < buttons->count; i++) {
        int width = buttons->widths[i] ? buttons->widths[i] : buttons->width;
        int row = (int)i / buttons->columns;
        struct block b;
        if ((int)i % buttons->columns == 0)
            at = x;
        int rc = block_measure_button(&b, sheet, buttons->elements[i], buttons->indices[i], width,
                                      buttons->plain);
        if (rc == 0)
            rc = block_put(&b, sheet, layout, 0, b.rows, at,
                           y + row * (buttons->height + sheet->gap), buttons->height);
        if (rc < 0)
            return rc;
        at += width + sheet->gap;
    }
    return 0;
}
