#include "kiosk/ui/font.h"

#include "kiosk/ui/run.h"

#include <SDL_ttf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* FACE_OTHER has what the typeface lacks: other scripts, signs, emoji. */
enum face { FACE_REGULAR, FACE_BOLD, FACE_OTHER, FACE_PICTOGRAM, FACES };

enum { CHOICES = 4, PATH_BYTES = 256 };

/* The best first; where it is missing the next has to do. */
static const char *const files[FACES][CHOICES] = {
    [FACE_REGULAR] = {"noto/NotoSans-Regular.ttf", "dejavu/DejaVuSans.ttf"},
    [FACE_BOLD] = {"noto/NotoSans-Bold.ttf", "dejavu/DejaVuSans-Bold.ttf",
                   "noto/NotoSans-Regular.ttf", "dejavu/DejaVuSans.ttf"},
    [FACE_OTHER] = {"dejavu/DejaVuSans.ttf"},
    [FACE_PICTOGRAM] = {"materialdesignicons-webfont/materialdesignicons-webfont.ttf"},
};

/* Noto Sans: OS/2 sCapHeight 714 of 1000 units. */
static const double cap_ratio = 0.714;

enum { LINE_BYTES = 1024 };

/* SDL2_ttf takes whole points; at so many dots an inch a point is a quarter of a pixel. */
enum { DOTS = 18 };

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
    char paths[FACES][PATH_BYTES]; /* "": none of this face */
    const char *missing;
    struct open_font open[FONT_OPEN_MAX];
    unsigned uses;
    struct fitted fitted[FONT_OPEN_MAX];
    unsigned fits;
};

/* The first file of a face that can be opened. Returns which, or CHOICES. */
static int choose(const char *folder, enum face face, char path[PATH_BYTES])
{
    for (int i = 0; i < CHOICES && files[face][i]; i++) {
        snprintf(path, PATH_BYTES, "%s/%s", folder, files[face][i]);
        TTF_Font *font = TTF_OpenFont(path, 16);
        if (font) {
            TTF_CloseFont(font);
            return i;
        }
    }
    path[0] = '\0';
    return CHOICES;
}

int fonts_open(const char *folder, struct fonts **out)
{
    if (TTF_Init() != 0)
        return -ENOMEM;
    struct fonts *fonts = calloc(1, sizeof(*fonts));
    int rc = fonts ? 0 : -ENOMEM;
    for (int face = 0; face < FACES && rc == 0; face++)
        if (choose(folder, (enum face)face, fonts->paths[face]) != 0 && fonts->missing == NULL)
            fonts->missing = files[face][0];
    if (rc == 0 && fonts->paths[FACE_REGULAR][0] == '\0')
        rc = -ENOENT;
    if (rc < 0) {
        free(fonts);
        TTF_Quit();
    } else {
        *out = fonts;
    }
    return rc;
}

const char *fonts_missing(const struct fonts *fonts)
{
    return fonts->missing;
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
static struct open_font *font_place(struct fonts *fonts, enum face face, int size)
{
    struct open_font *oldest = &fonts->open[0];
    for (int i = 0; i < FONT_OPEN_MAX; i++) {
        struct open_font *o = &fonts->open[i];
        if (o->font && o->face == face && o->size == size) {
            o->used = ++fonts->uses;
            return o;
        }
        if (oldest->font && (o->font == NULL || o->used < oldest->used))
            oldest = o;
    }
    TTF_Font *font = TTF_OpenFontDPI(fonts->paths[face], size, DOTS, DOTS);
    if (font == NULL)
        return NULL;
    /* Hinting would round the height of letters away from what was asked. */
    TTF_SetFontHinting(font, TTF_HINTING_NONE);
    if (oldest->font)
        TTF_CloseFont(oldest->font);
    *oldest = (struct open_font){font, face, size, ++fonts->uses};
    return oldest;
}

static TTF_Font *font_at(struct fonts *fonts, enum face face, int size)
{
    struct open_font *o = font_place(fonts, face, size);
    return o ? o->font : NULL;
}

static int capital(TTF_Font *font)
{
    int top = 0, bottom = 0;
    TTF_GlyphMetrics32(font, 'H', NULL, NULL, &bottom, &top, NULL);
    return top - bottom;
}

static TTF_Font *face_font(struct fonts *fonts, enum face face, int cap_px)
{
    int size = 4 * (font_em(cap_px) + 1);

    for (int i = 0; i < FONT_OPEN_MAX; i++)
        if (fonts->fitted[i].cap_px == cap_px && fonts->fitted[i].face == face)
            return font_at(fonts, face, fonts->fitted[i].size);
    struct open_font *o = font_place(fonts, face, size);
    while (o && capital(o->font) > cap_px && --size > 4) {
        if (TTF_SetFontSizeDPI(o->font, size, DOTS, DOTS) != 0)
            return NULL;
        o->size = size;
    }
    if (o == NULL)
        return NULL;
    fonts->fitted[fonts->fits++ % FONT_OPEN_MAX] = (struct fitted){face, cap_px, size};
    return o->font;
}

static TTF_Font *text_font(struct fonts *fonts, enum style style, int cap_px)
{
    return face_font(fonts, style == STYLE_BODY ? FACE_REGULAR : FACE_BOLD, cap_px);
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

/* The font of a run, set for its direction. */
static TTF_Font *run_font(struct fonts *fonts, enum style style, int cap_px, const struct run *run)
{
    if (!run->other)
        return text_font(fonts, style, cap_px);
    TTF_Font *font = face_font(fonts, FACE_OTHER, cap_px);
    if (font) {
        TTF_SetFontDirection(font, run->leftward ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
        TTF_SetFontScriptName(font, run->arabic ? "Arab" : "Zyyy"); /* ISO 15924 */
    }
    return font;
}

/* Whether a character is better drawn from FACE_OTHER. */
static bool is_other(struct fonts *fonts, enum style style, int cap_px, uint32_t character)
{
    TTF_Font *own = text_font(fonts, style, cap_px);
    if (own == NULL || TTF_GlyphIsProvided32(own, character) || !fonts->paths[FACE_OTHER][0])
        return false;
    TTF_Font *other = face_font(fonts, FACE_OTHER, cap_px);
    return other && TTF_GlyphIsProvided32(other, character);
}

/* The characters from `text` on that are drawn in one piece: of one font and one direction. Spaces
 * between words of a script belong to it. */
static struct run first_run(struct fonts *fonts, enum style style, int cap_px, const char *text,
                            size_t length)
{
    struct run run = {.length = length};
    size_t at = 0, spaces = 0;

    if (run_is_plain(text, length))
        return run;
    while (at < length) {
        uint32_t character;
        size_t bytes = run_decode(text + at, length - at, &character);
        bool other = is_other(fonts, style, cap_px, character);
        bool leftward = other && run_is_leftward(character);
        if (at == 0) {
            run.other = other;
            run.leftward = leftward;
            run.arabic = other && run_is_arabic(character);
        } else if (character == ' ' && run.other) {
            spaces += bytes;
        } else if (other != run.other || leftward != run.leftward) {
            run.length = at - spaces;
            return run;
        } else {
            spaces = 0;
        }
        at += bytes;
    }
    run.length = length - spaces;
    return run;
}

int font_width(struct fonts *fonts, enum style style, int cap_px, const char *text, size_t length)
{
    char line[LINE_BYTES];
    int all = 0;

    while (length > 0) {
        struct run run = first_run(fonts, style, cap_px, text, length);
        TTF_Font *font = run_font(fonts, style, cap_px, &run);
        int width = 0;
        terminate(line, text, run.length);
        if (font && TTF_SizeUTF8(font, line, &width, NULL) == 0)
            all += width;
        text += run.length;
        length -= run.length;
    }
    explicit_bzero(line, sizeof(line));
    return all;
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
    SDL_Colour ink = {colour.r, colour.g, colour.b, SDL_ALPHA_OPAQUE};
    char line[LINE_BYTES];
    int rc = 0;

    while (length > 0 && rc == 0) {
        struct run run = first_run(fonts, style, cap_px, text, length);
        TTF_Font *font = run_font(fonts, style, cap_px, &run);
        terminate(line, text, run.length);
        SDL_Surface *drawn = font ? TTF_RenderUTF8_Blended(font, line, ink) : NULL;
        if (drawn) {
            int width = drawn->w;
            blit(drawn, target, x, y - TTF_FontAscent(font));
            x += width;
        } else {
            rc = -ENOMEM;
        }
        text += run.length;
        length -= run.length;
    }
    explicit_bzero(line, sizeof(line));
    return rc;
}

int font_pictogram(struct fonts *fonts, uint32_t glyph, struct rgb colour, SDL_Surface *target,
                   int x, int y, int side_px)
{
    int left, right, bottom, top;

    if (glyph == 0 || fonts->paths[FACE_PICTOGRAM][0] == '\0')
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
