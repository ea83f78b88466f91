#include "kiosk/ui/paint.h"

#include "kiosk/ui/shape.h"

#include <errno.h>

/* Dots of a moving progress, one of them lit. */
enum { PROGRESS_DOTS = 5 };

void paint_blank(SDL_Surface *target, enum contrast contrast)
{
    struct rgb c = theme_get(contrast)->ground;
    SDL_FillRect(target, NULL, SDL_MapRGB(target->format, c.r, c.g, c.b));
}

static struct rect inset(struct rect r, int by)
{
    return (struct rect){r.x + by, r.y + by, r.w - 2 * by, r.h - 2 * by};
}

/* A row of dots from x on, number `lit` large and in colour. */
static void dots(SDL_Surface *target, int x, int middle, int size, unsigned count, unsigned lit,
                 struct rgb on, struct rgb off)
{
    for (unsigned i = 0; i < count; i++) {
        int side = i == lit ? size : size * 5 / 9;
        struct rect r = {x + (int)i * size * 2 + (size - side) / 2, middle - side / 2, side, side};
        shape_fill(target, r, side / 2, i == lit ? on : off);
    }
}

static void paint_pages(SDL_Surface *target, const struct layout *layout, const struct theme *theme)
{
    struct rect r = layout->dots;
    int size = r.h * 3 / 5, wide = (int)layout->pages * size * 2 - size;
    if (r.w == 0 || wide > r.w)
        return;
    dots(target, r.x + r.w - wide, r.y + r.h / 2, size, layout->pages, layout->page, theme->accent,
         theme->quiet);
}

/* A pictogram filling most of a square; a card to be moved has an arrow over it. */
static int paint_picture(SDL_Surface *target, struct rect r, enum icon icon, struct fonts *fonts,
                         struct rgb colour)
{
    int side = (r.w < r.h ? r.w : r.h) * 7 / 10, lower = 0, arrow = side / 3;

    if (icon == ICON_PLACE_CARD || icon == ICON_LIFT_CARD) {
        lower = arrow / 2;
        int rc =
            font_pictogram(fonts, icon == ICON_PLACE_CARD ? ICON_DOWN : ICON_UP, colour, target,
                           r.x + (r.w - arrow) / 2, r.y + (r.h - side) / 2 - arrow / 6, arrow);
        if (rc < 0)
            return rc;
    }
    return font_pictogram(fonts, icon, colour, target, r.x + (r.w - side) / 2,
                          r.y + (r.h - side) / 2 + lower, side);
}

static int paint_figure(SDL_Surface *target, const struct layout *layout,
                        const struct layout_box *box, struct fonts *fonts,
                        const struct paint_state *state, struct colours c)
{
    const struct theme *theme = theme_get(state->contrast);
    struct rect r = box->rect;

    if (box->role == ROLE_QR)
        return shape_code(target, r, box->label, c.ink, c.ground);
    if (box->role == ROLE_PHOTO && state->photo.pixels)
        return shape_photo(target, r, &state->photo);
    if (box->role == ROLE_PROGRESS) {
        int size = layout_px(&layout->panel, 3.2), lines = (int)box->lines;
        int above = lines ? layout->lines[box->first_line + box->lines - 1].y - r.y + size : 0;
        dots(target, r.x, r.y + (above + r.h) / 2, size, PROGRESS_DOTS, state->beat % PROGRESS_DOTS,
             theme->accent, theme->quiet);
        return 0;
    }
    enum icon icon = box->role == ROLE_PHOTO ? ICON_CARD : box->icon;
    return paint_picture(target, r, icon, fonts, c.strong);
}

/* A line from this step's pictogram to the next one's, on the same page. */
static void paint_path(SDL_Surface *target, const struct layout *layout, unsigned index,
                       struct rgb colour)
{
    const struct layout_box *next =
        index + 1 < layout->box_count ? &layout->boxes[index + 1] : NULL;
    struct rect from = layout->boxes[index].icon_rect;
    int wide = layout_px(&layout->panel, 0.8), gap = wide * 2;

    if (next == NULL || next->role != ROLE_STEP || from.w == 0 || next->icon_rect.w == 0)
        return;
    struct rect path = {from.x + (from.w - wide) / 2, from.y + from.h + gap, wide, 0};
    path.h = next->icon_rect.y - gap - path.y;
    if (path.h > 2 * wide)
        shape_fill(target, path, 0, colour);
}

static bool is_figure(enum role role)
{
    return role == ROLE_PICTURE || role == ROLE_PHOTO || role == ROLE_QR || role == ROLE_PROGRESS;
}

/* Around the box with a little of the ground between, so that it also stands out from a box as dark
 * as itself; inside half the gap between two boxes. */
static void paint_ring(SDL_Surface *target, const struct layout *layout, struct rect r,
                       const struct theme *theme)
{
    int space = layout_px(&layout->panel, theme_spacing.ring_space);
    int wide = space + layout_px(&layout->panel, theme_spacing.ring);
    shape_fill(target, inset(r, -wide), layout->radius_px + wide, theme->ink);
    shape_fill(target, inset(r, -space), layout->radius_px + space,
               r.y >= layout->bar.y && layout->bar.h ? theme->bar : theme->ground);
}

static int paint_box(SDL_Surface *target, const struct layout *layout, unsigned index,
                     struct fonts *fonts, const struct paint_state *state)
{
    const struct layout_box *box = &layout->boxes[index];
    struct colours c = theme_colours(theme_get(state->contrast), box->role, box->tone, box->chosen,
                                     box->action.what != 0, state->pressed == (int)index);
    struct rect body = box->rect;
    int radius = layout->radius_px, rc = 0;

    if (state->focused == (int)index)
        paint_ring(target, layout, body, theme_get(state->contrast));
    if (c.outlined) {
        shape_fill(target, body, radius, c.outline);
        body = inset(body, layout->outline_px);
        radius -= layout->outline_px;
    }
    if (c.filled)
        shape_fill(target, body, radius, c.ground);
    if (box->role == ROLE_STEP)
        paint_path(target, layout, index, theme_get(state->contrast)->accent);
    if (is_figure(box->role))
        rc = paint_figure(target, layout, box, fonts, state, c);
    if (rc == 0 && box->icon_rect.w)
        rc = font_pictogram(fonts, box->icon, c.strong, target, box->icon_rect.x, box->icon_rect.y,
                            box->icon_rect.w);
    if (rc == 0 && box->mark_rect.w)
        rc = font_pictogram(fonts, box->mark, c.strong, target, box->mark_rect.x, box->mark_rect.y,
                            box->mark_rect.w);
    for (unsigned i = 0; i < box->lines && rc == 0; i++) {
        const struct layout_line *line = &layout->lines[box->first_line + i];
        rc = font_draw(fonts, line->style, line->cap_px, line->text, line->length,
                       line->detail ? c.ink : c.strong, target, line->x, line->y);
    }
    return rc;
}

int paint_layout(SDL_Surface *target, const struct layout *layout, struct fonts *fonts,
                 const struct paint_state *state)
{
    const struct theme *theme = theme_get(state->contrast);
    int rc = 0;

    if (target->format->BytesPerPixel != 4 || target->w != layout->panel.width_px ||
        target->h != layout->panel.height_px)
        return -EINVAL;
    if (SDL_MUSTLOCK(target) && SDL_LockSurface(target) != 0)
        return -ENOMEM;
    paint_blank(target, state->contrast);
    shape_fill(target, layout->bar, 0, theme->bar);
    paint_pages(target, layout, theme);
    for (unsigned i = 0; i < layout->box_count && rc == 0; i++)
        rc = paint_box(target, layout, i, fonts, state);
    if (SDL_MUSTLOCK(target))
        SDL_UnlockSurface(target);
    return rc;
}
