#include "kiosk/ui/frame.h"

#include <errno.h>
#include <string.h>

/* A body of fewer lines than this is no place to read; a question and its answers leave one, and so
 * does somebody who helps, if nothing else gives way. */
enum { BODY_LINES = 2, FEW_LINES = 1 };

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

static bool has(const struct scene *scene, enum role role)
{
    unsigned index;
    return find(scene, role, &index) != NULL;
}

bool frame_yields(const struct frame *frame, const struct element *element)
{
    switch (element->role) {
    case ROLE_BANNER:
    case ROLE_KEY:
    case ROLE_TITLE:
    case ROLE_PICTURE:
    case ROLE_PHOTO:
    case ROLE_FACE:
    case ROLE_BACK:
    case ROLE_STOP:
    case ROLE_HELP:
    case ROLE_DONE:
        return false;
    case ROLE_NOTICE:
        return frame->notice_count == 0;
    case ROLE_QR:
        return frame->side == 0;
    case ROLE_SETTING:
        return frame->yield >= YIELD_SETTINGS;
    case ROLE_ACTION:
        if (element->sign && frame->signs)
            return false;
        return frame->yield >= (element->answer ? YIELD_ALL : YIELD_ACTIONS);
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

static bool has_answers(const struct scene *scene)
{
    for (unsigned i = 0; i < scene->count; i++)
        if (scene->elements[i].answer)
            return true;
    return false;
}

static int collect(struct buttons *buttons, const struct frame *f, const struct scene *scene,
                   enum role first, enum role second)
{
    int rc = 0;
    for (unsigned i = 0; i < scene->count && rc == 0; i++) {
        const struct element *e = &scene->elements[i];
        if (e->sign && f->signs)
            continue;
        if ((e->role == first || e->role == second) && !frame_yields(f, e))
            rc = buttons_add(buttons, e, i);
    }
    return rc;
}

/* Settings join the bar where their labels fit in one line beside "help" and "done". */
static int arrange_settings(struct frame *f, struct sheet *sheet)
{
    int room = room_of(f, sheet), widest = 0, x;

    int rc = collect(&f->settings, f, sheet->scene, ROLE_SETTING, ROLE_SETTING);
    if (rc < 0)
        return rc;
    for (unsigned i = 0; i < f->settings.count; i++)
        widest = max(widest, block_button_width(sheet, f->settings.elements[i], room));
    int all = (int)f->settings.count * (widest + sheet->gap);
    f->settings_in_bar =
        f->settings.count && !has(sheet->scene, ROLE_BACK) && all <= bar_free(&f->bar, sheet, &x);
    if (f->settings_in_bar)
        room = all - sheet->gap;
    if (!f->settings_in_bar && buttons_spread(&f->settings, sheet, room))
        return 0;
    rc = buttons_arrange(&f->settings, sheet, room, room);
    if (f->settings_in_bar)
        f->settings.height = f->bar.height = max(f->bar.height, f->settings.height);
    return rc;
}

static int arrange_actions(struct frame *f, struct sheet *sheet, const struct element *pager)
{
    int room = room_of(f, sheet), widest = 17 * font_em(sheet->cap[STYLE_BODY]), x;

    int rc = collect(&f->actions, f, sheet->scene, ROLE_PRIMARY, ROLE_ACTION);
    if (rc == 0)
        rc = buttons_arrange(&f->actions, sheet, room, widest);
    if (rc < 0)
        return rc;
    /* Buttons are alike unless that costs a line and none of them is the main one. */
    struct buttons spread = f->actions;
    if (!has(sheet->scene, ROLE_PRIMARY) && buttons_spread(&spread, sheet, room) &&
        buttons_height(&spread, sheet) < buttons_height(&f->actions, sheet))
        f->actions = spread;
    if (pager == NULL)
        return 0;
    f->pager.previous = &pager[0];
    f->pager.next = &pager[1];
    return pager_arrange(&f->pager, &f->actions, sheet,
                         f->settings_in_bar ? 0 : bar_free(&f->bar, sheet, &x), room, widest);
}

/* Who helps, and the way to end it: in the bar, or where letters are large in a row of its own. */
static int arrange_stop(struct frame *f, struct sheet *sheet)
{
    unsigned index;
    const struct element *e = find(sheet->scene, ROLE_STOP, &index);
    if (!e || sheet->roomy || has(sheet->scene, ROLE_KEY))
        return 0;
    int rc = buttons_add(&f->stop, e, index);
    return rc < 0 ? rc : buttons_arrange(&f->stop, sheet, room_of(f, sheet), room_of(f, sheet));
}

/* Bar, settings and actions. */
static int arrange_bottom(struct frame *f, struct sheet *sheet, const struct element *pager,
                          bool sign_in_bar)
{
    f->settings.count = f->actions.count = 0;
    int rc = bar_arrange(&f->bar, sheet, room_of(f, sheet), sign_in_bar);
    if (rc == 0)
        rc = arrange_settings(f, sheet);
    return rc == 0 ? arrange_actions(f, sheet, pager) : rc;
}

/* From the bottom up; what is left above is the body's. */
static void stack(struct frame *f, const struct sheet *sheet)
{
    int y = f->panel.height_px;

    if (f->bar.height) {
        y -= sheet->edge + f->bar.height;
        f->bar.y = y;
        y -= sheet->edge;
    }
    if (f->stop.count) {
        y -= sheet->gap + buttons_height(&f->stop, sheet);
        f->stop_y = y;
    }
    f->settings_y = f->bar.y;
    if (f->settings.count && !f->settings_in_bar) {
        y -= sheet->gap + buttons_height(&f->settings, sheet);
        f->settings_y = y;
    }
    if (f->pager.place == PAGER_BELOW) {
        y -= sheet->gap + f->pager.height;
        f->pager_y = y;
    }
    if (f->actions.count) {
        y -= sheet->gap + buttons_height(&f->actions, sheet);
        f->actions_y = y;
    }
    if (f->pager.place == PAGER_BESIDE)
        f->pager_y = f->actions_y + buttons_height(&f->actions, sheet) - f->pager.height;
    if (f->keys.rows) {
        y -= sheet->gap + grid_height(&f->keys, sheet);
        f->keys_y = y;
    }
    f->body.h = y - sheet->gap; /* its lower edge, until its upper one is known */
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

static int measure_title(struct frame *f, struct sheet *sheet, int beside)
{
    unsigned index;
    const struct element *e = find(sheet->scene, ROLE_TITLE, &index);

    f->title_x = sheet->margin + beside;
    if (e == NULL)
        return 0;
    int rc = block_measure(&f->title, sheet, e, index, room_of(f, sheet) - beside);
    f->title_rows = f->title.rows;
    return rc;
}

/* Around what stands in the head. */
static int head_pad(const struct sheet *sheet)
{
    return sheet->roomy ? sheet->top : sheet->edge * 3 / 4;
}

/* On top; beside keys with less around it, and `bare` not at all. Moves *y below it. */
static int arrange_banner(struct frame *f, struct sheet *sheet, int *y)
{
    unsigned index;
    const struct element *e = find(sheet->scene, ROLE_BANNER, &index);

    f->banner_y = *y;
    if (!e || f->stop.count || (f->keys.rows && f->bare))
        return 0;
    int rc = block_measure(&f->banner, sheet, e, index, room_of(f, sheet));
    if (f->keys.rows) {
        int pad = sheet->roomy ? f->banner.above / 2 : 0;
        f->banner.height -= f->banner.above + f->banner.below - 2 * pad;
        f->banner.above = f->banner.below = pad;
    }
    *y += f->banner.height + (f->keys.rows ? sheet->edge / 2 : sheet->paragraph);
    return rc;
}

/* Banner, notices, then the photo as high as reach allows with the title beside it: nothing that
 * can be touched may stand in the upper third, a face may. */
static int arrange_head(struct frame *f, struct sheet *sheet)
{
    int pad = head_pad(sheet), y = pad, beside = 0;
    unsigned index;

    int rc = arrange_banner(f, sheet, &y);
    if (rc == 0)
        rc = arrange_notices(f, sheet);
    f->notices_y = y;
    for (unsigned i = 0; i < f->notice_count; i++)
        y += f->notices[i].height + (i + 1 == f->notice_count ? sheet->paragraph : 0);
    f->photo_y = f->title_y = y;
    const struct element *e = find(sheet->scene, ROLE_PHOTO, &index);
    if (!e && !sheet->roomy) /* beside large letters there is no room for a column */
        e = find(sheet->scene, ROLE_FACE, &index);
    if (rc == 0 && e) {
        int high = min(sheet->photo_h, f->panel.height_px / 3 - sheet->section - pad - y);
        high = max(high, sheet->target); /* under much else a small face, but a face */
        rc = block_measure(&f->photo, sheet, e, index, high * 3 / 4);
        f->photo.width = high * 3 / 4;
        f->photo.figure = f->photo.height = high;
        beside = f->photo.width + sheet->pad_x * 3 / 2;
    }
    return rc < 0 ? rc : measure_title(f, sheet, beside);
}

/* Height of the head with so many rows of the title. */
static int head_height(const struct frame *f, const struct sheet *sheet, unsigned rows)
{
    int title = (int)rows * f->title.pitch;
    int beside = f->side == 0 ? f->picture : 0;
    return f->title_y + max(max(title, f->photo.height), beside) + head_pad(sheet);
}

/* Figures stand in a column of their own where they fit, the picture taking what is left; else the
 * picture is small, beside the title. */
static int arrange_figures(struct frame *f, struct sheet *sheet)
{
    int room = room_of(f, sheet), code = 0;
    int high = f->body.h - head_height(f, sheet, f->title_rows) - sheet->section;

    bool face = sheet->roomy && has(sheet->scene, ROLE_FACE);
    bool picture = face || has(sheet->scene, ROLE_PICTURE);
    if (has(sheet->scene, ROLE_QR))
        code = sheet->code;
    int largest = min(room * 32 / 100, sheet->picture);
    int left = high - (code ? code + sheet->gap : 0);
    if (picture)
        f->picture = face ? min(room * 38 / 100, left * 3 / 4) : min(code ? code : largest, left);
    f->picture_h = face ? f->picture * 4 / 3 : f->picture;
    if (sheet->roomy && code <= high && (!picture || f->picture >= sheet->target)) {
        f->side = max(code, f->picture);
        return 0;
    }
    if (!picture)
        return 0;
    f->picture = sheet->pitch[STYLE_TITLE] * 5 / 4;
    return measure_title(f, sheet, f->picture + sheet->pad_x);
}

/* Whether something in the body can be touched. */
static bool touches(const struct frame *f, const struct scene *scene)
{
    for (unsigned i = 0; i < scene->count; i++)
        if (scene->elements[i].action.what && frame_yields(f, &scene->elements[i]))
            return true;
    return false;
}

/* How many rows of the title stay in the head, so that something of the body fits under it. */
static int arrange_title(struct frame *f, const struct sheet *sheet, bool paged)
{
    int pitch = sheet->pitch[STYLE_BODY], third = f->panel.height_px / 3, bottom = f->body.h;
    bool whole = f->answers && f->yield < YIELD_ALL;
    int below = f->keys.rows && !sheet->roomy ? sheet->edge / 2 : sheet->section;
    bool few = (whole && f->yield == YIELD_ACTIONS) || (f->stop.count && f->yield == YIELD_ALL);
    int lines = few ? FEW_LINES : BODY_LINES;
    int touch = touches(f, sheet->scene) ? max(pitch + 2 * sheet->pad_y, sheet->target) : 0;
    int shortest =
        f->yield == YIELD_ALL ? 1 : max(1, (third - f->title_y) / sheet->pitch[STYLE_TITLE]);

    if (paged && !whole && (int)f->title_rows > shortest)
        f->title_rows = (unsigned)shortest;
    for (;;) {
        f->head_h = head_height(f, sheet, f->title_rows);
        f->body.y = f->head_h + below;
        f->body.h = bottom - f->body.y;
        bool enough = f->body.h >= lines * pitch && bottom - max(f->body.y, third) >= touch;
        if (!paged || enough)
            return 0;
        if (whole || (int)f->title_rows <= shortest)
            return -ENOSPC;
        f->title_rows--;
    }
}

int frame_arrange(struct frame *out, struct sheet *sheet, const struct panel *panel,
                  enum yield yield, bool signs, bool bare, const struct element *pager)
{
    struct frame f = {.panel = *panel,
                      .yield = yield,
                      .signs = signs,
                      .bare = bare,
                      .answers = has_answers(sheet->scene)};

    int rc = arrange_bottom(&f, sheet, pager, false);
    if (rc == 0 && signs && f.pager.place != PAGER_BELOW) {
        rc = arrange_bottom(&f, sheet, pager, true);
        f.pager.below = rc == -ENOSPC;
        if (rc == -ENOSPC)
            rc = arrange_bottom(&f, sheet, pager, false);
    }
    if (rc == 0)
        rc = arrange_stop(&f, sheet);
    if (rc == 0)
        rc = grid_arrange(&f.keys, sheet, room_of(&f, sheet));
    if (rc == 0)
        rc = arrange_head(&f, sheet);
    if (rc < 0)
        return rc;
    stack(&f, sheet);
    rc = arrange_figures(&f, sheet);
    if (rc == 0)
        rc = arrange_title(&f, sheet, pager != NULL);
    if (rc < 0)
        return rc;
    int left = f.side ? f.side + 2 * sheet->section : 0;
    f.body.x = sheet->margin + left;
    f.body.w = room_of(&f, sheet) - left;
    *out = f;
    return 0;
}

static int put_head(const struct frame *f, const struct sheet *sheet, struct page *layout)
{
    int y = f->notices_y, rc = 0, title_h = (int)f->title_rows * f->title.pitch;
    int inner = f->head_h - f->title_y - head_pad(sheet);

    if (f->banner.element)
        rc = block_put(&f->banner, sheet, layout, 0, f->banner.rows, sheet->margin, f->banner_y,
                       f->banner.height);
    for (unsigned i = 0; i < f->notice_count && rc == 0; i++) {
        const struct block *b = &f->notices[i];
        rc = block_put(b, sheet, layout, 0, b->rows, sheet->margin, y, b->height);
        y += b->height;
    }
    if (rc == 0 && f->title.element)
        rc = block_put(&f->title, sheet, layout, 0, f->title_rows, f->title_x,
                       f->title_y + (inner - title_h) / 2, title_h);
    if (rc == 0 && f->photo.element)
        rc = block_put(&f->photo, sheet, layout, 0, 0, sheet->margin, f->photo_y, f->photo.height);
    return rc;
}

static int put_figures(const struct frame *f, struct sheet *sheet, struct page *layout)
{
    int y = f->body.y + f->figure_sink, rc = 0;
    for (unsigned i = 0; i < sheet->scene->count && rc == 0; i++) {
        const struct element *e = &sheet->scene->elements[i];
        bool face = e->role == ROLE_FACE && f->side;
        bool picture = face || e->role == ROLE_PICTURE;
        struct block b;
        if (!picture && (e->role != ROLE_QR || f->side == 0))
            continue;
        rc = block_measure(&b, sheet, e, i, f->picture);
        if (rc < 0)
            break;
        int h = picture ? f->side ? f->picture_h : f->picture : b.figure;
        rc = block_put(&b, sheet, layout, 0, 0, sheet->margin, f->side ? y : f->title_y, h);
        y += h + sheet->gap;
    }
    return rc;
}

int frame_put_top(const struct frame *frame, struct sheet *sheet, struct page *layout)
{
    int pad = head_pad(sheet);
    layout->head = (struct rect){0, 0, frame->panel.width_px, frame->head_h};
    if (layout->pages > 1)
        layout->dots = (struct rect){sheet->margin, frame->head_h - pad,
                                     frame->panel.width_px - 2 * sheet->margin, pad};
    int rc = put_head(frame, sheet, layout);
    return rc == 0 ? put_figures(frame, sheet, layout) : rc;
}

/* At the left end of the pager's row, if it is not in the bar. */
static int put_sign(const struct frame *f, struct sheet *sheet, struct page *layout)
{
    for (unsigned i = 0; i < sheet->scene->count; i++) {
        const struct element *e = &sheet->scene->elements[i];
        struct block b;
        if (!e->sign || f->bar.elements[BAR_SIGN] == e)
            continue;
        block_measure_sign(&b, sheet, e, i, sheet->target);
        return block_put(&b, sheet, layout, 0, 0, sheet->margin, f->pager_y, f->pager.height);
    }
    return 0;
}

int frame_put_bottom(const struct frame *frame, struct sheet *sheet, struct page *layout)
{
    int room = room_of(frame, sheet), x = sheet->margin;

    int rc = grid_put(&frame->keys, sheet, layout, x, frame->keys_y, room);
    if (rc == 0)
        rc = buttons_put(&frame->actions, sheet, layout, x, frame->actions_y);
    if (rc == 0 && frame->signs)
        rc = put_sign(frame, sheet, layout);
    if (rc == 0 && (frame->pager.place == PAGER_BESIDE || frame->pager.place == PAGER_BELOW))
        rc = pager_put(&frame->pager, sheet, layout, x + room, frame->pager_y, frame->pager.height);
    if (rc == 0)
        rc = buttons_put(&frame->stop, sheet, layout, x, frame->stop_y);
    if (rc == 0)
        rc = buttons_put(&frame->settings, sheet, layout, x, frame->settings_y);
    return rc == 0 ? bar_put(&frame->bar, &frame->pager, sheet, layout) : rc;
}
