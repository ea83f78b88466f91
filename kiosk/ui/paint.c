#include "kiosk/ui/paint.h"

#include "kiosk/ui/pictogram.h"
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

/* The ground, each pixel once: under the buttons of the bar it has a colour of its own, and the
 * head is painted by itself. */
static void paint_ground(SDL_Surface *target, const struct page *layout, const struct theme *theme)
{
    int top = layout->head.h, bottom = layout->bar.h ? layout->bar.y : layout->panel.height_px;
    shape_fill(target, (struct rect){0, top, layout->panel.width_px, bottom - top}, 0,
               theme->ground);
    shape_fill(target, layout->bar, 0, theme->bar);
}

/* A strip of its own colour, or a line under it where there is but one colour. */
static void paint_head(SDL_Surface *target, const struct page *layout, const struct theme *theme)
{
    struct rect rule = layout->head;
    shape_fill(target, layout->head, 0, theme->head);
    rule.h = layout->outline_px;
    rule.y = layout->head.h - rule.h;
    shape_fill(target, rule, 0, theme->rule);
}

static void paint_pages(SDL_Surface *target, const struct page *layout, const struct theme *theme)
{
    struct rect r = layout->dots;
    int size = r.h * 2 / 3, wide = (int)layout->pages * size * 2 - size;
    if (r.w == 0 || wide > r.w)
        return;
    dots(target, r.x + r.w - wide, r.y + r.h / 2, size, layout->pages, layout->page, theme->on_head,
         theme->on_head);
}

static int pictogram(SDL_Surface *target, struct fonts *fonts, enum icon icon, struct rgb colour,
                     struct rect square)
{
    return font_pictogram(fonts, pictogram_glyph(icon), colour, target, square.x, square.y,
                          square.w);
}

/* What says more of a large pictogram: small, in its lower right corner, with air around it. */
static int paint_badge(SDL_Surface *target, struct fonts *fonts, enum icon icon, struct colours c,
                       struct rect square)
{
    int side = square.w * 2 / 5, air = side / 7;
    struct rect at = {square.x + square.w - side * 5 / 6, square.y + square.w - side * 5 / 6, side,
                      side};
    if (pictogram_badge(icon) == 0)
        return 0;
    shape_fill(target, inset(at, -air), side, c.ground);
    return font_pictogram(fonts, pictogram_badge(icon), c.strong, target, at.x, at.y, side);
}

/* A pictogram filling most of a square; a card to be moved has an arrow over it. */
static int paint_picture(SDL_Surface *target, struct rect r, enum icon icon, struct fonts *fonts,
                         struct colours c)
{
    int side = (r.w < r.h ? r.w : r.h) * 7 / 10, arrow = side / 3, rc = 0;
    struct rect square = {r.x + (r.w - side) / 2, r.y + (r.h - side) / 2, side, side};

    if (icon == ICON_PLACE_CARD || icon == ICON_LIFT_CARD) {
        struct rect over = {r.x + (r.w - arrow) / 2, square.y - arrow / 6, arrow, arrow};
        square.y += arrow / 2;
        rc =
            pictogram(target, fonts, icon == ICON_PLACE_CARD ? ICON_DOWN : ICON_UP, c.strong, over);
    }
    if (rc == 0)
        rc = pictogram(target, fonts, icon, c.strong, square);
    return rc == 0 ? paint_badge(target, fonts, icon, c, square) : rc;
}

static bool is_photo(enum role role)
{
    return role == ROLE_PHOTO || role == ROLE_FACE;
}

static int paint_figure(SDL_Surface *target, const struct page *layout, const struct page_box *box,
                        struct fonts *fonts, const struct paint_state *state, struct colours c)
{
    const struct theme *theme = theme_get(state->contrast);
    struct rect r = box->rect;

    if (box->role == ROLE_QR)
        return shape_code(target, r, box->label, c.ink, c.ground);
    if (is_photo(box->role) && state->photo.pixels)
        return shape_photo(target, r, layout->radius_px, &state->photo,
                           page_is_head(layout, box) ? theme->head : theme->ground);
    if (box->role == ROLE_PROGRESS) {
        int size = page_px(&layout->panel, 3.2), lines = (int)box->lines;
        int above = lines ? layout->lines[box->first_line + box->lines - 1].y - r.y + size : 0;
        dots(target, r.x, r.y + (above + r.h) / 2, size, PROGRESS_DOTS, state->beat % PROGRESS_DOTS,
             theme->accent, theme->quiet);
        return 0;
    }
    enum icon icon = is_photo(box->role) ? ICON_CARD : box->icon;
    return paint_picture(target, r, icon, fonts, c);
}

/* A line from this step's pictogram to the next one's, on the same page. */
static void paint_path(SDL_Surface *target, const struct page *layout, unsigned index,
                       struct rgb colour)
{
    const struct page_box *next = index + 1 < layout->box_count ? &layout->boxes[index + 1] : NULL;
    struct rect from = layout->boxes[index].icon_rect;
    int wide = page_px(&layout->panel, 0.8), gap = wide * 2;

    if (next == NULL || next->role != ROLE_STEP || from.w == 0 || next->icon_rect.w == 0)
        return;
    struct rect path = {from.x + (from.w - wide) / 2, from.y + from.h + gap, wide, 0};
    path.h = next->icon_rect.y - gap - path.y;
    if (path.h > 2 * wide)
        shape_fill(target, path, 0, colour);
}

static bool is_figure(enum role role)
{
    return role == ROLE_PICTURE || is_photo(role) || role == ROLE_QR || role == ROLE_PROGRESS;
}

/* Around the box with a little of the ground between, so that it also stands out from a box as dark
 * as itself; inside half the gap between two boxes. */
static void paint_ring(SDL_Surface *target, const struct page *layout, struct rect r,
                       const struct theme *theme)
{
    int space = page_px(&layout->panel, theme_spacing.ring_space);
    int wide = space + page_px(&layout->panel, theme_spacing.ring);
    shape_fill(target, inset(r, -wide), layout->radius_px + wide, theme->ink);
    shape_fill(target, inset(r, -space), layout->radius_px + space,
               r.y >= layout->bar.y && layout->bar.h ? theme->bar : theme->ground);
}

/* What the ring is around. */
static struct rect ringed(const struct page *layout, const struct paint_state *state)
{
    struct rect r = layout->boxes[state->ring.first].rect;
    struct rect last = layout->boxes[state->ring.last].rect;
    r.w = last.x + last.w - r.x;
    return r;
}

static int paint_box(SDL_Surface *target, const struct page *layout, unsigned index,
                     struct fonts *fonts, const struct paint_state *state)
{
    const struct page_box *box = &layout->boxes[index];
    const struct theme *theme = theme_get(state->contrast);
    bool head = page_is_head(layout, box);
    struct colours c = theme_colours(theme, (struct look){.role = box->role,
                                                          .tone = box->tone,
                                                          .chosen = box->chosen,
                                                          .tappable = box->action.what != 0,
                                                          .pressed = state->pressed == (int)index,
                                                          .head = head});
    struct rect body = box->rect;
    struct rgb icon = c.strong;
    int radius = layout->radius_px, rc = 0;

    if (state->ring.first == (int)index)
        paint_ring(target, layout, ringed(layout, state), theme);
    if (c.outlined) {
        int wide = box->chosen ? layout->chosen_px : layout->outline_px;
        shape_edge(target, body, radius, wide, c.outline);
        body = inset(body, wide);
        radius -= wide;
    }
    if (c.filled && !(is_photo(box->role) && state->photo.pixels))
        shape_fill(target, body, radius, c.ground);
    if (box->role == ROLE_STEP)
        paint_path(target, layout, index, theme->accent);
    if (head && box->role == ROLE_TITLE && box->icon_rect.w) {
        /* A light plate in the head: there the pictogram can carry its tone. */
        shape_fill(target, box->icon_rect, radius, theme->surface);
        icon = box->tone == TONE_PLAIN ? theme->accent : theme->tones[box->tone];
    }
    if (is_figure(box->role))
        rc = paint_figure(target, layout, box, fonts, state, c);
    if (rc == 0 && box->icon_rect.w) {
        int margin = head && box->role == ROLE_TITLE ? box->icon_rect.w / 9 : 0;
        rc = pictogram(target, fonts, box->icon, icon, inset(box->icon_rect, margin));
    }
    if (rc == 0 && box->mark_rect.w)
        rc = pictogram(target, fonts, box->mark, c.strong, box->mark_rect);
    for (unsigned i = 0; i < box->lines && rc == 0; i++) {
        const struct page_line *line = &layout->lines[box->first_line + i];
        rc = font_draw(fonts, line->style, line->cap_px, line->text, line->length,
                       line->detail ? c.ink : c.strong, target, line->x, line->y);
    }
    return rc;
}

int paint_layout(SDL_Surface *target, const struct page *layout, struct fonts *fonts,
                 const struct paint_state *state)
{
    const struct theme *theme = theme_get(state->contrast);
    int rc = 0;

    if (target->format->BytesPerPixel != 4 || target->w != layout->panel.width_px ||
        target->h != layout->panel.height_px)
        return -EINVAL;
    if (SDL_MUSTLOCK(target) && SDL_LockSurface(target) != 0)
        return -ENOMEM;
    paint_ground(target, layout, theme);
    paint_head(target, layout, theme);
    paint_pages(target, layout, theme);
    for (unsigned i = 0; i < layout->box_count && rc == 0; i++)
        rc = paint_box(target, layout, i, fonts, state);
    if (SDL_MUSTLOCK(target))
        SDL_UnlockSurface(target);
    return rc;
}
