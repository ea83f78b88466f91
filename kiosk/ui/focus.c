#include "kiosk/ui/focus.h"

/* A row of more keys than this is one stop of the ring. */
enum { SHORT_ROW = 4 };

void focus_clear(struct focus *f)
{
    *f = (struct focus){.ring = {-1, -1}};
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

/* Whether a box is a key that can be touched; then *row_out is its row. */
static bool is_key(const struct scene *scene, const struct page *layout, int box, unsigned *row_out)
{
    const struct page_box *b = &layout->boxes[box];
    if (b->role != ROLE_KEY || !b->action.what)
        return false;
    *row_out = scene->elements[b->element].row;
    return true;
}

/* The long row of keys that a box is in. False: it is in none. */
static bool find_row(const struct scene *scene, const struct page *layout, int box,
                     struct ring *row_out)
{
    struct ring r = {box, box};
    unsigned row, other;
    if (!is_key(scene, layout, box, &row))
        return false;
    while (r.first > 0 && is_key(scene, layout, r.first - 1, &other) && other == row)
        r.first--;
    while (r.last + 1 < (int)layout->box_count && is_key(scene, layout, r.last + 1, &other) &&
           other == row)
        r.last++;
    if (r.last - r.first < SHORT_ROW)
        return false;
    *row_out = r;
    return true;
}

static void put(struct focus *f, const struct page *layout, struct ring ring)
{
    static const struct scene_action nothing;
    f->ring = ring;
    f->action = ring.first < 0 ? nothing : layout->boxes[ring.first].action;
}

/* Around the box, or around the whole of the row it is in. */
static void put_stop(struct focus *f, const struct scene *scene, const struct page *layout, int box)
{
    struct ring row = {box, box};
    if (box >= 0)
        (void)find_row(scene, layout, box, &row);
    put(f, layout, row);
}

void focus_place(struct focus *f, const struct scene *scene, const struct page *layout, bool anew)
{
    bool whole = f->ring.last > f->ring.first;
    f->ring = (struct ring){-1, -1};
    if (!f->on)
        return;
    for (unsigned i = 0; !anew && f->action.what && i < layout->box_count; i++)
        if (is_same(layout->boxes[i].action, f->action)) {
            if (whole)
                put_stop(f, scene, layout, (int)i);
            else
                put(f, layout, (struct ring){(int)i, (int)i});
            return;
        }
    put_stop(f, scene, layout, focus_first(scene, layout));
}

void focus_move(struct focus *f, const struct scene *scene, const struct page *layout, int by)
{
    int count = (int)layout->box_count, at = by > 0 ? f->ring.last : f->ring.first;
    struct ring row;
    if (!f->on || at < 0) {
        f->on = true;
        put_stop(f, scene, layout, focus_first(scene, layout));
        return;
    }
    if (f->ring.last == f->ring.first && find_row(scene, layout, at, &row)) {
        if (at + by < row.first || at + by > row.last)
            put(f, layout, row);
        else
            put(f, layout, (struct ring){at + by, at + by});
        return;
    }
    do
        at = (at + by + count) % count;
    while (!layout->boxes[at].action.what);
    put_stop(f, scene, layout, at);
}

/* Around the first long row of the page. */
static void put_first_row(struct focus *f, const struct scene *scene, const struct page *layout)
{
    struct ring row;
    for (int i = 0; i < (int)layout->box_count; i++)
        if (find_row(scene, layout, i, &row)) {
            put(f, layout, row);
            return;
        }
}

bool focus_choose(struct focus *f, const struct scene *scene, const struct page *layout,
                  struct scene_action *action_out)
{
    struct ring row;
    if (f->ring.first < 0)
        return false;
    if (f->ring.last > f->ring.first) {
        put(f, layout, (struct ring){f->ring.first, f->ring.first});
        return false;
    }
    *action_out = f->action;
    if (find_row(scene, layout, f->ring.first, &row))
        put_first_row(f, scene, layout);
    return true;
}
