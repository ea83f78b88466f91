#include "kiosk/ui/bar.h"

#include "kiosk/ui/font.h"

#include <errno.h>

/* The place of an element in the bar; BAR_PLACES: it is not of the bar. */
static int place_of(const struct element *e, bool signs)
{
    if (signs && e->sign)
        return BAR_SIGN;
    return e->role == ROLE_BACK   ? BAR_BACK
           : e->role == ROLE_STOP ? BAR_STOP
           : e->role == ROLE_HELP ? BAR_HELP
           : e->role == ROLE_DONE ? BAR_DONE
                                  : BAR_PLACES;
}

static int min(int a, int b)
{
    return a < b ? a : b;
}

static int max(int a, int b)
{
    return a > b ? a : b;
}

static int measure(struct bar *bar, struct sheet *sheet, int place, int most)
{
    struct block b;
    const struct element *e = bar->elements[place];
    int width = block_button_width(sheet, e, most);

    bar->plain[place] = width - sheet->pad_x / 4 > most;
    bar->widths[place] = min(most, max(bar->widths[place], width));
    int rc = block_measure_button(&b, sheet, e, bar->indices[place], bar->widths[place],
                                  bar->plain[place]);
    if (rc < 0)
        return rc;
    int height = sheet->roomy ? b.height : b.height - b.above - b.below;
    bar->height = max(bar->height, max(height, sheet->target));
    /* A sign is not worth a divided word beside it. */
    return bar->elements[BAR_SIGN] && bar->plain[place] && b.squeezed ? -ENOSPC : 0;
}

static bool has(const struct scene *scene, enum role role)
{
    for (unsigned i = 0; i < scene->count; i++)
        if (scene->elements[i].role == role)
            return true;
    return false;
}

/* Where letters are large the end of help has a row of its own; beside keys there is none, and it
 * takes the place of help. */
static bool stands(const struct sheet *sheet, int place)
{
    bool keys = has(sheet->scene, ROLE_KEY);
    if (sheet->roomy)
        return true;
    if (place == BAR_STOP)
        return keys;
    return place != BAR_HELP || !keys || !has(sheet->scene, ROLE_STOP);
}

/* Each as wide as its label asks, so that there is room between them; short ones alike, so that
 * they stay where they are when one of them is missing. The way back takes what the others leave.
 */
int bar_arrange(struct bar *out, struct sheet *sheet, int room, bool signs)
{
    struct bar bar = {0};
    int most, least, left = room, places = BAR_PLACES - 2, rc = 0;

    for (unsigned i = 0; i < sheet->scene->count; i++) {
        int place = place_of(&sheet->scene->elements[i], signs);
        if (place == BAR_PLACES || !stands(sheet, place))
            continue;
        bar.elements[place] = &sheet->scene->elements[i];
        bar.indices[place] = i;
    }
    if (bar.elements[BAR_STOP] && bar.elements[BAR_HELP])
        places++;
    most = (room - (places - 1) * sheet->gap) / places;
    least = min(most, font_em(sheet->cap[STYLE_BODY]) * 47 / 10 + sheet->pad_x);
    for (int place = BAR_DONE; place >= BAR_BACK && rc == 0; place--) {
        bool kept = place != BAR_SIGN && place != BAR_STOP &&
                    (place != BAR_HELP || !bar.elements[BAR_STOP]);
        if (!kept && bar.elements[place] == NULL)
            continue;
        bar.widths[place] = place == BAR_SIGN ? sheet->target : least;
        if (place != BAR_SIGN && bar.elements[place])
            rc = measure(&bar, sheet, place,
                         place == BAR_BACK   ? left
                         : place == BAR_STOP ? left - least - sheet->gap /* a sentence */
                                             : most);
        left -= bar.widths[place] + sheet->gap;
    }
    if (rc == 0)
        *out = bar;
    return rc;
}

/* Left edge of a place. */
static int left_of(const struct bar *bar, const struct sheet *sheet, int place)
{
    int x = sheet->width - sheet->margin;
    for (int i = BAR_DONE; i >= place; i--)
        if (bar->widths[i])
            x -= bar->widths[i] + (i == BAR_DONE ? 0 : sheet->gap);
    return place == BAR_BACK ? sheet->margin : x;
}

int bar_free(const struct bar *bar, const struct sheet *sheet, int *x_out)
{
    int x = sheet->margin + (bar->elements[BAR_BACK] ? bar->widths[BAR_BACK] + sheet->gap : 0);
    int right = sheet->width - sheet->margin;

    for (int place = BAR_DONE; place >= BAR_STOP; place--)
        if (bar->elements[place])
            right = left_of(bar, sheet, place) - sheet->gap;
    *x_out = x;
    return bar->height ? right - x : 0;
}

int bar_put(const struct bar *bar, const struct pager *pager, struct sheet *sheet,
            struct page *layout)
{
    int rc = 0, x;

    if (bar->height == 0)
        return 0;
    layout->bar = (struct rect){0, bar->y - sheet->edge, layout->panel.width_px,
                                layout->panel.height_px - bar->y + sheet->edge};
    if (pager->place == PAGER_IN_BAR) {
        int free = bar_free(bar, sheet, &x);
        x += (free + pager_width(pager, sheet)) / 2;
        rc = pager_put(pager, sheet, layout, x, bar->y, bar->height);
    }
    for (int place = 0; place < BAR_PLACES && rc == 0; place++) {
        struct block b;
        if (bar->elements[place] == NULL)
            continue;
        if (place == BAR_SIGN)
            block_measure_sign(&b, sheet, bar->elements[place], bar->indices[place],
                               bar->widths[place]);
        else
            rc = block_measure_button(&b, sheet, bar->elements[place], bar->indices[place],
                                      bar->widths[place], bar->plain[place]);
        if (rc == 0)
            rc = block_put(&b, sheet, layout, 0, b.rows, left_of(bar, sheet, place), bar->y,
                           bar->height);
    }
    return rc;
}
