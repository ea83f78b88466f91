/*
 * picture: a surface as a PNG file, for traces and screenshots.
 */
#ifndef KIOSK_UI_PICTURE_H
#define KIOSK_UI_PICTURE_H

#include <SDL.h>

/* Writes a 32-bit surface to `path` (created or replaced), without alpha. Returns 0 or -errno; on
 * failure the file is removed. */
int picture_write(SDL_Surface *surface, const char *path);

#endif
