/*
 * frame: what stays on every page of a screen: notices, figures, title, actions, settings, bar;
 * and the area they leave to the body.
 */
#ifndef KIOSK_UI_FRAME_H
#define KIOSK_UI_FRAME_H

#include "kiosk/ui/buttons.h"
#include "kiosk/ui/grid.h"

/* What gives way to the body, step by step, when lines are few: it then flows with the body. */
enum yield { YIELD_NOTHING, YIELD_SETTINGS, YIELD_ACTIONS, YIELD_ALL, YIELDS };

enum { FRAME_NOTICES_MAX = 2 /* lines */ };

struct frame {
    struct panel panel;
    enum yield yield;
    struct grid keys;
    struct buttons bar, settings, actions, pager; /* paging joins the actions where that is lower */
    bool settings_in_bar;
    int bar_y, settings_y, pager_y, actions_y, keys_y, dots_y; /* pixels; dots_y 0: one page only */
    struct block banner, notices[FRAME_NOTICES_MAX], title;
    int notices_y;
    unsigned notice_count, title_rows;
    int title_x, title_y;
    int side, picture; /* widths of the figures' column and of the picture, pixels; 0: none */
    struct rect body;
};

/* Whether an element flows with the body. */
bool frame_yields(const struct frame *frame, const struct element *element);

/* Arranges everything but the body. `pager`: the two paging buttons, NULL on a single page.
 * Returns 0, -E2BIG, or -ENOSPC when `yield` leaves the body too little room. */
int frame_arrange(struct frame *out, struct sheet *sheet, const struct panel *panel,
                  enum yield yield, const struct element *pager);

/* Puts what stands above the body: notices, figures, title. Returns 0 or -E2BIG. */
int frame_put_top(const struct frame *frame, struct sheet *sheet, struct layout *layout);

/* Puts what stands below it; a paging button that leads nowhere keeps its place, unseen. */
int frame_put_bottom(struct frame *frame, struct sheet *sheet, struct layout *layout);

#endif
