/*
 * focus: the ring of a keypad or of switches, and where it is. Pure.
 *
 * It appears with the first key, on the scene's element that is marked `first`, else on the first
 * that can be touched, and begins there again on every other scene. While a scene is only brought
 * up to date it stays on the same thing; turning pages it stays on the paging button. It goes
 * round, in the order of reading.
 *
 * A row of many keys is one stop: the ring is around all of it, chosen it goes to the first key in
 * it, and past its last key it is around the row again. When a key in it is chosen the ring begins
 * again at the first of such rows: a letter is two choices, and few moves away.
 */
#ifndef KIOSK_UI_FOCUS_H
#define KIOSK_UI_FOCUS_H

#include "kiosk/ui/layout.h"

struct focus {
    bool on;
    struct ring ring;
    struct scene_action action; /* of its first box */
};

/* No ring. */
void focus_clear(struct focus *f);

/* The layout is another one; anew: of another scene. */
void focus_place(struct focus *f, const struct scene *scene, const struct page *layout,
                 bool anew);

/* One further (by = 1) or back (-1), or the ring appears. */
void focus_move(struct focus *f, const struct scene *scene, const struct page *layout, int by);

/* Chooses. True with the action; false where that only brought the ring into a row, or there is no
 * ring. */
bool focus_choose(struct focus *f, const struct scene *scene, const struct page *layout,
                  struct scene_action *action_out);

/* The box where the ring begins, -1: none can be touched. */
int focus_first(const struct scene *scene, const struct page *layout);

#endif
