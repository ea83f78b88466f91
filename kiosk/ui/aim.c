#include "kiosk/ui/aim.h"

static bool is_in(const struct rect *r, int x, int y)
{
    return x >= r->x && y >= r->y && x < r->x + r->w && y < r->y + r->h;
}

static bool is_same(struct scene_action a, struct scene_action b)
{
    return a.what == b.what && a.which == b.which;
}

void aim_change(struct aim *a, const struct page *before, bool same, int64_t now_ms)
{
    bool still = same && now_ms < a->until_ms; /* nobody has seen what gives way now */
    a->until_ms = now_ms + AIM_MS;
    if (still)
        return;
    a->count = 0;
    for (unsigned i = 0; i < before->box_count; i++)
        if (before->boxes[i].action.what) {
            a->before[a->count].rect = before->boxes[i].rect;
            a->before[a->count++].action = before->boxes[i].action;
        }
}

void aim_expect(struct aim *a)
{
    a->until_ms = 0;
}

/* Index in a->before of what was at x, y and is still aimed at, or -1. */
static int was_at(const struct aim *a, int x, int y, int64_t now_ms)
{
    for (unsigned i = 0; i < a->count && now_ms < a->until_ms; i++)
        if (is_in(&a->before[i].rect, x, y))
            return (int)i;
    return -1;
}

int aim_press(struct aim *a, const struct page *layout, int x, int y, int64_t now_ms)
{
    int was = was_at(a, x, y, now_ms), box = page_box_at(layout, x, y);
    if (box < 0 && was < 0)
        return -1;
    a->rect = was < 0 ? layout->boxes[box].rect : a->before[was].rect;
    a->action = was < 0 ? layout->boxes[box].action : a->before[was].action;
    return aim_box(a, layout);
}

bool aim_holds(const struct aim *a, int x, int y)
{
    return is_in(&a->rect, x, y);
}

int aim_box(const struct aim *a, const struct page *layout)
{
    /* Where it was it may be one of two ways to the same. */
    int box = page_box_at(layout, a->rect.x + a->rect.w / 2, a->rect.y + a->rect.h / 2);
    if (box >= 0 && is_same(layout->boxes[box].action, a->action))
        return box;
    for (unsigned i = 0; i < layout->box_count; i++)
        if (layout->boxes[i].action.what && is_same(layout->boxes[i].action, a->action))
            return (int)i;
    return -1;
}
