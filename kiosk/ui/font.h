/*
 * font: Noto Sans and Material Design Icons, from Debian's packages, through SDL2_ttf.
 *
 * Text is UTF-8, sized by the height of its capital letters in pixels, so that millimetres on the
 * glass are what VVSG 7.1-G measures. What the typeface lacks comes from DejaVu Sans, scripts that
 * run leftward in their own direction; what that lacks too is drawn as a box, bytes that are no
 * UTF-8 as the replacement character; nothing is ever skipped. Where the typeface itself is missing
 * DejaVu Sans stands in for it, and without the pictograms words stand alone.
 *
 * The only cache is the set of open sizes (at most FONT_OPEN_MAX) with the glyphs SDL2_ttf keeps
 * for each; fonts_forget() empties it.
 */
#ifndef KIOSK_UI_FONT_H
#define KIOSK_UI_FONT_H

#include "kiosk/ui/theme.h"

#include <SDL.h>
#include <stddef.h>

enum { FONT_OPEN_MAX = 8 };

/* Opened by fonts_open(), not shared between threads. */
struct fonts;

/* Where Debian's font packages put their files. */
#define FONTS_FOLDER "/usr/share/fonts/truetype"

/* Initialises SDL2_ttf and chooses font files of `folder`. Returns 0, -ENOENT (there is none to
 * write with) or -ENOMEM; on failure *out is untouched. fonts_close() frees; takes NULL. */
int fonts_open(const char *folder, struct fonts **out);
void fonts_close(struct fonts *fonts);

/* The first file that should be there and is not, within the folder; NULL: all are there. Static.
 */
const char *fonts_missing(const struct fonts *fonts);

/* Drops every cached glyph: at the end of a visit, so that no letter of a name stays behind. */
void fonts_forget(struct fonts *fonts);

/* Width in pixels of `length` bytes of text in a style with capitals `cap_px` high. 0 when the
 * text cannot be measured (out of memory). */
int font_width(struct fonts *fonts, enum style style, int cap_px, const char *text, size_t length);

/* Font size (em) in pixels for capitals `cap_px` high, rounded. */
int font_em(int cap_px);

/* Draws one line of text with its baseline at y and its left edge at x. Returns 0 or -ENOMEM. */
int font_draw(struct fonts *fonts, enum style style, int cap_px, const char *text, size_t length,
              struct rgb colour, SDL_Surface *target, int x, int y);

/* Draws a pictogram (pictogram_glyph(); 0: nothing) centred in the square at x, y with sides of
 * side_px. Returns 0 or -ENOMEM. */
int font_pictogram(struct fonts *fonts, uint32_t glyph, struct rgb colour, SDL_Surface *target,
                   int x, int y, int side_px);

#endif
