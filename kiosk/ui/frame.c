#include "kiosk/ui/frame.h"

#include <errno.h>
#include <string.h>

/* A body of fewer lines than this is no place to read. */
enum { BODY_LINES = 2 };

static int min(int a, int b)
{
    return a < b ? a : b;
}

static int max(int a, int b)
{
    return a > b ? a : b;
}

static const struct element *find(const struct scene *scene, enum role role, unsigned *index_out)
{
    for (unsigned i = 0; i < scene->count; i++) {
        if (scene->elements[i].role != role)
            continue;
        *index_out = i;
        return &scene->elements[i];
    }
    return NULL;
}

bool frame_yields(const struct frame *frame, const struct element *element)
{
    switch (element->role) {
    case ROLE_BANNER:
    case ROLE_KEY:
    case ROLE_TITLE:
    case ROLE_PICTURE:
    case ROLE_BACK:
    case ROLE_HELP:
    case ROLE_DONE:
        return false;
    case ROLE_NOTICE:
        return frame->notice_count == 0;
    case ROLE_PHOTO:
    case ROLE_QR:
        return frame->side == 0;
    case ROLE_SETTING:
        return frame->yield >= YIELD_SETTINGS;
    case ROLE_ACTION:
        return frame->yield >= YIELD_ACTIONS;
    case ROLE_PRIMARY:
        return frame->yield >= YIELD_ALL;
    case ROLE_TEXT:
    case ROLE_STRONG:
    case ROLE_NUMBER:
    case ROLE_FACT:
    case ROLE_CARD:
    case ROLE_CHOICE:
    case ROLE_MASKED:
    case ROLE_STEP:
    case ROLE_PROGRESS:
        return true;
    }
    return true;
}

static int room_of(const struct frame *f, const struct sheet *sheet)
{
    return f->panel.width_px - 2 * sheet->margin;
}

static int collect(struct buttons *buttons, const struct frame *f, const struct scene *scene,
                   enum role first, enum role second)
{
    int rc = 0;
    for (unsigned i = 0; i < scene->count && rc == 0; i++) {
        const struct element *e = &scene->elements[i];
        if ((e->role == first || e->role == second) && !frame_yields(f, e))
            rc = buttons_add(buttons, e, i);
    }
    return rc;
}

static int arrange_bar(struct frame *f, struct sheet *sheet)
{
    static const enum role places[] = {ROLE_BACK, ROLE_HELP, ROLE_DONE};
    int room = room_of(f, sheet);

    f->bar.width = min((room - 2 * sheet->gap) / 3, 8 * font_em(sheet->cap[STYLE_BODY]));
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        struct block b;
        unsigned index;
        const struct element *e = find(sheet->scene, places[i], &index);
        if (e == NULL)
            continue;
        int rc = buttons_add(&f->bar, e, index);
        if (rc == 0)
            rc = block_measure_button(&b, sheet, e, index, f->bar.width, false);
        if (rc < 0)
            return rc;
        int height = sheet->roomy ? b.height : b.height - b.above - b.below;
        f->bar.height = max(f->bar.height, max(height, sheet->target));
    }
    return 0;
}

/* Settings join the bar where their labels fit in one line beside "help" and "done". */
static int arrange_settings(struct frame *f, struct sheet *sheet)
{
    int room = room_of(f, sheet), beside = room - 2 * (f->bar.width + sheet->gap), widest = 0;
    unsigned back;

    int rc = collect(&f->settings, f, sheet->scene, ROLE_SETTING, ROLE_SETTING);
    if (rc < 0)
        return rc;
    for (unsigned i = 0; i < f->settings.count; i++)
        widest = max(widest, block_button_width(sheet, f->settings.elements[i]));
    int all = (int)f->settings.count * (widest + sheet->gap);
    f->settings_in_bar =
        f->bar.count && all <= beside && find(sheet->scene, ROLE_BACK, &back) == NULL;
    if (f->settings_in_bar)
        room = all - sheet->gap;
    rc = buttons_arrange(&f->settings, sheet, room, room);
    if (f->settings_in_bar)
        f->settings.height = f->bar.height = max(f->bar.height, f->settings.height);
    return rc;
}

static int arrange_actions(struct frame *f, struct sheet *sheet, const struct element *pager)
{
    int room = room_of(f, sheet), widest = 17 * font_em(sheet->cap[STYLE_BODY]);

    int rc = collect(&f->actions, f, sheet->scene, ROLE_PRIMARY, ROLE_ACTION);
    struct buttons joint = f->actions;
    for (unsigned i = 0; i < 2 && pager && rc == 0; i++) {
        rc = buttons_add(&joint, &pager[i], LAYOUT_PAGER);
        if (rc == 0)
            rc = buttons_add(&f->pager, &pager[i], LAYOUT_PAGER);
    }
    if (rc == 0)
        rc = buttons_arrange(&joint, sheet, room, widest);
    if (rc == 0)
        rc = buttons_arrange(&f->actions, sheet, room, widest);
    if (rc == 0)
        rc = buttons_arrange(&f->pager, sheet, room, widest);
    if (rc < 0)
        return rc;
    int apart = buttons_height(&f->actions, sheet) + sheet->gap + buttons_height(&f->pager, sheet);
    if (f->actions.count == 0 || buttons_height(&joint, sheet) <= apart) {
        f->actions = joint;
        f->pager.count = 0;
    }
    return 0;
}

/* From the bottom up; what is left above is the body's. */
static void stack(struct frame *f, const struct sheet *sheet, bool paged)
{
    int y = f->panel.height_px;

    if (f->bar.count) {
        y -= sheet->edge + f->bar.height;
        f->bar_y = y;
        y -= sheet->edge;
    }
    f->settings_y = f->bar_y;
    if (f->settings.count && !f->settings_in_bar) {
        y -= sheet->gap + buttons_height(&f->settings, sheet);
        f->settings_y = y;
    }
    if (f->pager.count) {
        y -= sheet->gap + buttons_height(&f->pager, sheet);
        f->pager_y = y;
    }
    if (f->actions.count) {
        y -= sheet->gap + buttons_height(&f->actions, sheet);
        f->actions_y = y;
    }
    if (f->keys.rows) {
        y -= sheet->gap + grid_height(&f->keys, sheet);
        f->keys_y = y;
    }
    y -= sheet->gap;
    if (paged) {
        y -= sheet->roomy ? sheet->gap : 0;
        f->dots_y = y;
    }
    f->body.h = y; /* its lower edge, until its upper one is known */
}

/* Notices stand on the top lines where few are enough; else they go into the body. */
static int arrange_notices(struct frame *f, struct sheet *sheet)
{
    unsigned lines = 0;

    for (unsigned i = 0; i < sheet->scene->count && sheet->roomy; i++) {
        struct block b;
        if (sheet->scene->elements[i].role != ROLE_NOTICE)
            continue;
        int rc = block_measure(&b, sheet, &sheet->scene->elements[i], i, room_of(f, sheet));
        if (rc < 0)
            return rc;
        lines += b.rows;
        if (lines > FRAME_NOTICES_MAX) {
            f->notice_count = 0;
            return 0;
        }
        f->notices[f->notice_count++] = b;
    }
    return 0;
}

/* Figures stand in a column of their own where they fit, the picture taking what is left. */
static void arrange_figures(struct frame *f, const struct sheet *sheet, int top)
{
    int room = room_of(f, sheet), high = f->body.h - top, others = 0;
    bool picture = false;

    for (unsigned i = 0; i < sheet->scene->count; i++) {
        enum role role = sheet->scene->elements[i].role;
        if (role == ROLE_PICTURE)
            picture = true;
        if (role != ROLE_QR && role != ROLE_PHOTO)
            continue;
        f->side = max(f->side, role == ROLE_QR ? sheet->code : sheet->photo_w);
        others += (role == ROLE_QR ? sheet->code : sheet->photo_h) + sheet->gap;
    }
    int largest = min(room * 30 / 100, sheet->picture);
    if (picture)
        f->picture = min(f->side ? f->side : largest, high - others);
    bool fits =
        sheet->roomy && others - sheet->gap <= high && (!picture || f->picture >= sheet->target);
    if (!fits) {
        f->side = 0;
        f->picture = picture ? sheet->pitch[STYLE_TITLE] * 5 / 4 : 0;
    }
    if (fits && picture)
        f->side = max(f->side, f->picture);
}

/* Whether something in the body can be touched. */
static bool touches(const struct frame *f, const struct scene *scene)
{
    for (unsigned i = 0; i < scene->count; i++)
        if (scene->elements[i].action.what && frame_yields(f, &scene->elements[i]))
            return true;
    return false;
}

int frame_arrange(struct frame *out, struct sheet *sheet, const struct panel *panel,
                  enum yield yield, const struct element *pager)
{
    int pitch = sheet->pitch[STYLE_BODY], third = panel->height_px / 3, rc;
    struct frame f = {.panel = *panel, .yield = yield};
    unsigned index;

    rc = arrange_bar(&f, sheet);
    if (rc == 0)
        rc = arrange_settings(&f, sheet);
    if (rc == 0)
        rc = arrange_actions(&f, sheet, pager);
    if (rc == 0)
        rc = grid_arrange(&f.keys, sheet, room_of(&f, sheet));
    if (rc == 0)
        rc = arrange_notices(&f, sheet);
    const struct element *banner = find(sheet->scene, ROLE_BANNER, &index);
    if (rc == 0 && banner)
        rc = block_measure(&f.banner, sheet, banner, index, room_of(&f, sheet));
    if (rc < 0)
        return rc;
    stack(&f, sheet, pager != NULL);
    int y = sheet->roomy ? sheet->top : sheet->edge;
    if (banner)
        y = sheet->edge + f.banner.height + sheet->paragraph;
    f.notices_y = y;
    for (unsigned i = 0; i < f.notice_count; i++)
        y += f.notices[i].height + (i + 1 == f.notice_count ? sheet->paragraph : 0);
    arrange_figures(&f, sheet, y);

    int left = f.side ? f.side + 2 * sheet->section : 0;
    int beside = f.side == 0 && f.picture ? f.picture + sheet->pad_x : 0;
    f.body.x = sheet->margin + left;
    f.body.w = room_of(&f, sheet) - left;
    f.title_x = f.body.x + beside;
    f.title_y = y;
    const struct element *title = find(sheet->scene, ROLE_TITLE, &index);
    if (title) {
        rc = block_measure(&f.title, sheet, title, index, f.body.w - beside);
        if (rc < 0)
            return rc;
    }
    f.title_rows = f.title.rows;
    int bottom = f.body.h, least = BODY_LINES * pitch;
    int touch = touches(&f, sheet->scene) ? max(pitch + 2 * sheet->pad_y, sheet->target) : 0;
    int shortest = yield == YIELD_ALL ? 1 : max(1, (third - y) / sheet->pitch[STYLE_TITLE]);
    for (;;) {
        int title_h = max((int)f.title_rows * f.title.pitch, beside ? f.picture : 0);
        f.body.y = y + title_h + sheet->section;
        f.body.h = bottom - f.body.y;
        bool enough = f.body.h >= least && bottom - max(f.body.y, third) >= touch;
        if (pager == NULL || enough)
            break;
        if ((int)f.title_rows <= shortest)
            return -ENOSPC;
        f.title_rows--;
    }
    *out = f;
    return 0;
}

static int put_notices(const struct frame *f, const struct sheet *sheet, struct layout *layout)
{
    int y = f->notices_y, rc = 0;
    for (unsigned i = 0; i < f->notice_count && rc == 0; i++) {
        const struct block *b = &f->notices[i];
        rc = block_put(b, sheet, layout, 0, b->rows, sheet->margin, y, b->height);
        y += b->height;
    }
    return rc;
}

static int put_figures(const struct frame *f, struct sheet *sheet, struct layout *layout)
{
    int y = f->title_y, rc = 0;
    for (unsigned i = 0; i < sheet->scene->count && rc == 0; i++) {
        const struct element *e = &sheet->scene->elements[i];
        bool picture = e->role == ROLE_PICTURE;
        struct block b;
        if (!picture && ((e->role != ROLE_QR && e->role != ROLE_PHOTO) || f->side == 0))
            continue;
        rc = block_measure(&b, sheet, e, i, f->picture);
        if (rc < 0)
            break;
        int h = picture ? f->picture : b.figure;
        rc = block_put(&b, sheet, layout, 0, 0, sheet->margin, y, h);
        y += h + sheet->gap;
    }
    return rc;
}

int frame_put_top(const struct frame *frame, struct sheet *sheet, struct layout *layout)
{
    int rc = 0;
    if (frame->banner.element)
        rc = block_put(&frame->banner, sheet, layout, 0, frame->banner.rows, sheet->margin,
                       sheet->edge, frame->banner.height);
    if (rc == 0)
        rc = put_notices(frame, sheet, layout);
    if (rc == 0)
        rc = put_figures(frame, sheet, layout);
    if (rc == 0 && frame->title.element)
        rc = block_put(&frame->title, sheet, layout, 0, frame->title_rows, frame->title_x,
                       frame->title_y, (int)frame->title_rows * frame->title.pitch);
    return rc;
}

/* A paging button that leads nowhere keeps its place, unseen. */
static void hide(struct buttons *buttons, const struct layout *layout)
{
    for (unsigned i = 0; i < buttons->count; i++) {
        uint16_t what = buttons->elements[i]->action.what;
        buttons->hidden[i] = (what == LAYOUT_PREVIOUS && layout->page == 0) ||
                             (what == LAYOUT_NEXT && layout->page + 1 == layout->pages);
    }
}

int frame_put_bottom(struct frame *frame, struct sheet *sheet, struct layout *layout)
{
    int room = room_of(frame, sheet), x = sheet->margin, rc;

    hide(&frame->actions, layout);
    hide(&frame->pager, layout);
    rc = grid_put(&frame->keys, sheet, layout, x, frame->keys_y, room);
    if (rc == 0)
        rc = buttons_put(&frame->actions, sheet, layout, x, frame->actions_y, room);
    if (rc == 0)
        rc = buttons_put(&frame->pager, sheet, layout, x, frame->pager_y, room);
    if (rc == 0)
        rc = buttons_put(&frame->settings, sheet, layout, x, frame->settings_y, room);
    for (unsigned i = 0; i < frame->bar.count && rc == 0; i++) {
        const struct element *e = frame->bar.elements[i];
        int step = frame->bar.width + sheet->gap;
        struct block b;
        x = sheet->margin;
        if (e->role != ROLE_BACK)
            x += room + sheet->gap - step * (e->role == ROLE_HELP ? 2 : 1);
        rc = block_measure_button(&b, sheet, e, frame->bar.indices[i], frame->bar.width, false);
        if (rc == 0)
            rc = block_put(&b, sheet, layout, 0, b.rows, x, frame->bar_y, frame->bar.height);
    }
    return rc;
}
