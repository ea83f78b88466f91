/*
 * utterance: what is said of a scene as it is laid out: of a page, of one box, of what has changed.
 * Pure. The words are the screen's own; those added ("tombol", "Pilihan") come from the catalogue.
 *
 * All append to *out, one sentence after the other, and leave out what no longer fits whole.
 */
#ifndef KIOSK_UI_UTTERANCE_H
#define KIOSK_UI_UTTERANCE_H

#include "kiosk/ui/layout.h"

#include <stddef.h>

struct utterance {
    char *text; /* size bytes, always ends with a NUL */
    size_t size, length;
};

/* Everything on the page but keys and bar, and at its end the choices it gives. */
void utterance_page(struct utterance *out, const struct scene *scene, const struct page *layout);

/* What the ring came to: its words, and what it is. */
void utterance_focus(struct utterance *out, const struct scene *scene, const struct page *layout,
                     struct ring ring);

/* An element's words alone, whatever page it is on. */
void utterance_element(struct utterance *out, const struct element *e);

/* The words of what is in a box. */
void utterance_box(struct utterance *out, const struct scene *scene, const struct page *layout,
                   unsigned box);

/* One sentence. */
void utterance_add(struct utterance *out, const char *sentence);

#endif
