#include "image.h"

#include <ctype.h>
#include <errno.h>
#include <png.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One number of a PGM header: white space and comments before it, digits, one byte after. */
static bool read_number(FILE *file, uint32_t *number_out)
{
    uint32_t number = 0;
    int c = getc(file), digits = 0;
    while (isspace(c) || c == '#') {
        if (c == '#')
            while (c != '\n' && c != EOF)
                c = getc(file);
        c = getc(file);
    }
    for (; isdigit(c) && digits < 6; c = getc(file), digits++)
        number = number * 10 + (uint32_t)(c - '0');
    *number_out = number;
    return digits && isspace(c);
}

static int allocate(struct image *image)
{
    if (image->width < IMAGE_SIDE_MIN || image->width > IMAGE_SIDE_MAX ||
        image->height < IMAGE_SIDE_MIN || image->height > IMAGE_SIDE_MAX)
        return -ERANGE;
    image->pixels = malloc((size_t)image->width * image->height);
    return image->pixels ? 0 : -ENOMEM;
}

/* After the two bytes "P5". */
static int read_pgm(FILE *file, struct image *image)
{
    uint32_t white = 0;
    if (!read_number(file, &image->width) || !read_number(file, &image->height) ||
        !read_number(file, &white) || white < 1 || white > 255)
        return -EBADMSG;
    int result = allocate(image);
    if (result)
        return result;
    size_t size = (size_t)image->width * image->height;
    if (fread(image->pixels, 1, size, file) != size)
        return -EBADMSG;
    for (size_t i = 0; i < size && white != 255; i++) {
        uint32_t grey = image->pixels[i] < white ? image->pixels[i] : white;
        image->pixels[i] = (uint8_t)(grey * 255 / white);
    }
    return 0;
}

static int read_png(FILE *file, struct image *image)
{
    png_image png = {.version = PNG_IMAGE_VERSION};
    int result = -EBADMSG;
    rewind(file);
    if (!png_image_begin_read_from_stdio(&png, file))
        goto out;
    png.format = PNG_FORMAT_GRAY;
    image->width = png.width;
    image->height = png.height;
    result = allocate(image);
    if (result)
        goto out;
    png_color white = {255, 255, 255};
    if (!png_image_finish_read(&png, &white, image->pixels, (png_int_32)png.width, NULL))
        result = -EBADMSG;
out:
    png_image_free(&png);
    return result;
}

int image_read(const char *path, struct image *image_out)
{
    struct image image = {0};
    unsigned char magic[2] = {0};
    int result = -EBADMSG;
    FILE *file = fopen(path, "rbe");
    if (!file)
        return -errno;
    if (fread(magic, 1, sizeof magic, file) != sizeof magic)
        goto out;
    if (magic[0] == 'P' && magic[1] == '5')
        result = read_pgm(file, &image);
    else if (magic[0] == 0x89 && magic[1] == 'P')
        result = read_png(file, &image);
    if (result == 0) {
        *image_out = image;
        image.pixels = NULL;
    }
out:
    image_free(&image);
    fclose(file);
    return result;
}

void image_free(struct image *image)
{
    if (image->pixels)
        explicit_bzero(image->pixels, (size_t)image->width * image->height);
    free(image->pixels);
    *image = (struct image){0};
}
