#include "kiosk/ui/dump.h"

#include "kiosk/ui/focus.h"
#include "kiosk/ui/font.h"
#include "kiosk/ui/pictogram.h"

#include <errno.h>
#include <jansson.h>
#include <malloc.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static double round_mm(double mm)
{
    return round(mm * 100) / 100;
}

static json_t *colour(struct rgb c)
{
    return json_sprintf("#%02x%02x%02x", c.r, c.g, c.b);
}

static const char *tone_name(enum tone tone)
{
    static const char *const names[] = {"plain", "good", "waiting", "attention", "quiet"};
    return names[tone];
}

static json_t *rect_mm(const struct panel *panel, struct rect r)
{
    return json_pack("[f,f,f,f]", round_mm(page_mm(panel, r.x)), round_mm(page_mm(panel, r.y)),
                     round_mm(page_mm(panel, r.w)), round_mm(page_mm(panel, r.h)));
}

static json_t *lines(const struct page *layout, const struct page_box *box)
{
    json_t *list = json_array();
    for (unsigned i = 0; i < box->lines; i++) {
        const struct page_line *line = &layout->lines[box->first_line + i];
        json_t *text = json_stringn(line->text, line->length);
        /* Bytes that are no UTF-8 have no place in JSON. */
        json_array_append_new(list, text ? text : json_string("\xEF\xBF\xBD"));
    }
    return list;
}

static json_t *text(const char *s)
{
    json_t *value = json_string(s);
    return value ? value : json_string("\xEF\xBF\xBD");
}

static json_t *element(const struct scene *scene, const struct page *layout, unsigned index,
                       const struct theme *theme, struct ring ring)
{
    const struct page_box *box = &layout->boxes[index];
    const struct element *e = box->element == PAGE_PAGER ? NULL : &scene->elements[box->element];
    bool tappable = box->action.what != 0;
    struct colours c = theme_colours(theme, (struct look){.role = box->role,
                                                          .tone = box->tone,
                                                          .chosen = box->chosen,
                                                          .tappable = tappable,
                                                          .head = page_is_head(layout, box)});
    int cap = box->lines ? layout->lines[box->first_line].cap_px : 0;
    struct rect r = box->rect;

    json_t *o = json_pack(
        "{s:i,s:s,s:o,s:o,s:o,s:s,s:s,s:b,s:b,s:o,s:[i,i,i,i],s:o,s:o,s:o,s:o,s:i,s:f,s:b,s:[i,i],"
        "s:b,s:b}",
        "index", e ? (int)box->element : -1, "role", scene_role_name(box->role), "label",
        text(box->label), "detail", text(e ? e->detail : ""), "utterance",
        text(e ? e->utterance : ""), "icon", pictogram_name(e ? e->icon : box->icon), "tone",
        tone_name(box->tone), "chosen", box->chosen, "part", box->part, "lines", lines(layout, box),
        "rect_px", r.x, r.y, r.w, r.h, "rect_mm", rect_mm(&layout->panel, r), "foreground",
        colour(c.ink), "strong", colour(c.strong), "background", colour(c.ground), "font_px",
        cap ? font_em(cap) : 0, "cap_mm", round_mm(page_mm(&layout->panel, cap)), "tappable",
        tappable, "action", box->action.what, box->action.which, "focused",
        (int)index >= ring.first && (int)index <= ring.last, "first",
        (int)index == focus_first(scene, layout));
    if (o && c.outlined)
        json_object_set_new(o, "outline", colour(c.outline));
    return o;
}

static void wiping_free(void *memory)
{
    if (memory)
        explicit_bzero(memory, malloc_usable_size(memory));
    free(memory);
}

void dump_setup(void)
{
    json_set_alloc_funcs(malloc, wiping_free);
}

int dump_write(FILE *out, const struct scene *scene, const struct page *layout,
               enum contrast contrast, struct ring ring)
{
    int rc = -ENOMEM;
    const struct panel *p = &layout->panel;
    json_t *list = json_array(), *root = NULL;

    for (unsigned i = 0; i < layout->box_count; i++)
        if (json_array_append_new(list, element(scene, layout, i, theme_get(contrast), ring)) != 0)
            goto out;
    root = json_pack("{s:s,s:i,s:i,s:{s:i,s:i,s:f,s:f},s:s,s:s,s:O}", "name", scene->name, "page",
                     (int)layout->page + 1, "pages", (int)layout->pages, "panel", "width_px",
                     p->width_px, "height_px", p->height_px, "width_mm", p->width_mm, "height_mm",
                     p->height_mm, "size", theme_size_name(layout->size), "contrast",
                     theme_contrast_name(contrast), "elements", list);
    if (root == NULL)
        goto out;
    rc = json_dumpf(root, out, JSON_INDENT(1) | JSON_REAL_PRECISION(6)) == 0 ? 0 : -EIO;
    if (rc == 0 && fputc('\n', out) == EOF)
        rc = -EIO;
out:
    json_decref(root);
    json_decref(list);
    return rc;
}
