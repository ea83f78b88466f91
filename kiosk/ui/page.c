#include "kiosk/ui/page.h"

#include <math.h>
#include <string.h>

int page_px(const struct panel *panel, double mm)
{
    return (int)(mm * panel->width_px / panel->width_mm + 0.5);
}

double page_mm(const struct panel *panel, int px)
{
    return px * panel->width_mm / panel->width_px;
}

/* Inside the rectangle and not in the corner a rounded corner leaves out. */
static bool is_inside(const struct rect *r, int radius, int x, int y)
{
    if (x < r->x || y < r->y || x >= r->x + r->w || y >= r->y + r->h)
        return false;
    int dx = x - r->x < radius ? r->x + radius - x : x - (r->x + r->w - 1 - radius);
    int dy = y - r->y < radius ? r->y + radius - y : y - (r->y + r->h - 1 - radius);
    return dx <= 0 || dy <= 0 || dx * dx + dy * dy <= radius * radius;
}

int page_box_at(const struct page *layout, int x, int y)
{
    for (unsigned i = 0; i < layout->box_count; i++) {
        const struct page_box *b = &layout->boxes[i];
        if (b->action.what && is_inside(&b->rect, layout->radius_px, x, y))
            return (int)i;
    }
    return -1;
}

static bool same_rect(const struct rect *a, const struct rect *b)
{
    return a->x == b->x && a->y == b->y && a->w == b->w && a->h == b->h;
}

static bool same_box(const struct page_box *a, const struct page_box *b)
{
    return a->role == b->role && a->tone == b->tone && a->icon == b->icon && a->mark == b->mark &&
           a->chosen == b->chosen && !a->action.what == !b->action.what && a->lines == b->lines &&
           same_rect(&a->rect, &b->rect) && same_rect(&a->icon_rect, &b->icon_rect) &&
           same_rect(&a->mark_rect, &b->mark_rect) && !strcmp(a->label, b->label);
}

static bool same_line(const struct page_line *a, const struct page_line *b)
{
    return a->style == b->style && a->detail == b->detail && a->x == b->x && a->y == b->y &&
           a->cap_px == b->cap_px && a->length == b->length && !memcmp(a->text, b->text, a->length);
}

bool page_is_like(const struct page *a, const struct page *b)
{
    if (a->page != b->page || a->pages != b->pages || a->box_count != b->box_count ||
        a->line_count != b->line_count || !same_rect(&a->head, &b->head) ||
        !same_rect(&a->bar, &b->bar) || !same_rect(&a->dots, &b->dots))
        return false;
    for (unsigned i = 0; i < a->box_count; i++)
        if (!same_box(&a->boxes[i], &b->boxes[i]))
            return false;
    for (unsigned i = 0; i < a->line_count; i++)
        if (!same_line(&a->lines[i], &b->lines[i]))
            return false;
    return true;
}

bool page_is_head(const struct page *layout, const struct page_box *box)
{
    return box->rect.y < layout->head.h;
}
