#include "kiosk/ui/font.h"

#include <SDL_ttf.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum face { FACE_REGULAR, FACE_BOLD, FACE_PICTOGRAM, FACES };

static const char *const paths[FACES] = {
    [FACE_REGULAR] = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    [FACE_BOLD] = "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf",
    [FACE_PICTOGRAM] = "/usr/share/fonts/truetype/materialdesignicons-webfont/"
                       "materialdesignicons-webfont.ttf",
};

/* Noto Sans: OS/2 sCapHeight 714 of 1000 units. */
static const double cap_ratio = 0.714;

enum { LINE_BYTES = 1024 };

struct open_font {
    TTF_Font *font; /* NULL: a free place */
    enum face face;
    int size;      /* em, in quarters of a pixel */
    unsigned used; /* when, for choosing the one to close */
};

/* The size at which a capital is exactly so high is looked for once and kept. Says nothing about
 * any text. */
struct fitted {
    enum face face;
    int cap_px, size;
};

struct fonts {
    struct open_font open[FONT_OPEN_MAX];
    unsigned uses;
    struct fitted fitted[FONT_OPEN_MAX];
    unsigned fits;
};

int fonts_open(struct fonts **out)
{
    int rc = -ENOENT;
    struct fonts *fonts = NULL;

    if (TTF_Init() != 0)
        return -ENOMEM;
    for (int i = 0; i < FACES; i++) {
        TTF_Font *font = TTF_OpenFont(paths[i], 16);
        if (font == NULL)
            goto out;
        TTF_CloseFont(font);
    }
    fonts = calloc(1, sizeof(*fonts));
    rc = fonts ? 0 : -ENOMEM;
out:
    if (rc < 0)
        TTF_Quit();
    else
        *out = fonts;
    return rc;
}

void fonts_forget(struct fonts *fonts)
{
    for (int i = 0; i < FONT_OPEN_MAX; i++) {
        if (fonts->open[i].font)
            TTF_CloseFont(fonts->open[i].font);
        fonts->open[i] = (struct open_font){0};
    }
}

void fonts_close(struct fonts *fonts)
{
    if (fonts == NULL)
        return;
    fonts_forget(fonts);
    free(fonts);
    TTF_Quit();
}

/* The font of this face and size, opened in place of the one unused for longest. NULL: no memory.
 */
static TTF_Font *font_at(struct fonts *fonts, enum face face, int size)
{
    struct open_font *oldest = &fonts->open[0];
    for (int i = 0; i < FONT_OPEN_MAX; i++) {
        struct open_font *o = &fonts->open[i];
        if (o->font && o->face == face && o->size == size) {
            o->used = ++fonts->uses;
            return o->font;
        }
        if (oldest->font && (o->font == NULL || o->used < oldest->used))
            oldest = o;
    }
    /* SDL2_ttf takes whole points; at 18 dots an inch a point is a quarter of a pixel. Hinting
     * would round the height of letters away from what was asked. */
    TTF_Font *font = TTF_OpenFontDPI(paths[face], size, 18, 18);
    if (font == NULL)
        return NULL;
    TTF_SetFontHinting(font, TTF_HINTING_NONE);
    if (oldest->font)
        TTF_CloseFont(oldest->font);
    *oldest = (struct open_font){font, face, size, ++fonts->uses};
    return font;
}

static int capital(TTF_Font *font)
{
    int top = 0, bottom = 0;
    TTF_GlyphMetrics32(font, 'H', NULL, NULL, &bottom, &top, NULL);
    return top - bottom;
}

static TTF_Font *text_font(struct fonts *fonts, enum style style, int cap_px)
{
    enum face face = style == STYLE_BODY ? FACE_REGULAR : FACE_BOLD;
    int size = 4 * (font_em(cap_px) + 1);
    TTF_Font *font;

    for (int i = 0; i < FONT_OPEN_MAX; i++)
        if (fonts->fitted[i].cap_px == cap_px && fonts->fitted[i].face == face)
            return font_at(fonts, face, fonts->fitted[i].size);
    do
        font = font_at(fonts, face, size);
    while (font && capital(font) > cap_px && --size > 4);
    if (font)
        fonts->fitted[fonts->fits++ % FONT_OPEN_MAX] = (struct fitted){face, cap_px, size};
    return font;
}

int font_em(int cap_px)
{
    return (int)(cap_px / cap_ratio + 0.5);
}

/* SDL2_ttf wants terminated text. Control characters would be drawn as boxes; they part words. */
static void terminate(char line[LINE_BYTES], const char *text, size_t length)
{
    if (length >= LINE_BYTES)
        length = LINE_BYTES - 1;
    for (size_t i = 0; i < length; i++)
        line[i] = (unsigned char)text[i] < ' ' ? ' ' : text[i];
    line[length] = '\0';
}

int font_width(struct fonts *fonts, enum style style, int cap_px, const char *text, size_t length)
{
    char line[LINE_BYTES];
    int width = 0;
    TTF_Font *font = text_font(fonts, style, cap_px);

    if (font == NULL || length == 0)
        return 0;
    terminate(line, text, length);
    if (TTF_SizeUTF8(font, line, &width, NULL) != 0)
        width = 0;
    explicit_bzero(line, sizeof(line));
    return width;
}

int font_ink(struct fonts *fonts, enum style style, int cap_px)
{
    TTF_Font *font = text_font(fonts, style, cap_px);
    return font ? capital(font) : 0;
}

/* Blits a freshly drawn surface and wipes it: it may show a name. */
static void blit(SDL_Surface *drawn, SDL_Surface *target, int x, int y)
{
    SDL_Rect place = {x, y, 0, 0};
    SDL_BlitSurface(drawn, NULL, target, &place);
    SDL_FillRect(drawn, NULL, 0);
    SDL_FreeSurface(drawn);
}

int font_draw(struct fonts *fonts, enum style style, int cap_px, const char *text, size_t length,
              struct rgb colour, SDL_Surface *target, int x, int y)
{
    char line[LINE_BYTES];
    TTF_Font *font = text_font(fonts, style, cap_px);

    if (font == NULL)
        return -ENOMEM;
    if (length == 0)
        return 0;
    terminate(line, text, length);
    SDL_Colour ink = {colour.r, colour.g, colour.b, SDL_ALPHA_OPAQUE};
    SDL_Surface *drawn = TTF_RenderUTF8_Blended(font, line, ink);
    explicit_bzero(line, sizeof(line));
    if (drawn == NULL)
        return -ENOMEM;
    blit(drawn, target, x, y - TTF_FontAscent(font));
    return 0;
}

int font_pictogram(struct fonts *fonts, uint32_t glyph, struct rgb colour, SDL_Surface *target,
                   int x, int y, int side_px)
{
    int left, right, bottom, top;

    if (glyph == 0)
        return 0;
    TTF_Font *font = font_at(fonts, FACE_PICTOGRAM, 4 * side_px);
    if (font == NULL || TTF_GlyphMetrics32(font, glyph, &left, &right, &bottom, &top, NULL) != 0)
        return -ENOMEM;
    SDL_Colour ink = {colour.r, colour.g, colour.b, SDL_ALPHA_OPAQUE};
    SDL_Surface *drawn = TTF_RenderGlyph32_Blended(font, glyph, ink);
    if (drawn == NULL)
        return -ENOMEM;
    blit(drawn, target, x + (side_px - (right + left)) / 2,
         y + (side_px + top + bottom) / 2 - TTF_FontAscent(font));
    return 0;
}
