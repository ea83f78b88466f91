#include "kiosk/touch.h"

enum { MOUSE = -1 }; /* among the fingers, whose numbers SDL counts up from 0 or more */

void touch_setup(void)
{
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
}

static enum touch_act come(struct touch *t, SDL_FingerID finger)
{
    *t = (struct touch){true, finger};
    return TOUCH_PRESS;
}

static enum touch_act go(struct touch *t, SDL_FingerID finger)
{
    if (!t->down || t->finger != finger)
        return TOUCH_NONE;
    t->down = false;
    return TOUCH_RELEASE;
}

static enum touch_act move(const struct touch *t, SDL_FingerID finger)
{
    return t->down && t->finger == finger ? TOUCH_DRAG : TOUCH_NONE;
}

enum touch_act touch_take(struct touch *t, const SDL_Event *e, int width_px, int height_px,
                          int *x_out, int *y_out)
{
    enum touch_act act = TOUCH_NONE;
    int x = 0, y = 0;
    switch (e->type) {
    case SDL_FINGERDOWN:
        act = come(t, e->tfinger.fingerId);
        break;
    case SDL_FINGERMOTION:
        act = move(t, e->tfinger.fingerId);
        break;
    case SDL_FINGERUP:
        act = go(t, e->tfinger.fingerId);
        break;
    case SDL_MOUSEBUTTONDOWN:
        act = come(t, MOUSE);
        break;
    case SDL_MOUSEMOTION:
        act = move(t, MOUSE);
        break;
    case SDL_MOUSEBUTTONUP:
        act = go(t, MOUSE);
        break;
    default: /* SDL's other events */
        break;
    }
    if (act == TOUCH_NONE)
        return act;
    if (t->finger == MOUSE && e->type == SDL_MOUSEMOTION) {
        x = e->motion.x;
        y = e->motion.y;
    } else if (t->finger == MOUSE) {
        x = e->button.x;
        y = e->button.y;
    } else {
        x = (int)(e->tfinger.x * (float)width_px);
        y = (int)(e->tfinger.y * (float)height_px);
    }
    *x_out = x;
    *y_out = y;
    return act;
}
