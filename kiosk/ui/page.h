/*
 * page: one page of a scene as it lies on the glass: every element's box, every line of text, in
 * pixels of the panel; and what a touch on it means.
 */
#ifndef KIOSK_UI_PAGE_H
#define KIOSK_UI_PAGE_H

#include "kiosk/ui/scene.h"
#include "kiosk/ui/theme.h"

#include <stdbool.h>

/* The visible area. Millimetres are provisioning data: compositors do not tell. */
struct panel {
    int width_px, height_px;
    double width_mm, height_mm;
};

enum {
    PAGE_BOXES_MAX = SCENE_ELEMENTS_MAX + 4,
    PAGE_LINES_MAX = 256, /* lines of text on one page */
    PAGE_PAGES_MAX = 256,
    PAGE_PAGER = 0xFFFF, /* struct page_box.element of the paging buttons */
};

/* scene_action.what of the paging buttons; `which` is the page they lead to. */
enum { PAGE_PREVIOUS = 0xFFFE, PAGE_NEXT = 0xFFFF };

struct rect {
    int x, y, w, h; /* pixels */
};

/* One line of text, its capitals cap_px high, standing on baseline y. */
struct page_line {
    enum style style;
    bool detail;      /* of the element's detail; else of its label */
    const char *text; /* points into the scene */
    unsigned length;  /* bytes */
    int x, y, width;  /* pixels */
    int cap_px;
};

/* An element, or the part of it on this page. */
struct page_box {
    unsigned element; /* index in the scene, or PAGE_PAGER */
    enum role role;   /* paging buttons: ROLE_ACTION */
    enum tone tone;
    enum icon icon, mark; /* of the picture, or left pictogram; right one: "goes on", "chosen" */
    bool chosen;
    bool part;                        /* only some of the element's lines are on this page */
    const char *label;                /* whole label: what a QR code holds; points into the scene */
    struct rect rect;                 /* what is drawn and what can be touched */
    struct rect icon_rect, mark_rect; /* w = 0: none */
    unsigned first_line, lines;       /* in struct page.lines */
    struct scene_action action;       /* what = 0: cannot be touched */
};

struct page {
    struct panel panel;
    enum text_size size;
    unsigned page, pages; /* page < pages */
    struct rect head;     /* strip under notice, photo and title; h = 0: none */
    struct rect bar;      /* strip of the bar; h = 0: none */
    struct rect dots;     /* where the page is shown, in the head; w = 0: one page only */
    int radius_px;        /* of rounded corners */
    int outline_px, chosen_px;
    unsigned box_count; /* title first, body, actions, bar: the order of reading */
    struct page_box boxes[PAGE_BOXES_MAX];
    unsigned line_count;
    struct page_line lines[PAGE_LINES_MAX];
};

/* What the ring of a keypad or of switches is around: one box, or a row of keys. */
struct ring {
    int first, last; /* boxes of the page; -1: there is no ring */
};

/* Index of the box that can be touched at x, y (rounded corners count as outside); -1: none. */
int page_box_at(const struct page *layout, int x, int y);

/* Whether two pages look alike on the glass, in the same colours and with the same photo. */
bool page_is_like(const struct page *a, const struct page *b);

/* Whether a box stands in the head. */
bool page_is_head(const struct page *layout, const struct page_box *box);

/* Pixels per millimetre, and back. */
int page_px(const struct panel *panel, double mm);
double page_mm(const struct panel *panel, int px);

#endif
