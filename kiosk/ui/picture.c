#include "kiosk/ui/picture.h"

#include <errno.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* libpng leaves by longjmp: what is used after it is only what was set before setjmp. */
static int encode(FILE *file, SDL_Surface *rgb)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png ? png_create_info_struct(png) : NULL;

    if (info == NULL) {
        png_destroy_write_struct(&png, NULL);
        return -ENOMEM;
    }
    if (setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &info);
        return -EIO;
    }
    png_init_io(png, file);
    png_set_IHDR(png, info, (png_uint_32)rgb->w, (png_uint_32)rgb->h, 8, PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_compression_level(png, 3);
    png_write_info(png, info);
    for (int y = 0; y < rgb->h; y++)
        png_write_row(png, (png_bytep)rgb->pixels + (ptrdiff_t)y * rgb->pitch);
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    return 0;
}

int picture_write(SDL_Surface *surface, const char *path)
{
    int rc = -ENOMEM;
    FILE *file = NULL;
    SDL_Surface *rgb = SDL_ConvertSurfaceFormat(surface, SDL_PIXELFORMAT_RGB24, 0);

    if (rgb == NULL)
        goto out;
    file = fopen(path, "wb");
    if (file == NULL) {
        rc = -errno;
        goto out;
    }
    rc = encode(file, rgb);
    if (fclose(file) != 0 && rc == 0)
        rc = -errno;
    if (rc < 0)
        unlink(path);
out:
    SDL_FreeSurface(rgb);
    return rc;
}
