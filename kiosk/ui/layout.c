#include "kiosk/ui/layout.h"

#include "kiosk/ui/flow.h"
#include "kiosk/ui/frame.h"

#include <errno.h>
#include <libintl.h>
#include <stdlib.h>
#include <string.h>

struct draft {
    struct widths widths;
    struct sheet sheet;
    struct frame frame;
    struct flow flow;
    struct element pager[2];
    struct page layout;
    bool bare; /* the banner gave way to keys */
};

/* Fills the body for one number of columns. Returns 0, -ENOSPC or -E2BIG. */
static int fill(struct draft *d, int columns)
{
    struct frame *frame = &d->frame;
    const struct scene *scene = d->sheet.scene;
    int half = (frame->body.w - d->sheet.gap) / 2, rc = 0;

    d->flow.area = frame->body;
    d->flow.reach = frame->panel.height_px / 3 + 1;
    d->flow.count = 0;
    if (frame->title_rows < frame->title.rows)
        rc = flow_add(&d->flow, &d->sheet, frame->title.element, frame->title.index,
                      frame->title_rows, frame->title.width);
    for (unsigned i = 0; i < scene->count && rc == 0; i++) {
        const struct element *e = &scene->elements[i];
        bool narrow = columns == 2 && e->action.what;
        if (frame_yields(frame, e) && e->role != ROLE_QR)
            rc = flow_add(&d->flow, &d->sheet, e, i, 0, narrow ? half : frame->body.w);
    }
    /* A code without a column of its own comes after what is to be read. */
    for (unsigned i = 0; i < scene->count && rc == 0; i++)
        if (scene->elements[i].role == ROLE_QR && frame_yields(frame, &scene->elements[i]))
            rc = flow_add(&d->flow, &d->sheet, &scene->elements[i], i, 0, frame->body.w);
    for (unsigned i = 0; i < d->flow.count; i++) {
        struct block *b = &d->flow.blocks[i];
        if (b->rows == 0 && b->figure > frame->body.h)
            b->figure = b->height = frame->body.h;
        if (b->element->role == ROLE_QR)
            b->width = b->figure;
    }
    return rc < 0 ? rc : flow_page(&d->flow, &d->sheet, columns);
}

/* Arranges frame and body in one or two columns, whichever takes fewer pages. */
static int compose(struct draft *d, const struct panel *panel, enum yield yield, bool signs,
                   bool paged)
{
    d->sheet.line_count = 0;
    int rc =
        frame_arrange(&d->frame, &d->sheet, panel, yield, signs, d->bare, paged ? d->pager : NULL);
    if (rc < 0)
        return rc;
    unsigned mark = d->sheet.line_count;
    rc = fill(d, 1);
    if (rc == 0 && d->flow.pages == 1)
        return 0;
    if (rc < 0 && rc != -ENOSPC)
        return rc;
    unsigned pages = rc == 0 ? d->flow.pages : PAGE_PAGES_MAX + 1;
    d->sheet.line_count = mark;
    if (fill(d, 2) == 0 && d->flow.pages < pages)
        return 0;
    d->sheet.line_count = mark;
    return fill(d, 1);
}

/* Whether a step of giving way would change anything. */
static bool is_step(const struct scene *scene, enum yield yield)
{
    for (unsigned i = 0; i < scene->count; i++) {
        const struct element *e = &scene->elements[i];
        if ((yield == YIELD_SETTINGS && e->role == ROLE_SETTING) ||
            (yield == YIELD_ACTIONS && e->role == ROLE_ACTION && !e->answer))
            return true;
    }
    return false;
}

static bool has_sign(const struct scene *scene)
{
    for (unsigned i = 0; i < scene->count; i++)
        if (scene->elements[i].sign)
            return true;
    return false;
}

/* The arrangement that keeps most in its fixed place; other actions give way to the body where that
 * saves pages: words are not cut up for the sake of buttons. */
static int choose(struct draft *d, const struct panel *panel)
{
    unsigned pages = 0;
    int ways = has_sign(d->sheet.scene) ? 2 : 1; /* of each step: with words, with a sign */
    int rc = compose(d, panel, YIELD_NOTHING, false, false), best = -1;

    if (rc == 0 && d->flow.pages == 1)
        return 0;
    d->bare = true;
    rc = d->frame.keys.rows ? compose(d, panel, YIELD_NOTHING, false, false) : rc;
    if (rc == 0 && d->flow.pages == 1)
        return 0;
    for (int way = 0; way < YIELDS * ways; way++) {
        enum yield yield = (enum yield)(way / ways);
        if (best >= 0 &&
            (yield == YIELD_ALL || (yield != YIELD_NOTHING && !is_step(d->sheet.scene, yield))))
            continue;
        rc = compose(d, panel, yield, way % ways, true);
        if (rc < 0 && rc != -ENOSPC)
            return rc;
        if (rc == 0 && (best < 0 || d->flow.pages < pages)) {
            best = way;
            pages = d->flow.pages;
        }
    }
    return best < 0 ? rc : compose(d, panel, (enum yield)(best / ways), best % ways, true);
}

static int put_body(struct draft *d)
{
    for (unsigned i = 0; i < d->flow.piece_count; i++) {
        const struct piece *p = &d->flow.pieces[i];
        if (p->page != d->layout.page)
            continue;
        int rc = block_put(&d->flow.blocks[p->block], &d->sheet, &d->layout, p->from, p->to, p->x,
                           p->y + d->frame.body_sink, p->h);
        if (rc < 0)
            return rc;
    }
    return 0;
}

/* A picture with a few words, and nothing to touch among them, stands in the middle of its room,
 * and so do the words beside it. */
static void sink(struct draft *d)
{
    struct frame *f = &d->frame;
    int low = f->body.y;

    if (d->flow.pages > 1 || f->side == 0 || f->picture == 0)
        return;
    for (unsigned i = 0; i < d->flow.piece_count; i++) {
        const struct piece *p = &d->flow.pieces[i];
        if (d->flow.blocks[p->block].element->action.what)
            return;
        if (p->y + p->h > low)
            low = p->y + p->h;
    }
    f->figure_sink = (f->body.h - f->picture_h) / 2;
    f->body_sink = (f->body.y + f->body.h - low) / 2;
}

int layout_make(struct page *out, const struct scene *scene, const struct panel *panel,
                enum text_size size, struct fonts *fonts, unsigned page)
{
    int rc;
    struct draft *d;

    if (panel->width_px <= 0 || panel->height_px <= 0 || !(panel->width_mm > 0))
        return -EINVAL;
    d = calloc(1, sizeof(*d));
    if (d == NULL)
        return -ENOMEM;
    d->widths.fonts = fonts;
    sheet_open(&d->sheet, scene, panel, size, &d->widths);
    d->pager[0] = (struct element){.role = ROLE_ACTION,
                                   .icon = ICON_UP,
                                   .label = gettext("Sebelumnya"),
                                   .detail = "",
                                   .utterance = "",
                                   .action = {PAGE_PREVIOUS, 0}};
    d->pager[1] = (struct element){.role = ROLE_ACTION,
                                   .icon = ICON_DOWN,
                                   .label = gettext("Berikutnya"),
                                   .detail = "",
                                   .utterance = "",
                                   .action = {PAGE_NEXT, 0}};
    rc = choose(d, panel);
    if (rc < 0)
        goto out;

    struct page *l = &d->layout;
    l->panel = *panel;
    l->size = size;
    l->pages = d->flow.pages;
    l->page = page < l->pages ? page : l->pages - 1;
    l->radius_px = page_px(panel, theme_spacing.radius);
    l->outline_px = page_px(panel, theme_spacing.outline);
    l->chosen_px = page_px(panel, theme_spacing.chosen);
    d->pager[0].action.which = (uint16_t)(l->page - 1);
    d->pager[1].action.which = (uint16_t)(l->page + 1);
    sink(d);
    rc = frame_put_top(&d->frame, &d->sheet, l);
    if (rc == 0)
        rc = put_body(d);
    if (rc == 0)
        rc = frame_put_bottom(&d->frame, &d->sheet, l);
    if (rc == 0)
        *out = *l;
out:
    explicit_bzero(d, sizeof(*d));
    free(d);
    return rc;
}
