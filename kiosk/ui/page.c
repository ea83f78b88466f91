#include "kiosk/ui/page.h"

#include <math.h>

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

bool page_is_head(const struct page *layout, const struct page_box *box)
{
    return box->rect.y < layout->head.h;
}

bool page_hit(const struct page *layout, int x, int y, struct scene_action *out)
{
    int i = page_box_at(layout, x, y);
    if (i < 0)
        return false;
    *out = layout->boxes[i].action;
    return true;
}
