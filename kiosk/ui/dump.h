/*
 * dump: one page of a scene as JSON, for tests, traces and audits. Keys and elements are in a
 * stable order; lengths are in pixels and in millimetres rounded to 0.01.
 *
 *     {"name", "page" (from 1), "pages", "panel": {"width_px", "height_px", "width_mm",
 *      "height_mm"}, "size", "contrast", "elements": [{"index" (-1: paging), "role", "label",
 *      "detail", "utterance", "icon", "tone", "chosen", "part", "lines": [shown text],
 *      "rect_px": [x, y, w, h], "rect_mm": [...], "foreground": "#rrggbb", "strong", "background",
 *      "outline" (absent: none), "font_px", "cap_mm", "tappable", "action": [what, which],
 *      "focused" (the ring is on it), "first" (it would begin there)}]}
 */
#ifndef KIOSK_UI_DUMP_H
#define KIOSK_UI_DUMP_H

#include "kiosk/ui/layout.h"

#include <stdio.h>

/* Before anything is written: what JSON was made of, which is a person's, is wiped when it is
 * freed. */
void dump_setup(void);

/* Writes the layout of `scene`, with the ring as it is. Returns 0, -ENOMEM or
 * -EIO. */
int dump_write(FILE *out, const struct scene *scene, const struct page *layout,
               enum contrast contrast, struct ring ring);

#endif
