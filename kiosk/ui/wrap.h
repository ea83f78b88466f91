/*
 * wrap: breaks a text into lines that fit a width.
 *
 * Lines break at spaces and newlines; a word wider than the line breaks after '/' or '-' where it
 * can, else between letters, never inside a UTF-8 sequence or before a combining mark. U+00A0
 * does not break: "Rp 600.000" stays together, and so does a number with what it counts:
 * "12 Desember". No text ends with a line of one word where the line above it can spare another.
 */
#ifndef KIOSK_UI_WRAP_H
#define KIOSK_UI_WRAP_H

#include "kiosk/ui/widths.h"

#include <stdbool.h>

/* Part of a text; points into it. */
struct span {
    const char *text;
    unsigned length;
    int width_px;
};

/* Writes the lines of `text`, at most `max`, to spans; `apart`: each sentence begins a line.
 * Returns how many there are (0 for an empty text) or -E2BIG when there are more; what is in spans
 * then is undefined. */
int wrap_text(struct widths *widths, enum style style, int cap_px, const char *text, int width_px,
              bool apart, struct span *spans, int max);

#endif
