/*
 * web_page: the kiosk's own screens as a static web page, for comparing with a browser.
 *
 *     web-page PHOTO.jpg DUMP.json... > PAGE.html
 *
 * DUMPs are what a kiosk said of its screens (kiosk/ui/dump.h): the start screen in every contrast,
 * then the result. Words, letters, pictograms, colours and places are those of the dump; places are
 * given, so that the browser has nothing to lay out. One screen shows at a time: "Warna" goes to
 * the start screen in the next contrast, its picture to the result, "Selesai" back to the start.
 */
#include "kiosk/ui/pictogram.h"
#include "kiosk/ui/theme.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct box {
    const char *role, *label, *detail, *icon, *ink;
    json_t *lines;
    int x, y, w, h, font_px;
    bool tappable;
};

static void fail(const char *what)
{
    fprintf(stderr, "web-page: %s\n", what);
    exit(1);
}

static const char *string(json_t *o, const char *key)
{
    const char *value = json_string_value(json_object_get(o, key));
    return value ? value : "";
}

static struct box box_of(json_t *element)
{
    struct box b = {.role = string(element, "role"),
                    .label = string(element, "label"),
                    .detail = string(element, "detail"),
                    .icon = string(element, "icon"),
                    .ink = string(element, "foreground"),
                    .lines = json_object_get(element, "lines"),
                    .tappable = json_is_true(json_object_get(element, "tappable"))};
    if (json_unpack(element, "{s:[i,i,i,i], s:i}", "rect_px", &b.x, &b.y, &b.w, &b.h, "font_px",
                    &b.font_px))
        fail("an element without a place");
    return b;
}

static bool is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static void write_text(const char *text)
{
    for (; *text; text++)
        if (*text == '<' || *text == '&')
            printf("&#%d;", *text);
        else
            putchar(*text);
}

static void write_icon(const char *name, int side, const char *more)
{
    for (int icon = 0; icon < ICONS && *name; icon++)
        if (is(pictogram_name((enum icon)icon), name))
            printf("<i style='font-size:%dpx;%s'>&#x%X;</i>", side, more,
                   (unsigned)pictogram_glyph((enum icon)icon));
}

static void write_strip(int y, int h, struct rgb c)
{
    printf("<div style='left:0;top:%dpx;width:100%%;height:%dpx;background:#%02x%02x%02x'></div>\n",
           y, h, c.r, c.g, c.b);
}

/* What lies under the buttons of the bar and under the head is in no dump: what it holds tells. */
static void write_ground(json_t *dump, const struct theme *theme)
{
    json_t *element;
    size_t i;
    int height = 0, air = 0, head = 0, bar = 0;
    json_unpack(dump, "{s:{s:i}}", "panel", "height_px", &height);
    json_array_foreach(json_object_get(dump, "elements"), i, element)
    {
        struct box b = box_of(element);
        if (is(b.role, "notice") || is(b.role, "title") || is(b.role, "photo")) {
            head = b.y + b.h > head ? b.y + b.h : head;
            air = air && air < b.y ? air : b.y;
        }
        if (is(b.role, "help"))
            bar = b.y - (height - b.y - b.h);
    }
    write_strip(0, head + air, theme->head);
    write_strip(bar, height - bar, theme->bar);
}

static const char *place_of(const struct box *b)
{
    return b->tappable && !is(b->role, "card") ? "center" : "flex-start";
}

static void write_words(const struct box *b)
{
    json_t *line;
    size_t i;
    if (*b->detail) {
        bool notice = is(b->role, "notice");
        fputs(notice ? "<span>" : "<span><b>", stdout);
        write_text(b->label);
        if (notice)
            fputs("</span><span style='margin-left:auto'>", stdout);
        else
            printf("</b><br><span style='color:%s'>", b->ink);
        write_text(b->detail);
        fputs(notice ? "</span>" : "</span></span>", stdout);
        return;
    }
    fputs("<span>", stdout);
    json_array_foreach(b->lines, i, line)
    {
        if (i)
            fputs("<br>", stdout);
        write_text(json_string_value(line));
    }
    fputs("</span>", stdout);
}

static void write_element(json_t *element, const char *photo, unsigned next)
{
    struct box b = box_of(element);
    bool plain = !b.tappable && !is(b.role, "picture");
    bool bold = is(b.role, "title") || is(b.role, "strong") || is(b.role, "action");
    const char *outline = string(element, "outline"), *to = "";
    char leads[32];
    if (is(b.icon, "contrast"))
        snprintf(leads, sizeof leads, "onclick='show(%u)'", next), to = leads;
    else if (is(b.role, "picture"))
        to = "onclick='show(screens.length-1)'";
    else if (is(b.role, "done"))
        to = "onclick='show(0)'";
    printf("<div class='%s' %s style='left:%dpx;top:%dpx;width:%dpx;height:%dpx;font-size:%dpx;"
           "color:%s;background:%s;justify-content:%s;%s%s%s%s'>",
           b.tappable ? "tap" : "", to, b.x, b.y, b.w, b.h, b.font_px, string(element, "strong"),
           plain ? "transparent" : string(element, "background"), place_of(&b),
           bold ? "font-weight:bold;" : "", *outline ? "border:2px solid " : "", outline,
           *outline ? ";" : "");
    if (is(b.role, "photo"))
        printf("<img src='%s'>", photo);
    else if (is(b.role, "picture"))
        write_icon(b.icon, b.h * 7 / 10, "margin:auto");
    else
        write_icon(b.icon, is(b.role, "card") ? b.h / 2 : b.font_px, "margin:0 8px");
    write_words(&b);
    puts("</div>");
}

static void write_screen(json_t *dump, const char *photo, unsigned next)
{
    const struct theme *theme = NULL;
    json_t *element;
    size_t i;
    for (int c = 0; c < CONTRASTS; c++)
        if (is(theme_contrast_name((enum contrast)c), string(dump, "contrast")))
            theme = theme_get((enum contrast)c);
    if (!theme)
        fail("a dump without a contrast");
    printf("<section style='background:#%02x%02x%02x'>\n", theme->ground.r, theme->ground.g,
           theme->ground.b);
    write_ground(dump, theme);
    json_array_foreach(json_object_get(dump, "elements"), i, element)
        write_element(element, photo, next);
    puts("</section>");
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fputs("usage: web-page PHOTO.jpg DUMP.json... > PAGE.html\n", stderr);
        return 2;
    }
    puts("<!doctype html><html lang=id><meta charset=utf-8><title>Perlinsos</title><style>\n"
         "body { margin: 0; overflow: hidden; cursor: none; font-family: 'Noto Sans' }\n"
         "section { display: none; position: absolute; inset: 0 }\n"
         "section.on { display: block }\n"
         "div { position: absolute; display: flex; align-items: center; box-sizing: border-box;\n"
         "      line-height: 1.22; border-radius: 8px }\n"
         "i { font-family: 'Material Design Icons'; font-style: normal; line-height: 1 }\n"
         "img { width: 100%; height: 100%; border-radius: 8px }\n"
         ".tap:active { filter: invert(1) }\n"
         "</style>");
    unsigned starts = (unsigned)argc - 3;
    for (int i = 2; i < argc; i++) {
        json_t *dump = json_load_file(argv[i], 0, NULL);
        if (!dump)
            fail(argv[i]);
        write_screen(dump, argv[1], ((unsigned)i - 1) % starts);
        json_decref(dump);
    }
    puts("<script>\n"
         "const screens = document.querySelectorAll('section')\n"
         "function show(which) {\n"
         "    screens.forEach((screen, i) => screen.classList.toggle('on', i === which))\n"
         "}\n"
         "show(0)\n"
         "</script></html>");
    return 0;
}
