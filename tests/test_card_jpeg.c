#include "test_card_jpeg.h"

#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

unsigned char *jpeg_make(unsigned width, unsigned height, bool grey, bool progressive,
                         size_t *size_out)
{
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned char *bytes = NULL;
    unsigned long size = 0;
    unsigned colours = grey ? 1 : 3;
    JSAMPLE *row = malloc((size_t)width * colours);
    if (!row)
        abort();
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &bytes, &size);
    jpeg.image_width = width;
    jpeg.image_height = height;
    jpeg.input_components = (int)colours;
    jpeg.in_color_space = grey ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 40, TRUE);
    if (progressive)
        jpeg_simple_progression(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    for (unsigned y = 0; y < height; y++) {
        bool upper = y < height / 2;
        for (unsigned x = 0; x < width; x++) {
            JSAMPLE rough = (JSAMPLE)(x / 2 % 16);
            JSAMPLE *p = row + (size_t)x * colours;
            p[0] = (JSAMPLE)(grey ? (upper ? 64 : 192) : upper ? 230 + rough : rough);
            if (!grey) {
                p[1] = rough;
                p[2] = (JSAMPLE)(upper ? rough : 230 + rough);
            }
        }
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    free(row);
    *size_out = size;
    return bytes;
}
