/* Rules 1 to 4: how high letters are and how they stand out, from the dump and from pixels. */
#include "tests/accessibility/audit.h"

#include "kiosk/ui/dump.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* VVSG 2.0, 7.1-G, mm. */
static const double ranges[TEXT_SIZES][2] = {{3.5, 4.2}, {4.8, 5.6}, {6.4, 7.1}, {8.5, 9.0}};

/* Height in mm of the ink of one letter, painted black on white. */
static double ink_mm(struct audit *a, const struct panel *panel, enum style style, int cap_px,
                     const char *letter)
{
    SDL_Surface *s = a->glass[panel == &audit_panels[1]];
    int top = s->h, bottom = -1;
    paint_blank(s, CONTRAST_BLACK_ON_WHITE);
    font_draw(a->fonts, style, cap_px, letter, strlen(letter), (struct rgb){0, 0, 0}, s, 40,
              s->h / 2);
    for (int y = 0; y < s->h; y++)
        for (int x = 0; x < 200; x++)
            if (audit_pixel(s, x, y).g < 128) {
                top = y < top ? y : top;
                bottom = y;
            }
    return page_mm(panel, bottom - top + 1);
}

void letters_measure(struct audit *a)
{
    bool low = a->spoilt == RULE_SANS || a->spoilt == RULE_ANGLE || a->spoilt == RULE_LETTERS;
    for (int p = 0; p < 2; p++)
        for (int size = 0; size < TEXT_SIZES; size++)
            for (int style = 0; style < STYLES; style++) {
                const struct panel *panel = &audit_panels[p];
                double want = theme_cap_mm((enum text_size)size, (enum style)style);
                int cap = page_px(panel, low ? want * 0.8 : want);
                double h = ink_mm(a, panel, (enum style)style, cap, "H");
                double i = ink_mm(a, panel, (enum style)style, cap, "I");
                double at_mm = size == TEXT_DEFAULT ? 390 : size > TEXT_DEFAULT ? 500 : 0;
                if (h < ranges[size][0] || h > ranges[size][1])
                    audit_break(a, RULE_LETTERS, NULL, "H is %.2f mm in style %d, %s, %d px", h,
                                style, theme_size_name((enum text_size)size), panel->width_px);
                if (size == TEXT_DEFAULT && i < 4.8)
                    audit_break(a, RULE_SANS, NULL, "I is %.2f mm in style %d, %d px", i, style,
                                panel->width_px);
                if (h < 2 * at_mm * tan(0.35 * M_PI / 180))
                    audit_break(a, RULE_ANGLE, NULL, "H is %.2f mm, seen from %.0f mm", h, at_mm);
            }
}

static struct rgb colour(json_t *element, const char *key)
{
    unsigned r = 0, g = 0, b = 0;
    const char *text = json_string_value(json_object_get(element, key));
    if (text)
        sscanf(text, "#%2x%2x%2x", &r, &g, &b);
    return (struct rgb){(uint8_t)r, (uint8_t)g, (uint8_t)b};
}

/* The dump as a test outside this program would read it. */
static json_t *dump(const struct exhibit *p)
{
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);
    json_t *root = NULL;
    if (memory &&
        dump_write(memory, p->scene, p->layout, p->contrast, (struct ring){-1, -1}) == 0) {
        fclose(memory);
        root = json_loadb(text, size, 0, NULL);
    }
    free(text);
    return root;
}

static bool enough(enum contrast contrast, double ratio)
{
    switch (contrast) {
    case CONTRAST_DEFAULT:
        return ratio >= 10;
    case CONTRAST_BLACK_ON_WHITE:
    case CONTRAST_WHITE_ON_BLACK:
        return ratio >= 20;
    case CONTRAST_LOW:
        return ratio >= 4.5 && ratio <= 8;
    case CONTRASTS:
        break;
    }
    return false;
}

/* The ratio between a line's ground and the ink that differs most from it, on the glass. */
static double painted(const struct exhibit *p, const struct page_line *line)
{
    struct rgb ground = audit_pixel(p->glass, line->x > 2 ? line->x - 2 : 0, line->y);
    struct rgb ink = ground;
    int most = 0;
    for (int y = line->y - line->cap_px; y <= line->y; y++)
        for (int x = line->x; x < line->x + line->width && x < p->glass->w; x++) {
            struct rgb c = audit_pixel(p->glass, x, y);
            int far = abs(c.r - ground.r) + abs(c.g - ground.g) + abs(c.b - ground.b);
            if (far > most) {
                most = far;
                ink = c;
            }
        }
    return theme_ratio(ink, ground);
}

static void check_element(struct audit *a, const struct exhibit *p, json_t *e)
{
    const char *label = json_string_value(json_object_get(e, "label"));
    double cap = json_number_value(json_object_get(e, "cap_mm"));
    struct rgb ground = colour(e, "background");
    bool figure = !strcmp(json_string_value(json_object_get(e, "role")), "qr");

    if (cap != 0 && (cap < ranges[p->size][0] || cap > ranges[p->size][1]))
        audit_break(a, RULE_LETTERS, p, "\"%s\" has capitals of %.2f mm", label, cap);
    for (int i = 0; i < 2 && !figure; i++) {
        const char *key = i ? "strong" : "foreground";
        double ratio = theme_ratio(colour(e, key), ground);
        if (!enough(p->contrast, ratio))
            audit_break(a, RULE_CONTRAST, p, "\"%s\" has %s of %.2f:1", label, key, ratio);
    }
    if (json_object_get(e, "outline")) {
        double ratio = theme_ratio(colour(e, "outline"), theme_get(p->contrast)->ground);
        if (ratio < 3)
            audit_break(a, RULE_CONTRAST, p, "\"%s\" has an outline of %.2f:1", label, ratio);
    }
}

void letters_check(struct audit *a, const struct exhibit *p)
{
    json_t *root = dump(p), *element;
    size_t i;
    if (!root)
        audit_break(a, RULE_LETTERS, p, "has no dump");
    json_array_foreach(json_object_get(root, "elements"), i, element)
    {
        check_element(a, p, element);
    }
    json_decref(root);
    for (unsigned n = 0; n < p->layout->line_count && p->glass; n++) {
        const struct page_line *line = &p->layout->lines[n];
        double ratio = painted(p, line);
        /* Thin strokes of marks alone, as of "+" or "_", may have no pixel of full ink. */
        if (line->length > 3 && !enough(p->contrast, ratio))
            audit_break(a, RULE_CONTRAST, p, "\"%.*s\" is painted with %.2f:1", (int)line->length,
                        line->text, ratio);
    }
}
