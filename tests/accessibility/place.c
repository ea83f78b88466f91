/* Where things are: inside the glass, apart, large enough, and only to be hit where they are. */
#include "tests/accessibility/audit.h"

#include <string.h>

static bool apart(struct rect a, struct rect b, double space)
{
    return a.x + a.w + space <= b.x || b.x + b.w + space <= a.x || a.y + a.h + space <= b.y ||
           b.y + b.h + space <= a.y;
}

static bool within(struct rect inner, struct rect outer)
{
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.w <= outer.x + outer.w &&
           inner.y + inner.h <= outer.y + outer.h;
}

static void check_box(struct audit *a, const struct exhibit *p, const struct page_box *b)
{
    struct rect glass = {0, 0, p->panel->width_px, p->panel->height_px};
    if (!within(b->rect, glass))
        audit_break(a, RULE_PLACE, p, "\"%s\" leaves the glass", b->label);
    for (unsigned i = 0; i < b->lines; i++) {
        const struct page_line *line = &p->layout->lines[b->first_line + i];
        struct rect ink = {line->x, line->y - line->cap_px, line->width, line->cap_px};
        if (!within(ink, b->rect))
            audit_break(a, RULE_PLACE, p, "\"%.*s\" leaves its box by %d px", (int)line->length,
                        line->text, ink.x + ink.w - b->rect.x - b->rect.w);
        for (unsigned j = 0; j < i; j++) {
            const struct page_line *other = &p->layout->lines[b->first_line + j];
            struct rect its = {other->x, other->y - other->cap_px, other->width, other->cap_px};
            if (!apart(ink, its, 0))
                audit_break(a, RULE_PLACE, p, "\"%.*s\" lies over other text", (int)line->length,
                            line->text);
        }
        if (b->icon_rect.w && !apart(ink, b->icon_rect, 0))
            audit_break(a, RULE_PLACE, p, "\"%.*s\" lies over its pictogram", (int)line->length,
                        line->text);
        if (b->mark_rect.w && !apart(ink, b->mark_rect, 0))
            audit_break(a, RULE_PLACE, p, "\"%.*s\" lies over its mark", (int)line->length,
                        line->text);
    }
}

static void check_target(struct audit *a, const struct exhibit *p, const struct page_box *b)
{
    double w = page_mm(p->panel, b->rect.w), h = page_mm(p->panel, b->rect.h);
    if (w < 12.7 || h < 12.7)
        audit_break(a, RULE_TARGETS, p, "\"%s\" is %.1f x %.1f mm", b->label, w, h);
    if (b->rect.y * 3 < p->panel->height_px)
        audit_break(a, RULE_PLACE, p, "\"%s\" lies in the upper third", b->label);
}

/* Points just outside a target, and on its far corners, where round corners leave them out. */
static void check_hits(struct audit *a, const struct exhibit *p, const struct page_box *b)
{
    int off = a->spoilt == RULE_HITS ? -4 : 1;
    struct rect r = b->rect;
    const int points[][2] = {{r.x - off, r.y + r.h / 2},
                             {r.x + r.w - 1 + off, r.y + r.h / 2},
                             {r.x + r.w / 2, r.y - off},
                             {r.x + r.w / 2, r.y + r.h - 1 + off},
                             {r.x, r.y},
                             {r.x + r.w - 1, r.y + r.h - 1}};
    for (size_t i = 0; i < sizeof points / sizeof points[0]; i++)
        if (page_box_at(p->layout, points[i][0], points[i][1]) >= 0)
            audit_break(a, RULE_HITS, p, "\"%s\" is hit beside itself", b->label);
    if (page_box_at(p->layout, r.x + r.w / 2, r.y + r.h / 2) != b - p->layout->boxes)
        audit_break(a, RULE_HITS, p, "\"%s\" is not hit in its middle", b->label);
}

/* What a page must offer: where the actions are, or the way on to them. */
static void check_reach(struct audit *a, const struct exhibit *p)
{
    bool on = false, bar = false, wanted = false;
    for (unsigned i = 0; i < p->layout->box_count; i++) {
        on |= p->layout->boxes[i].action.what == PAGE_NEXT;
        bar |= p->layout->boxes[i].role == ROLE_DONE || p->layout->boxes[i].role == ROLE_HELP;
    }
    for (unsigned i = 0; i < p->scene->count; i++)
        wanted |=
            p->scene->elements[i].role == ROLE_DONE || p->scene->elements[i].role == ROLE_HELP;
    if (p->layout->page + 1 < p->layout->pages && !on)
        audit_break(a, RULE_PLACE, p, "has no way on");
    if (wanted && !bar)
        audit_break(a, RULE_PLACE, p, "has lost its bar");
}

static bool is_one_word(const struct page_line *line)
{
    return memchr(line->text, ' ', line->length) == NULL;
}

/* Whether another line would have room above what stands under every page's body. */
static bool has_room(const struct page *l, const struct page_box *b)
{
    for (unsigned i = 0; i < l->box_count; i++) {
        const struct page_box *under = &l->boxes[i];
        bool frame = under->element == PAGE_PAGER || under->role == ROLE_PRIMARY ||
                     under->role == ROLE_ACTION || under->role == ROLE_KEY;
        if (frame && under->rect.y > b->rect.y && under->rect.y < b->rect.y + 2 * b->rect.h)
            return false;
    }
    return true;
}

/* Of a text that is divided over pages no page has a single word, where it has room for more. */
static void check_widows(struct audit *a, const struct exhibit *p)
{
    for (unsigned i = 0; i < p->layout->box_count; i++) {
        const struct page_box *b = &p->layout->boxes[i];
        const struct page_line *line = &p->layout->lines[b->first_line];
        if (b->role != ROLE_TITLE && b->part && b->lines == 1 && is_one_word(line) &&
            line->text > b->label && line->text[-1] == ' ' && has_room(p->layout, b))
            audit_break(a, RULE_PLACE, p, "\"%.*s\" stands alone", (int)line->length, line->text);
    }
}

/* Where whoever is asked sees the whole question and both answers on each page of it. */
static bool is_question(const char *screen)
{
    static const char *const questions[] = {"consent", "enrol_consent", "enrol_check", "face"};
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++)
        if (!strcmp(screen, questions[i]))
            return true;
    return false;
}

static void check_answers(struct audit *a, const struct exhibit *p)
{
    unsigned answers = 0;
    for (unsigned i = 0; i < p->layout->box_count; i++) {
        const struct page_box *b = &p->layout->boxes[i];
        if (b->role == ROLE_TITLE && b->part)
            audit_break(a, RULE_PLACE, p, "does not ask the whole question");
        answers += b->element != PAGE_PAGER && p->scene->elements[b->element].answer;
    }
    if (answers != 2)
        audit_break(a, RULE_PLACE, p, "has %u of two answers", answers);
}

static bool has_banner(const struct exhibit *p)
{
    for (unsigned i = 0; i < p->layout->box_count; i++)
        if (p->layout->boxes[i].role == ROLE_BANNER)
            return true;
    return false;
}

/* Whoever looks on is named on every page, beside keys as well; where letters are large the way to
 * end it may say that instead. */
static void check_banner(struct audit *a, const struct exhibit *p)
{
    bool wanted = false;
    for (unsigned i = 0; i < p->scene->count; i++)
        wanted |= p->scene->elements[i].role == ROLE_BANNER;
    if (wanted && p->size <= TEXT_DEFAULT && !has_banner(p))
        audit_break(a, RULE_PLACE, p, "does not say who looks on");
}

void place_check(struct audit *a, const struct exhibit *p)
{
    double gap = 2.54 * p->panel->width_px / p->panel->width_mm;
    const struct page *l = p->layout;
    for (unsigned i = 0; i < l->box_count; i++) {
        const struct page_box *b = &l->boxes[i];
        check_box(a, p, b);
        for (unsigned j = 0; j < i; j++) {
            if (!apart(b->rect, l->boxes[j].rect, 0))
                audit_break(a, RULE_PLACE, p, "\"%s\" overlaps \"%s\"", b->label,
                            l->boxes[j].label);
            if (b->action.what && l->boxes[j].action.what && !apart(b->rect, l->boxes[j].rect, gap))
                audit_break(a, RULE_TARGETS, p, "\"%s\" is less than 2.54 mm from \"%s\"", b->label,
                            l->boxes[j].label);
        }
        if (b->action.what) {
            check_target(a, p, b);
            check_hits(a, p, b);
        }
    }
    check_reach(a, p);
    check_widows(a, p);
    check_banner(a, p);
    if (is_question(p->screen))
        check_answers(a, p);
}
