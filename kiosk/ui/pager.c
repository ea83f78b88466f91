#include "kiosk/ui/pager.h"

static void measure(struct pager *pager, const struct sheet *sheet, int room, bool plain)
{
    struct element onward = *pager->next;
    if (plain)
        onward.icon = ICON_NONE;
    pager->plain = plain;
    pager->arrow = sheet->target;
    pager->onward = block_button_width(sheet, &onward, sheet->width);
    if (pager->onward > room - pager->arrow - sheet->gap)
        pager->onward = room - pager->arrow - sheet->gap;
}

int pager_width(const struct pager *pager, const struct sheet *sheet)
{
    return pager->arrow + sheet->gap + pager->onward;
}

/* Height of the onward button at its width. */
static int height(const struct pager *pager, struct sheet *sheet)
{
    unsigned mark = sheet->line_count;
    struct block b;
    int rc =
        block_measure_button(&b, sheet, pager->next, PAGE_PAGER, pager->onward, pager->plain);
    sheet->line_count = mark;
    return rc < 0 ? rc : b.height;
}

/* Beside the actions, if they are no higher for it. */
static int beside(struct pager *pager, struct buttons *actions, struct sheet *sheet, int room,
                  int widest)
{
    for (int plain = 0; plain < (sheet->roomy ? 1 : 2); plain++) {
        struct pager p = *pager;
        struct buttons b = *actions;
        measure(&p, sheet, room, plain != 0);
        int left = room - pager_width(&p, sheet) - sheet->gap;
        if (left < sheet->target)
            continue;
        int rc = buttons_arrange(&b, sheet, left, widest);
        if (rc < 0)
            return rc;
        if (buttons_height(&b, sheet) > buttons_height(actions, sheet))
            continue;
        p.height = b.height;
        p.place = PAGER_BESIDE;
        *pager = p;
        *actions = b;
        return 0;
    }
    return 0;
}

int pager_arrange(struct pager *pager, struct buttons *actions, struct sheet *sheet, int free,
                  int room, int widest)
{
    measure(pager, sheet, room, false);
    if (!pager->below && pager_width(pager, sheet) <= free) {
        pager->place = PAGER_IN_BAR;
        pager->height = 0;
        return 0;
    }
    int rc = height(pager, sheet);
    if (rc < 0)
        return rc;
    pager->place = PAGER_BELOW;
    pager->height = rc;
    return actions->count && !pager->below ? beside(pager, actions, sheet, room, widest) : 0;
}

int pager_put(const struct pager *pager, struct sheet *sheet, struct page *layout, int x, int y,
              int h)
{
    struct block b;
    int rc = 0;

    if (layout->page > 0) {
        block_measure_sign(&b, sheet, pager->previous, PAGE_PAGER, pager->arrow);
        rc = block_put(&b, sheet, layout, 0, 0, x - pager_width(pager, sheet), y, h);
    }
    if (rc == 0 && layout->page + 1 < layout->pages) {
        rc =
            block_measure_button(&b, sheet, pager->next, PAGE_PAGER, pager->onward, pager->plain);
        if (rc == 0)
            rc = block_put(&b, sheet, layout, 0, b.rows, x - pager->onward, y, h);
    }
    return rc;
}
