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
 *     | [end of help]                                |   STOP: here in large letters, else in the bar
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

#include "kiosk/ui/page.h"

struct fonts;

/* Lays out one page of a scene. A page past the last becomes the last. The layout points into the
 * scene, which must stay as it is while the layout is used.
 * Returns 0; -EINVAL (no panel); -E2BIG (more text than PAGE_ limits); -ENOSPC (the panel is too
 * small for one line between title and buttons); -ENOMEM. On failure *out is untouched. */
int layout_make(struct page *out, const struct scene *scene, const struct panel *panel,
                enum text_size size, struct fonts *fonts, unsigned page);

#endif
