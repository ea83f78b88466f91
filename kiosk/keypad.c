#include "kiosk/keypad.h"

#include <SDL.h>
#include <string.h>

static const struct {
    const char *name;
    enum pad pad;
    SDL_Keycode codes[3];
} functions[] = {
    {"up", PAD_UP, {SDLK_UP, SDLK_LEFT}},
    {"down", PAD_DOWN, {SDLK_DOWN, SDLK_RIGHT, SDLK_TAB}},
    {"select", PAD_SELECT, {SDLK_RETURN, SDLK_SPACE}},
    {"back", PAD_BACK, {SDLK_ESCAPE, SDLK_BACKSPACE}},
    {"help", PAD_HELP, {SDLK_F1}},
    {"repeat", PAD_REPEAT, {SDLK_F2}},
    {"pause", PAD_PAUSE, {SDLK_F3}},
    {"softer", PAD_SOFTER, {SDLK_F4, SDLK_VOLUMEDOWN}},
    {"louder", PAD_LOUDER, {SDLK_F5, SDLK_VOLUMEUP}},
    {"slower", PAD_SLOWER, {SDLK_F6}},
    {"faster", PAD_FASTER, {SDLK_F7}},
    {"switch_1", PAD_DOWN, {SDLK_F11}},
    {"switch_2", PAD_SELECT, {SDLK_F12}},
};

static void add(struct keypad *k, SDL_Keycode code, unsigned function)
{
    k->keys[k->count].code = code;
    k->keys[k->count++].function = function;
}

void keypad_init(struct keypad *k)
{
    memset(k, 0, sizeof *k);
    for (unsigned i = 0; i < SDL_arraysize(functions); i++)
        for (size_t j = 0; j < SDL_arraysize(functions[i].codes) && functions[i].codes[j]; j++)
            add(k, functions[i].codes[j], i);
}

bool keypad_set(struct keypad *k, const char *function, const char *key)
{
    SDL_Keycode code = SDL_GetKeyFromName(key);
    unsigned named = 0;
    while (named < SDL_arraysize(functions) && strcmp(functions[named].name, function))
        named++;
    if (named == SDL_arraysize(functions) || code == SDLK_UNKNOWN)
        return false;
    for (unsigned i = 0; i < k->count; i++)
        if (k->keys[i].function == named || k->keys[i].code == code)
            k->keys[i--] = k->keys[--k->count];
    add(k, code, named);
    return true;
}

enum pad keypad_take(const struct keypad *k, int32_t code)
{
    for (unsigned i = 0; i < k->count; i++)
        if (k->keys[i].code == code)
            return functions[k->keys[i].function].pad;
    return PAD_NONE;
}
