/*
 * touch: which of the fingers on the glass is meant. The last that came down is; a hand that rests
 * beside it, or a lift that was never told, keeps nobody from tapping. (SDL would make a mouse of
 * the first finger alone, and loses it for good after some sequences of several.)
 */
#ifndef KIOSK_TOUCH_H
#define KIOSK_TOUCH_H

#include <SDL.h>
#include <stdbool.h>

struct touch {
    bool down;
    SDL_FingerID finger; /* while down */
};

enum touch_act { TOUCH_NONE, TOUCH_PRESS, TOUCH_DRAG, TOUCH_RELEASE };

/* Before SDL_Init(): fingers stay fingers. */
void touch_setup(void);

/* What this event of a finger or a mouse means for a glass of width_px * height_px, and where;
 * *x_out and *y_out are left alone for TOUCH_NONE. */
enum touch_act touch_take(struct touch *t, const SDL_Event *e, int width_px, int height_px,
                          int *x_out, int *y_out);

#endif
