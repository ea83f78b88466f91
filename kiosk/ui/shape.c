#include "kiosk/ui/shape.h"

#include <errno.h>
#include <math.h>
#include <qrencode.h>
#include <string.h>

static uint32_t map(const SDL_Surface *target, struct rgb c)
{
    return SDL_MapRGB(target->format, c.r, c.g, c.b);
}

static void fill(SDL_Surface *target, int x, int y, int w, int h, uint32_t colour)
{
    SDL_Rect r = {x, y, w, h};
    if (w > 0 && h > 0)
        SDL_FillRect(target, &r, colour);
}

static void blend(SDL_Surface *target, int x, int y, struct rgb c, double cover)
{
    uint8_t r, g, b;
    if (x < 0 || y < 0 || x >= target->w || y >= target->h)
        return;
    uint8_t *row = (uint8_t *)target->pixels + (ptrdiff_t)y * target->pitch;
    uint32_t *pixel = (uint32_t *)(void *)row + x;
    if (cover >= 1) {
        *pixel = map(target, c);
        return;
    }
    SDL_GetRGB(*pixel, target->format, &r, &g, &b);
    struct rgb mixed = {(uint8_t)lround(r + (c.r - r) * cover),
                        (uint8_t)lround(g + (c.g - g) * cover),
                        (uint8_t)lround(b + (c.b - b) * cover)};
    *pixel = map(target, mixed);
}

/* How much of the pixel dx, dy from the corner lies inside the rounded corner, 0 to 1. */
static double corner(int radius, int dx, int dy)
{
    double far = hypot(radius - dx - 0.5, radius - dy - 0.5);
    return fmin(fmax(radius - far + 0.5, 0), 1);
}

static void blend_corners(SDL_Surface *target, struct rect r, int radius, struct rgb colour,
                          bool outside)
{
    int x1 = r.x + r.w - 1, y1 = r.y + r.h - 1;

    for (int dy = 0; dy < radius; dy++)
        for (int dx = 0; dx < radius; dx++) {
            double cover = corner(radius, dx, dy);
            if (outside)
                cover = 1 - cover;
            if (cover == 0)
                continue;
            blend(target, r.x + dx, r.y + dy, colour, cover);
            blend(target, x1 - dx, r.y + dy, colour, cover);
            blend(target, r.x + dx, y1 - dy, colour, cover);
            blend(target, x1 - dx, y1 - dy, colour, cover);
        }
}

void shape_fill(SDL_Surface *target, struct rect rect, int radius, struct rgb colour)
{
    int y1 = rect.y + rect.h - 1;

    radius = SDL_min(radius, SDL_min(rect.w, rect.h) / 2);
    fill(target, rect.x, rect.y + radius, rect.w, rect.h - 2 * radius, map(target, colour));
    fill(target, rect.x + radius, rect.y, rect.w - 2 * radius, radius, map(target, colour));
    fill(target, rect.x + radius, y1 - radius + 1, rect.w - 2 * radius, radius,
         map(target, colour));
    blend_corners(target, rect, radius, colour, false);
}

void shape_edge(SDL_Surface *target, struct rect rect, int radius, int wide, struct rgb colour)
{
    uint32_t c = map(target, colour);

    radius = SDL_min(radius, SDL_min(rect.w, rect.h) / 2);
    fill(target, rect.x + radius, rect.y, rect.w - 2 * radius, wide, c);
    fill(target, rect.x + radius, rect.y + rect.h - wide, rect.w - 2 * radius, wide, c);
    fill(target, rect.x, rect.y + radius, wide, rect.h - 2 * radius, c);
    fill(target, rect.x + rect.w - wide, rect.y + radius, wide, rect.h - 2 * radius, c);
    blend_corners(target, rect, radius, colour, false);
}

int shape_code(SDL_Surface *target, struct rect rect, const char *text, struct rgb dark,
               struct rgb light)
{
    enum { QUIET = 4 };
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    int rc = -E2BIG;

    if (code == NULL)
        return errno == ENOMEM ? -ENOMEM : -E2BIG;
    int modules = code->width + 2 * QUIET;
    int side = SDL_min(rect.w, rect.h) / modules;
    if (side == 0)
        goto out;
    int x0 = rect.x + (rect.w - side * modules) / 2, y0 = rect.y + (rect.h - side * modules) / 2;
    fill(target, x0, y0, side * modules, side * modules, map(target, light));
    for (int i = 0; i < code->width * code->width; i++) {
        int x = x0 + (QUIET + i % code->width) * side, y = y0 + (QUIET + i / code->width) * side;
        if (code->data[i] & 1)
            fill(target, x, y, side, side, map(target, dark));
    }
    rc = 0;
out:
    QRcode_free(code);
    return rc;
}

int shape_photo(SDL_Surface *target, struct rect rect, int radius, const struct paint_photo *photo,
                struct rgb ground)
{
    int rc = -ENOMEM;
    SDL_Surface *small = NULL, *wide = NULL;

    if (photo->pixels == NULL || photo->width_px == 0 || photo->height_px == 0)
        return -EINVAL;
    double scale = fmin((double)rect.w / photo->width_px, (double)rect.h / photo->height_px);
    int w = (int)lround(photo->width_px * scale), h = (int)lround(photo->height_px * scale);
    SDL_Rect place = {rect.x + (rect.w - w) / 2, rect.y + (rect.h - h) / 2, w, h};

    /* SDL only reads the pixels of a surface made from memory. */
    small = SDL_CreateRGBSurfaceWithFormatFrom((void *)(uintptr_t)photo->pixels,
                                               (int)photo->width_px, (int)photo->height_px, 16,
                                               (int)photo->width_px * 2, SDL_PIXELFORMAT_RGB565);
    if (small == NULL)
        goto out;
    wide = SDL_ConvertSurface(small, target->format, 0);
    if (wide == NULL)
        goto out;
    SDL_SetSurfaceBlendMode(wide, SDL_BLENDMODE_NONE);
    if (SDL_SoftStretchLinear(wide, NULL, target, &place) == 0)
        rc = 0;
    SDL_FillRect(wide, NULL, 0);
    blend_corners(target, (struct rect){place.x, place.y, place.w, place.h}, radius, ground, true);
out:
    SDL_FreeSurface(wide);
    SDL_FreeSurface(small);
    return rc;
}
