/*
 * layout: gives every element of a scene its place on the glass, in millimetres turned to pixels.
 *
 *     +----------------------------------------------+
 *     | banner                                       |   BANNER          the head: a strip of its
 *     | notice                                       |   NOTICE          own colour; the photo may
 *     | [photo] title                          o o o |   PHOTO, TITLE    take all of the top third
 *     +----------------------------------------------+
 *     | [figure]  body, in rows                      |   PICTURE, QR in a column of their own, or
 *     |           ...                                |   beside the title when letters are large
 *     | [q][w][e][r][t][y]...                        |   KEY: a grid, as large as the room allows
 *     | [ action ] [ action ]                        |   PRIMARY, ACTION: equal sizes
 *     | [settings ...]                               |   SETTING: here, or in the bar if they fit
 *     | [ back ]      [^] [ next v] [ help ] [ done ]|   the bar: always the same places
 *     +----------------------------------------------+
 *
 * A body that does not fit is paged: title, actions and bar stay, "Berikutnya" and an arrow back
 * stand in the bar, or with the actions when letters are large, at the same places on each page.
 * An element is divided over pages only when it is taller than an empty page. What can be touched
 * lies in the lower two thirds of the screen, is at least 12.7 mm wide and high and 2.54 mm from
 * its neighbours (VVSG 7.2-I). No text is clipped or cut; a title too long for its place goes on
 * in the body, but never where two answers stand under it: question and answers stay together.
 */
#ifndef KIOSK_UI_LAYOUT_H
#define KIOSK_UI_LAYOUT_H

#include "kiosk/ui/scene.h"
#include "kiosk/ui/theme.h"

#include <stdbool.h>

struct fonts;

/* The visible area. Millimetres are provisioning data: compositors do not tell. */
struct panel {
    int width_px, height_px;
    double width_mm, height_mm;
};

enum {
    LAYOUT_BOXES_MAX = SCENE_ELEMENTS_MAX + 4,
    LAYOUT_LINES_MAX = 256, /* lines of text on one page */
    LAYOUT_PAGES_MAX = 256,
    LAYOUT_PAGER = 0xFFFF, /* struct layout_box.element of the paging buttons */
};

/* scene_action.what of the paging buttons; `which` is the page they lead to. */
enum { LAYOUT_PREVIOUS = 0xFFFE, LAYOUT_NEXT = 0xFFFF };

struct rect {
    int x, y, w, h; /* pixels */
};

/* One line of text, its capitals cap_px high, standing on baseline y. */
struct layout_line {
    enum style style;
    bool detail;      /* of the element's detail; else of its label */
    const char *text; /* points into the scene */
    unsigned length;  /* bytes */
    int x, y, width;  /* pixels */
    int cap_px;
};

/* An element, or the part of it on this page. */
struct layout_box {
    unsigned element; /* index in the scene, or LAYOUT_PAGER */
    enum role role;   /* paging buttons: ROLE_ACTION */
    enum tone tone;
    enum icon icon, mark; /* of the picture, or left pictogram; right one: "goes on", "chosen" */
    bool chosen;
    bool part;                        /* only some of the element's lines are on this page */
    const char *label;                /* whole label: what a QR code holds; points into the scene */
    struct rect rect;                 /* what is drawn and what can be touched */
    struct rect icon_rect, mark_rect; /* w = 0: none */
    unsigned first_line, lines;       /* in struct layout.lines */
    struct scene_action action;       /* what = 0: cannot be touched */
};

struct layout {
    struct panel panel;
    enum text_size size;
    unsigned page, pages; /* page < pages */
    struct rect head;     /* strip under notice, photo and title; h = 0: none */
    struct rect bar;      /* strip of the bar; h = 0: none */
    struct rect dots;     /* where the page is shown, in the head; w = 0: one page only */
    int radius_px;        /* of rounded corners */
    int outline_px, chosen_px;
    unsigned box_count; /* title first, body, actions, bar: the order of reading */
    struct layout_box boxes[LAYOUT_BOXES_MAX];
    unsigned line_count;
    struct layout_line lines[LAYOUT_LINES_MAX];
};

/* Lays out one page of a scene. A page past the last becomes the last. The layout points into the
 * scene, which must stay as it is while the layout is used.
 * Returns 0; -EINVAL (no panel); -E2BIG (more text than LAYOUT_ limits); -ENOSPC (the panel is too
 * small for one line between title and buttons); -ENOMEM. On failure *out is untouched. */
int layout_make(struct layout *out, const struct scene *scene, const struct panel *panel,
                enum text_size size, struct fonts *fonts, unsigned page);

/* Index of the box that can be touched at x, y (rounded corners count as outside); -1: none. */
int layout_box_at(const struct layout *layout, int x, int y);

/* What a touch at x, y means. False, and *out untouched, where nothing can be touched. */
bool layout_hit(const struct layout *layout, int x, int y, struct scene_action *out);

/* Whether a box stands in the head. */
bool layout_is_head(const struct layout *layout, const struct layout_box *box);

/* Pixels per millimetre, and back. */
int layout_px(const struct panel *panel, double mm);
double layout_mm(const struct panel *panel, int px);

#endif
