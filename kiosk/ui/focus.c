#include "kiosk/ui/focus.h"

void focus_clear(struct focus *f)
{
    *f = (struct focus){.box = -1};
}

int focus_first(const struct scene *scene, const struct page *layout)
{
    int first = -1;
    for (int i = (int)layout->box_count - 1; i >= 0; i--) {
        const struct page_box *b = &layout->boxes[i];
        if (!b->action.what)
            continue;
        if (b->element != PAGE_PAGER && scene->elements[b->element].first)
            return i;
        first = i;
    }
    return first;
}

static bool is_same(struct scene_action a, struct scene_action b)
{
    bool pager = a.what == PAGE_NEXT || a.what == PAGE_PREVIOUS; /* which: where it leads */
    return a.what == b.what && (pager || a.which == b.which);
}

static void put(struct focus *f, const struct page *layout, int box)
{
    f->box = box;
    f->action = box < 0 ? (struct scene_action){0} : layout->boxes[box].action;
}

void focus_place(struct focus *f, const struct scene *scene, const struct page *layout, bool anew)
{
    f->box = -1;
    if (!f->on)
        return;
    for (unsigned i = 0; !anew && f->action.what && i < layout->box_count; i++)
        if (is_same(layout->boxes[i].action, f->action)) {
            put(f, layout, (int)i);
            return;
        }
    put(f, layout, focus_first(scene, layout));
}

void focus_move(struct focus *f, const struct scene *scene, const struct page *layout, int by)
{
    int count = (int)layout->box_count, at = f->box;
    if (!f->on || at < 0) {
        f->on = true;
        put(f, layout, focus_first(scene, layout));
        return;
    }
    do
        at = (at + by + count) % count;
    while (!layout->boxes[at].action.what);
    put(f, layout, at);
}
