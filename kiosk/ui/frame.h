/*
 * frame: what stays on every page of a screen: the head with notices, photo and title; figures,
 * actions, settings, bar; and the area they leave to the body.
 */
#ifndef KIOSK_UI_FRAME_H
#define KIOSK_UI_FRAME_H

#include "kiosk/ui/bar.h"
#include "kiosk/ui/grid.h"

/* What gives way to the body, step by step, when lines are few: it then flows with the body. */
enum yield { YIELD_NOTHING, YIELD_SETTINGS, YIELD_ACTIONS, YIELD_ALL, YIELDS };

enum { FRAME_NOTICES_MAX = 2 /* lines */ };

struct frame {
    struct panel panel;
    enum yield yield;
    bool signs;   /* an action that can be a sign is one, beside the pager or in the bar */
    bool bare;    /* beside keys there is no room for the banner */
    bool answers; /* the title is a question and stays whole, with its answers */
    struct grid keys;
    struct buttons settings, actions, stop;
    struct pager pager;
    struct bar bar;
    int settings_y, pager_y, actions_y, keys_y, stop_y; /* pixels */
    bool settings_in_bar;
    struct block banner, notices[FRAME_NOTICES_MAX], photo, title;
    int banner_y, notices_y, photo_y;
    unsigned notice_count, title_rows;
    int title_x, title_y, head_h;
    int side, picture; /* widths of the figures' column and of the picture, pixels; 0: none */
    int picture_h;     /* pixels */
    int figure_sink, body_sink; /* how far each is moved down to stand in the middle, pixels */
    struct rect body;
};

/* Whether an element flows with the body. */
bool frame_yields(const struct frame *frame, const struct element *element);

/* Arranges everything but the body. `bare`: without the banner beside keys. `pager`: the two paging buttons (back, on), NULL on a single
 * page; `signs`: as in struct frame.
 * Returns 0, -E2BIG, or -ENOSPC when `yield` leaves the body too little room. */
int frame_arrange(struct frame *out, struct sheet *sheet, const struct panel *panel,
                  enum yield yield, bool signs, bool bare, const struct element *pager);

/* Puts what stands above and beside the body: head and figures. Returns 0 or -E2BIG. */
int frame_put_top(const struct frame *frame, struct sheet *sheet, struct page *layout);

/* Puts what stands below it. Returns 0 or -E2BIG. */
int frame_put_bottom(const struct frame *frame, struct sheet *sheet, struct page *layout);

#endif
