/*
 * widths: how wide texts are, each measured once.
 *
 * Laying out tries several arrangements of the same words, and shaping words costs more than all
 * else a screen takes. Kept for one layout: texts are told apart by where they stand, and must
 * stay there unchanged.
 */
#ifndef KIOSK_UI_WIDTHS_H
#define KIOSK_UI_WIDTHS_H

#include "kiosk/ui/font.h"

enum { WIDTHS_MAX = 2048 }; /* of those that were measured last; others are measured again */

struct widths {
    struct fonts *fonts;
    struct width {
        const char *text; /* NULL: none */
        size_t length;
        enum style style;
        int cap_px, px;
    } kept[WIDTHS_MAX];
};

/* As font_width(). All but `fonts` is zeroed before the first. */
int widths_of(struct widths *widths, enum style style, int cap_px, const char *text, size_t length);

#endif
