/*
 * paint_count: every page of every scene once, for a tool that counts instructions.
 *
 *     paint-count LOCALE > NAMES
 *
 * paint_count.sh runs it under callgrind, which counts inside show_page() alone and dumps at its
 * end; NAMES has a line a dump, in the order of the dumps. On the 10 inch panel, in the default
 * letters; letters and pictograms have been drawn before, as on a kiosk that has run for a minute.
 */
#include "kiosk/ui/paint.h"
#include "tests/accessibility/shelf.h"

#include <stdio.h>
#include <stdlib.h>

static const struct panel panel = {1280, 800, 217.5, 136.0};
static struct session session;
static struct scene scene;
static struct page layout;

/* What one page costs: to lay it out and to paint it. */
int show_page(SDL_Surface *glass, struct fonts *fonts, unsigned page,
              const struct paint_state *state);

__attribute__((noinline)) int show_page(SDL_Surface *glass, struct fonts *fonts, unsigned page,
                                        const struct paint_state *state)
{
    int result = layout_make(&layout, &scene, &panel, TEXT_DEFAULT, fonts, page);
    return result ? result : paint_layout(glass, &layout, fonts, state);
}

int main(int argc, char **argv)
{
    struct languages languages;
    struct fonts *fonts;
    SDL_Surface *glass = SDL_CreateRGBSurfaceWithFormat(0, panel.width_px, panel.height_px, 32,
                                                        SDL_PIXELFORMAT_XRGB8888);
    if (argc != 2 || !glass || fonts_open(FONTS_FOLDER, &fonts))
        return 2;
    languages_open(&languages, argv[1]);
    for (unsigned i = 0; i < shelf_count(); i++) {
        const char *name = shelf_take(i, &session, &languages, &scene);
        const struct paint_state state = {.pressed = -1,
                                          .ring = {-1, -1},
                                          .photo = {session.visit.photo_width_px,
                                                    session.visit.photo_height_px,
                                                    session.visit.photo}};
        for (unsigned page = 0; page == 0 || page < layout.pages; page++) {
            if (layout_make(&layout, &scene, &panel, TEXT_DEFAULT, fonts, page) ||
                paint_layout(glass, &layout, fonts, &state) ||
                show_page(glass, fonts, page, &state))
                return 1;
            printf("%s, page %u\n", name, page + 1);
        }
    }
    fonts_close(fonts);
    SDL_FreeSurface(glass);
    return fflush(stdout) ? 1 : 0;
}
