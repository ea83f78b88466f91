/*
 * sheet: an overview of every screen, page by page, small, in one picture: what a person sees who
 * leafs through all of it.
 *
 *     sheet LOCALE OUT.png PANEL SIZE CONTRAST LANGUAGE [FIRST COUNT COLUMNS]
 *
 * LOCALE is the folder of the catalogues; PANEL 10 or 15; SIZE, CONTRAST and LANGUAGE as kiosk
 * takes them. FIRST and COUNT choose scenes; COLUMNS (6) stand side by side.
 */
#include "kiosk/language.h"
#include "kiosk/ui/font.h"
#include "kiosk/ui/paint.h"
#include "kiosk/ui/picture.h"
#include "tests/accessibility/shelf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGES_MAX = 4096, GAP = 8 };

static struct session session;
static struct scene scene;
static struct page layout;

static void fail(const char *what)
{
    fprintf(stderr, "sheet: %s\n", what);
    exit(1);
}

static enum text_size size_named(const char *name)
{
    for (int i = 0; i < TEXT_SIZES; i++)
        if (!strcmp(name, theme_size_name((enum text_size)i)))
            return (enum text_size)i;
    fail(name);
    return TEXT_DEFAULT;
}

static enum contrast contrast_named(const char *name)
{
    for (int i = 0; i < CONTRASTS; i++)
        if (!strcmp(name, theme_contrast_name((enum contrast)i)))
            return (enum contrast)i;
    fail(name);
    return CONTRAST_DEFAULT;
}

int main(int argc, char **argv)
{
    static SDL_Surface *pages[PAGES_MAX];
    struct languages languages;
    struct fonts *fonts;
    struct panel panel = {1280, 800, 217.5, 136.0};
    if (argc < 7)
        fail("usage: sheet LOCALE OUT.png PANEL SIZE CONTRAST LANGUAGE [FIRST COUNT COLUMNS]");
    if (!strcmp(argv[3], "15"))
        panel = (struct panel){1920, 1080, 345.3, 194.2};
    unsigned first = argc > 7 ? (unsigned)atoi(argv[7]) : 0;
    unsigned last = argc > 8 ? first + (unsigned)atoi(argv[8]) : shelf_count();
    int columns = argc > 9 ? atoi(argv[9]) : 6, count = 0;
    struct paint_state state = {
        .contrast = contrast_named(argv[5]), .pressed = -1, .ring = {-1, -1}};
    enum text_size size = size_named(argv[4]);
    languages_open(&languages, argv[1]);
    language_use(&languages, language_index(&languages, argv[6]));
    setenv("TZ", "WIB-7", 0);
    if (fonts_open(FONTS_FOLDER, &fonts) || columns < 1)
        fail("no fonts");
    int w = columns <= 3 ? panel.width_px / 2 : panel.width_px / 4;
    int h = w * panel.height_px / panel.width_px;
    SDL_Surface *full = SDL_CreateRGBSurfaceWithFormat(0, panel.width_px, panel.height_px, 32,
                                                       SDL_PIXELFORMAT_XRGB8888);
    for (unsigned i = first; i < last && i < shelf_count() && full; i++) {
        unsigned page = 0;
        const char *name = shelf_take(i, &session, &languages, &scene);
        state.photo = (struct paint_photo){session.visit.photo_width_px,
                                           session.visit.photo_height_px, session.visit.photo};
        do {
            if (layout_make(&layout, &scene, &panel, size, fonts, page) ||
                paint_layout(full, &layout, fonts, &state) || count == PAGES_MAX)
                fail(name);
            SDL_Surface *small =
                SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_XRGB8888);
            if (!small || SDL_SoftStretchLinear(full, NULL, small, NULL))
                fail(SDL_GetError());
            pages[count++] = small;
        } while (++page < layout.pages);
    }
    int rows = (count + columns - 1) / columns;
    SDL_Surface *sheet = SDL_CreateRGBSurfaceWithFormat(
        0, columns * (w + GAP) + GAP, rows * (h + GAP) + GAP, 32, SDL_PIXELFORMAT_XRGB8888);
    if (!sheet)
        fail("no memory");
    SDL_FillRect(sheet, NULL, 0x808080);
    for (int i = 0; i < count; i++) {
        SDL_Rect place = {GAP + i % columns * (w + GAP), GAP + i / columns * (h + GAP), w, h};
        SDL_BlitSurface(pages[i], NULL, sheet, &place);
        SDL_FreeSurface(pages[i]);
    }
    if (picture_write(sheet, argv[2]))
        fail(argv[2]);
    SDL_FreeSurface(sheet);
    SDL_FreeSurface(full);
    fonts_close(fonts);
    return 0;
}
