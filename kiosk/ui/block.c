#include "kiosk/ui/block.h"

#include <errno.h>
#include <math.h>
#include <string.h>

/* A panel of fewer lines than this is not roomy. */
enum { ROOMY_LINES = 14 };

/* Spacing grows on a panel of more lines than this. */
enum { EASY_LINES = 16 };

static int max(int a, int b)
{
    return a > b ? a : b;
}

static int min(int a, int b)
{
    return a < b ? a : b;
}

static int label_width(const struct sheet *sheet, const struct element *e)
{
    return widths_of(sheet->widths, STYLE_BODY, sheet->cap[STYLE_BODY], e->label, strlen(e->label));
}

/* Where the column of values begins beside a label so wide. */
static int value_column(const struct sheet *sheet, int label)
{
    return label + sheet->pad_x * 3 / 2;
}

/* Of the labels that leave their values more than half of the width; a longer one stands above. */
static int fact_label(const struct sheet *sheet)
{
    int widest = 0, room = (sheet->width - 2 * sheet->margin) * 45 / 100;
    for (unsigned i = 0; i < sheet->scene->count; i++) {
        const struct element *e = &sheet->scene->elements[i];
        int label = e->role == ROLE_FACT ? label_width(sheet, e) : 0;
        if (value_column(sheet, label) <= room)
            widest = max(widest, label);
    }
    return widest;
}

void sheet_open(struct sheet *sheet, const struct scene *scene, const struct panel *panel,
                enum text_size size, struct widths *widths)
{
    const struct spacing *s = &theme_spacing;

    sheet->scene = scene;
    sheet->widths = widths;
    sheet->width = panel->width_px;
    for (int i = 0; i < STYLES; i++) {
        enum style style = (enum style)i;
        sheet->cap[i] = page_px(panel, theme_cap_mm(size, style));
        sheet->pitch[i] = (int)(sheet->cap[i] * theme_pitch(size, style) + 0.5);
    }
    /* Where lines are many there is room for calm; where they are few, letters need it. */
    double lines = (double)panel->height_px / sheet->pitch[STYLE_BODY];
    double ease = fmin(fmax(lines / EASY_LINES, 1), 1.4);
    sheet->roomy = lines >= ROOMY_LINES;
    sheet->pad_y = page_px(panel, s->pad_y * (sheet->roomy ? ease : 0.5));
    sheet->margin = page_px(panel, s->margin * ease);
    sheet->edge = page_px(panel, s->edge * ease);
    sheet->top = page_px(panel, s->top * ease);
    sheet->gap = page_px(panel, s->gap * ease);
    sheet->paragraph = page_px(panel, s->paragraph * ease);
    sheet->section = page_px(panel, s->section * ease);
    sheet->pad_x = page_px(panel, s->pad_x * ease);
    sheet->target = page_px(panel, s->target);
    sheet->picture = page_px(panel, s->picture * ease);
    sheet->code = page_px(panel, s->code * ease);
    sheet->photo_w = page_px(panel, s->photo * ease);
    sheet->photo_h = page_px(panel, s->photo * ease * 4 / 3);
    sheet->measure = (int)(s->measure_em * font_em(sheet->cap[STYLE_BODY]));
    sheet->line_count = 0;
    sheet->fact_label = fact_label(sheet);
}

/* Adds the lines of `text` from row `row` on. Returns how many rows they take, or -E2BIG. */
static int add_rows(struct sheet *sheet, struct block *block, const char *text, enum style style,
                    bool detail, int dx, int width, unsigned row)
{
    struct span spans[512];
    int n =
        wrap_text(sheet->widths, style, sheet->cap[style], text, width, sheet->apart, spans, 512);
    if (n < 0 || sheet->line_count + (unsigned)n > SHEET_LINES_MAX)
        return -E2BIG;
    for (int i = 0; i < n; i++)
        sheet->lines[sheet->line_count++] =
            (struct sheet_line){spans[i], style, detail, row + (unsigned)i, dx};
    block->lines += (unsigned)n;
    return n;
}

/* Whether the element stands in a box of its own, with room around its text. */
static bool is_boxed(const struct element *e)
{
    return e->action.what != 0 || e->role == ROLE_NUMBER || e->role == ROLE_BANNER;
}

static bool is_figure(enum role role)
{
    return role == ROLE_PICTURE || role == ROLE_PHOTO || role == ROLE_FACE || role == ROLE_QR;
}

static enum style label_style(const struct element *e)
{
    switch (e->role) {
    case ROLE_TITLE:
        return STYLE_TITLE;
    case ROLE_NUMBER:
        return STYLE_TITLE;
    case ROLE_STRONG:
    case ROLE_STEP:
    case ROLE_KEY:
    case ROLE_MASKED:
    case ROLE_CARD:
    case ROLE_CHOICE:
    case ROLE_PRIMARY:
    case ROLE_ACTION:
        return STYLE_STRONG;
    case ROLE_BANNER:
    case ROLE_NOTICE:
    case ROLE_PICTURE:
    case ROLE_PHOTO:
    case ROLE_FACE:
    case ROLE_TEXT:
    case ROLE_QR:
    case ROLE_FACT:
    case ROLE_PROGRESS:
    case ROLE_BACK:
    case ROLE_STOP:
    case ROLE_HELP:
    case ROLE_DONE:
    case ROLE_SETTING:
        return STYLE_BODY;
    }
    return STYLE_BODY;
}

static enum style detail_style(const struct element *e)
{
    return e->role == ROLE_FACT ? STYLE_STRONG : STYLE_BODY;
}

static int figure_height(const struct sheet *sheet, enum role role)
{
    if (role == ROLE_PROGRESS)
        return sheet->target;
    if (role == ROLE_QR)
        return sheet->code;
    if (role == ROLE_PICTURE)
        return 2 * sheet->target;
    return role == ROLE_PHOTO ? sheet->photo_h : 0;
}

int block_height(const struct block *block, const struct sheet *sheet, unsigned rows, bool last)
{
    int height = block->above + (int)rows * block->pitch + block->below;
    if (last)
        height += block->figure;
    return block->element->action.what ? max(height, sheet->target) : height;
}

/* Where the detail stands beside the label: pixels from the label's left edge; 0: below it. */
static int beside(const struct sheet *sheet, const struct element *e, int room)
{
    int cap = sheet->cap[STYLE_BODY];

    if (*e->detail == '\0' || (e->role != ROLE_FACT && e->role != ROLE_NOTICE))
        return 0;
    if (e->role == ROLE_FACT) {
        /* Values share a column when labels leave them more than half the width. */
        int column = value_column(sheet, sheet->fact_label);
        int value = widths_of(sheet->widths, STYLE_STRONG, cap, e->detail, strlen(e->detail));
        /* Where letters are large a long value needs the whole width. */
        bool fits = column <= room * 45 / 100 && label_width(sheet, e) <= sheet->fact_label &&
                    (sheet->roomy || value <= room - column);
        return fits ? column : 0;
    }
    /* The clock stands at the right end, whether what is beside it takes one line or two. */
    int detail = widths_of(sheet->widths, STYLE_BODY, cap, e->detail, strlen(e->detail));
    return sheet->roomy && detail <= room / 3 ? room - detail : 0;
}

/* Adds label and detail. A number's detail says what it is, so it comes first. */
static int add_text(struct sheet *sheet, struct block *b, const struct element *e, int left,
                    int room)
{
    int column = beside(sheet, e, room);
    bool detail_first = e->role == ROLE_NUMBER;
    const char *first = detail_first ? e->detail : e->label;
    const char *second = detail_first ? e->label : e->detail;
    enum style a = detail_first ? STYLE_BODY : label_style(e);
    enum style z = detail_first ? STYLE_TITLE : detail_style(e);

    int rows = add_rows(sheet, b, first, a, detail_first, left,
                        column ? column - sheet->pad_x / 2 : room, 0);
    b->paired = column != 0;
    if (rows < 0)
        return rows;
    int more = add_rows(sheet, b, second, z, !detail_first, left + column, room - column,
                        column ? 0 : (unsigned)rows);
    if (more < 0)
        return more;
    return column ? max(rows, more) : rows + more;
}

int block_measure(struct block *out, struct sheet *sheet, const struct element *e, unsigned index,
                  int width)
{
    struct block b = {
        .element = e, .index = index, .width = width, .first_line = sheet->line_count};
    int left = 0, right = 0, cap = sheet->cap[STYLE_BODY], rows = 0;

    b.pitch = sheet->pitch[label_style(e)];
    if (is_boxed(e)) {
        left = right = sheet->pad_x;
        b.above = b.below = sheet->pad_y;
    }
    /* Running text needs its width more than a pictogram where letters are large. */
    bool bare = e->role == ROLE_TEXT && !sheet->roomy;
    if (e->icon != ICON_NONE && !is_figure(e->role) && !bare) {
        bool large = e->role == ROLE_CARD && sheet->roomy;
        b.icon_side = large ? cap * 11 / 5 : e->role == ROLE_TITLE ? cap * 9 / 5 : cap * 3 / 2;
        b.icon_x = left;
        left += b.icon_side + sheet->pad_x * 3 / 4;
    }
    bool leads = e->role == ROLE_CARD && sheet->roomy;
    if (e->action.what && (leads || e->role == ROLE_CHOICE || e->role == ROLE_MASKED)) {
        b.mark = e->role == ROLE_CARD     ? ICON_OPEN
                 : e->role == ROLE_MASKED ? ICON_SHOW
                 : e->chosen              ? ICON_CHOSEN
                                          : ICON_UNCHOSEN;
        b.mark_side = cap * 3 / 2;
        right += b.mark_side + sheet->pad_x / 2;
    }
    b.figure = figure_height(sheet, e->role);
    int room = width - left - right;
    if (!is_boxed(e) && e->role != ROLE_TITLE && e->role != ROLE_NOTICE)
        room = min(room, sheet->measure);
    if (is_figure(e->role)) {
        /* Its label is spoken, or what the code holds: not words to read. */
        b.width = e->role == ROLE_QR ? sheet->code : e->role == ROLE_PHOTO ? sheet->photo_w : width;
    } else {
        rows = add_text(sheet, &b, e, left, room);
        if (rows < 0)
            return rows;
    }
    b.rows = (unsigned)rows;
    b.height = block_height(&b, sheet, b.rows, true);
    *out = b;
    return 0;
}

bool block_rests(const struct block *block, const struct sheet *sheet, unsigned row)
{
    bool detail = false, above = false;

    for (unsigned i = 0; i < block->lines; i++) {
        const struct sheet_line *line = &sheet->lines[block->first_line + i];
        if (line->row == row && strchr(".?!", line->span.text[line->span.length - 1]))
            return true;
        above = above || (line->row == row && !line->detail);
        detail = detail || (line->row == row + 1 && line->detail);
    }
    return above && detail && block->element->action.what;
}

static int button_extra(const struct sheet *sheet, const struct element *e)
{
    int cap = sheet->cap[STYLE_BODY];
    return e->icon == ICON_NONE ? 0 : cap * 13 / 10 + cap * 3 / 10;
}

static bool has_keys(const struct scene *scene)
{
    for (unsigned i = 0; i < scene->count; i++)
        if (scene->elements[i].role == ROLE_KEY)
            return true;
    return false;
}

/* Where letters are large there is no banner, and the way to end help says who helps; beside keys
 * it says what it is. Each if that fits in one line. */
static const char *button_text(const struct sheet *sheet, const struct element *e, int room)
{
    bool named = e->role == ROLE_STOP && (!sheet->roomy || has_keys(sheet->scene));
    return named && widths_of(sheet->widths, label_style(e), sheet->cap[STYLE_BODY], e->detail,
                              strlen(e->detail)) <= room
               ? e->detail
               : e->label;
}

int block_button_width(const struct sheet *sheet, const struct element *e, int most)
{
    int around = button_extra(sheet, e) + sheet->pad_x;
    const char *label = button_text(sheet, e, most - around);
    return around +
           widths_of(sheet->widths, label_style(e), sheet->cap[STYLE_BODY], label, strlen(label));
}

/* Width of the widest word: what would have to be divided in a narrower button. */
static int widest_word(const struct sheet *sheet, const struct element *e, const char *text)
{
    int widest = 0;
    for (const char *p = text; *p;) {
        size_t length = strcspn(p, " \n");
        widest = max(widest,
                     widths_of(sheet->widths, label_style(e), sheet->cap[STYLE_BODY], p, length));
        p += length + strspn(p + length, " \n");
    }
    return widest;
}

int block_measure_button(struct block *out, struct sheet *sheet, const struct element *e,
                         unsigned index, int width, bool plain)
{
    struct block b = {
        .element = e, .index = index, .width = width, .first_line = sheet->line_count};
    int extra = plain ? 0 : button_extra(sheet, e), room = width - sheet->pad_x * 3 / 4;

    const char *text = button_text(sheet, e, room - extra);
    b.squeezed = widest_word(sheet, e, text) > room - extra;
    if (b.squeezed)
        extra = 0;
    b.above = b.below = sheet->pad_y;
    b.pitch = sheet->pitch[STYLE_BODY];
    int rows = add_rows(sheet, &b, text, label_style(e), false, 0, room - extra, 0);
    if (rows < 0)
        return rows;
    b.rows = (unsigned)rows;
    int widest = 0;
    for (unsigned i = 0; i < b.lines; i++)
        widest = max(widest, sheet->lines[b.first_line + i].span.width_px);
    int left = (width - widest - extra) / 2;
    /* An arrow onward stands where it points. */
    bool after = e->icon == ICON_NEXT || e->icon == ICON_DOWN;
    for (unsigned i = 0; i < b.lines; i++) {
        struct sheet_line *line = &sheet->lines[b.first_line + i];
        line->dx = left + (after ? 0 : extra);
        if (extra == 0)
            line->dx += (widest - line->span.width_px) / 2;
    }
    b.icon_side = extra ? sheet->cap[STYLE_BODY] * 13 / 10 : 0;
    b.icon_x = after ? left + widest + extra - b.icon_side : left;
    b.height = block_height(&b, sheet, b.rows, true);
    *out = b;
    return 0;
}

void block_measure_sign(struct block *out, const struct sheet *sheet, const struct element *e,
                        unsigned index, int width)
{
    int side = sheet->cap[STYLE_BODY] * 13 / 10;
    *out = (struct block){.element = e,
                          .index = index,
                          .width = width,
                          .height = sheet->target,
                          .first_line = sheet->line_count,
                          .icon_side = side,
                          .icon_x = (width - side) / 2};
}

int block_put(const struct block *block, const struct sheet *sheet, struct page *layout,
              unsigned from, unsigned to, int x, int y, int h)
{
    const struct element *e = block->element;
    bool last = to == block->rows;

    if (layout->box_count == PAGE_BOXES_MAX)
        return -E2BIG;
    struct page_box *box = &layout->boxes[layout->box_count];
    *box = (struct page_box){.element = block->index,
                             .role = e->role,
                             .tone = e->tone,
                             .icon = block->icon_side || is_figure(e->role) ? e->icon : ICON_NONE,
                             .mark = block->mark,
                             .chosen = e->chosen,
                             .part = from > 0 || !last,
                             .label = e->label,
                             .rect = {x, y, block->width, h},
                             .first_line = layout->line_count,
                             .action = e->action};
    int content = (int)(to - from) * block->pitch;
    int top = y + block->above + (h - block->above - block->below - content) / 2;
    if (block->figure)
        top = y + block->above;
    for (unsigned i = 0; i < block->lines; i++) {
        const struct sheet_line *line = &sheet->lines[block->first_line + i];
        if (line->row < from || line->row >= to)
            continue;
        if (layout->line_count == PAGE_LINES_MAX)
            return -E2BIG;
        int cap = sheet->cap[line->style];
        int row_y = top + (int)(line->row - from) * block->pitch;
        layout->lines[layout->line_count++] =
            (struct page_line){line->style,
                               line->detail,
                               line->span.text,
                               line->span.length,
                               x + line->dx,
                               row_y + (block->pitch - cap) * (sheet->roomy ? 50 : 45) / 100 + cap,
                               line->span.width_px,
                               cap};
        box->lines++;
    }
    if (block->icon_side) {
        /* Beside running text the pictogram belongs to the first line, in a box to the whole. */
        int high = is_boxed(e) ? h : block->pitch;
        box->icon_rect = (struct rect){x + block->icon_x, y + (high - block->icon_side) / 2,
                                       block->icon_side, block->icon_side};
    }
    if (block->mark_side)
        box->mark_rect =
            (struct rect){x + block->width - sheet->pad_x - block->mark_side,
                          y + (h - block->mark_side) / 2, block->mark_side, block->mark_side};
    layout->box_count++;
    return 0;
}
