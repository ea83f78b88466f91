/*
 * paper: draws a receipt as it comes out of a printer.
 *
 *     paper FILE.escpos OUT.png [DOTS]
 *
 * FILE is what a printer gets; DOTS across: 384 (58 mm paper, default) or 576 (80 mm). Returns 1
 * when it holds a byte that no known command begins with.
 */
#include "paper.h"

#include "kiosk/ui/picture.h"

#include <SDL.h>
#include <SDL_ttf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MARGIN = 24, EM = 40 };

static struct paper paper;

static SDL_Surface *blank(int width, int height)
{
    SDL_Surface *s = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888);

    if (s)
        SDL_FillRect(s, NULL, SDL_MapRGB(s->format, 250, 250, 246));
    return s;
}

static void cell_draw(SDL_Surface *to, TTF_Font *font, const struct paper_cell *c)
{
    const SDL_Color black = {20, 20, 20, 255};
    int style = c->bold ? TTF_STYLE_BOLD : TTF_STYLE_NORMAL, ascent = TTF_FontAscent(font);
    SDL_Surface *glyph;
    SDL_Rect place;

    TTF_SetFontStyle(font, style);
    glyph = TTF_RenderGlyph_Blended(font, c->byte, black);
    if (!glyph)
        return;
    place.w = glyph->w * c->height / (ascent + ascent / 4);
    if (place.w > c->width)
        place.w = c->width;
    place.h = c->height;
    place.x = MARGIN + c->x + (c->width - place.w) / 2;
    place.y = MARGIN + c->y;
    SDL_BlitScaled(glyph, NULL, to, &place);
    SDL_FreeSurface(glyph);
}

static void rows_draw(SDL_Surface *to, int height)
{
    for (int y = 0; y < height; y++)
        for (int x = 0; x < paper.dots; x++)
            if (paper.rows[y][x / 8] & 0x80 >> x % 8)
                SDL_FillRect(to, &(SDL_Rect){MARGIN + x, MARGIN + y, 1, 1},
                             SDL_MapRGB(to->format, 20, 20, 20));
}

static int draw(const char *out)
{
    int height = paper.y < PAPER_ROWS_MAX ? paper.y : PAPER_ROWS_MAX, error = -1;
    SDL_Surface *sheet = blank(paper.dots + 2 * MARGIN, height + 2 * MARGIN);
    TTF_Font *font = TTF_OpenFont("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", EM);

    if (sheet && font) {
        for (size_t i = 0; i < paper.cell_count; i++)
            cell_draw(sheet, font, &paper.cells[i]);
        rows_draw(sheet, height);
        error = picture_write(sheet, out);
    }
    if (font)
        TTF_CloseFont(font);
    SDL_FreeSurface(sheet);
    return error;
}

int main(int argc, char **argv)
{
    FILE *file = argc == 3 || argc == 4 ? fopen(argv[1], "rbe") : NULL;
    int byte, error = 1;

    if (!file) {
        fprintf(stderr, "usage: paper FILE.escpos OUT.png [DOTS]\n");
        return 2;
    }
    paper_begin(&paper, argc == 4 ? atoi(argv[3]) : 384);
    while ((byte = fgetc(file)) != EOF)
        paper_take(&paper, (uint8_t)byte);
    fclose(file);
    if (TTF_Init() == 0)
        error = draw(argv[2]);
    if (error == 0 && paper.unknown)
        fprintf(stderr, "paper: %u bytes not understood\n", paper.unknown);
    return error == 0 && !paper.unknown ? 0 : 1;
}
