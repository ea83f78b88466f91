#include "photo.h"

#include <errno.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

struct decoder {
    const uint8_t *bytes;
    size_t size;
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf failed;
    int error; /* what `failed` is about */
    unsigned width_px, height_px;
    struct {
        uint32_t red, green, blue;
    } sums[WIRE_PHOTO_WIDTH];
    JSAMPLE row[3 * PHOTO_SIDE_MAX];
    uint16_t pixels[WIRE_PHOTO_WIDTH * WIRE_PHOTO_HEIGHT];
};

static _Noreturn void fail(struct decoder *d, int error)
{
    d->error = error;
    longjmp(d->failed, 1);
}

static void on_error(j_common_ptr jpeg)
{
    fail((struct decoder *)jpeg->client_data, -EBADMSG);
}

/* libjpeg would write its warnings to stderr. */
static void on_message(j_common_ptr jpeg, int level)
{
    if (level < 0)
        jpeg->err->num_warnings++;
}

/* Thousands of scans fit into few bytes; each costs a pass over the whole picture. */
static void on_progress(j_common_ptr jpeg)
{
    struct decoder *d = jpeg->client_data;
    if (d->jpeg.input_scan_number > PHOTO_SCANS_MAX)
        fail(d, -EFBIG);
}

/* The largest size with the picture's proportions that fits the wire, at least 1 by 1. */
static void fit(struct decoder *d)
{
    unsigned w = d->jpeg.image_width, h = d->jpeg.image_height;
    d->width_px = w;
    d->height_px = h;
    if (w <= WIRE_PHOTO_WIDTH && h <= WIRE_PHOTO_HEIGHT)
        return;
    if (w * WIRE_PHOTO_HEIGHT > h * WIRE_PHOTO_WIDTH) {
        d->width_px = WIRE_PHOTO_WIDTH;
        d->height_px = h * WIRE_PHOTO_WIDTH / w;
    } else {
        d->height_px = WIRE_PHOTO_HEIGHT;
        d->width_px = w * WIRE_PHOTO_HEIGHT / h;
    }
    if (!d->width_px)
        d->width_px = 1;
    if (!d->height_px)
        d->height_px = 1;
}

/* Lets libjpeg decode no more than is needed: by eighths, to the smallest that is not too small. */
static void choose_scale(struct decoder *d)
{
    d->jpeg.scale_denom = 8;
    for (d->jpeg.scale_num = 1; d->jpeg.scale_num < 8; d->jpeg.scale_num++) {
        jpeg_calc_output_dimensions(&d->jpeg);
        if (d->jpeg.output_width >= d->width_px && d->jpeg.output_height >= d->height_px)
            break;
    }
}

static void add_row(struct decoder *d)
{
    unsigned from_px = d->jpeg.output_width;
    for (unsigned x = 0; x < d->width_px; x++)
        for (unsigned i = x * from_px / d->width_px; i < (x + 1) * from_px / d->width_px; i++) {
            d->sums[x].red += d->row[3 * i];
            d->sums[x].green += d->row[3 * i + 1];
            d->sums[x].blue += d->row[3 * i + 2];
        }
}

/* Averages what add_row gathered over `rows` rows into row y of the result. */
static void finish_row(struct decoder *d, unsigned y, unsigned rows)
{
    unsigned from_px = d->jpeg.output_width;
    for (unsigned x = 0; x < d->width_px; x++) {
        uint32_t n = rows * ((x + 1) * from_px / d->width_px - x * from_px / d->width_px);
        d->pixels[y * d->width_px + x] =
            (uint16_t)((d->sums[x].red / n) >> 3 << 11 | (d->sums[x].green / n) >> 2 << 5 |
                       (d->sums[x].blue / n) >> 3);
    }
    memset(d->sums, 0, sizeof d->sums);
}

static void decode(struct decoder *d)
{
    jpeg_mem_src(&d->jpeg, d->bytes, d->size);
    jpeg_read_header(&d->jpeg, TRUE);
    if (d->jpeg.image_width > PHOTO_SIDE_MAX || d->jpeg.image_height > PHOTO_SIDE_MAX)
        fail(d, -EFBIG);
    fit(d);
    choose_scale(d);
    d->jpeg.out_color_space = JCS_RGB;
    jpeg_start_decompress(&d->jpeg);
    for (unsigned y = 0; y < d->height_px; y++) {
        unsigned end = (y + 1) * d->jpeg.output_height / d->height_px;
        unsigned start = d->jpeg.output_scanline;
        while (d->jpeg.output_scanline < end) {
            JSAMPROW rows[1] = {d->row};
            jpeg_read_scanlines(&d->jpeg, rows, 1);
            add_row(d);
        }
        finish_row(d, y, end - start);
    }
}

/* A card may put a header of its own before the JPEG's start of image. */
static size_t lead_size(const uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i + 3 <= size && i <= PHOTO_LEAD_MAX; i++)
        if (bytes[i] == 0xff && bytes[i + 1] == 0xd8 && bytes[i + 2] == 0xff)
            return i;
    return size;
}

/* Nothing but d lives across the longjmp. */
static int run(struct decoder *d)
{
    if (!setjmp(d->failed)) {
        jpeg_create_decompress(&d->jpeg);
        d->jpeg.progress = &d->progress;
        decode(d);
    }
    jpeg_destroy_decompress(&d->jpeg);
    return d->error;
}

int photo_decode(const uint8_t *jpeg, size_t size, struct wire_card_photo *photo_out)
{
    size_t lead = lead_size(jpeg, size);
    if (lead == size)
        return -EBADMSG;
    struct decoder *d = calloc(1, sizeof *d);
    if (!d)
        return -ENOMEM;
    d->bytes = jpeg + lead;
    d->size = size - lead;
    d->jpeg.err = jpeg_std_error(&d->errors);
    d->errors.error_exit = on_error;
    d->errors.emit_message = on_message;
    d->progress.progress_monitor = on_progress;
    d->jpeg.client_data = d;
    int result = run(d);
    if (!result) {
        photo_out->width_px = (uint16_t)d->width_px;
        photo_out->height_px = (uint16_t)d->height_px;
        memcpy(photo_out->pixels, d->pixels, sizeof photo_out->pixels);
    }
    explicit_bzero(d, sizeof *d);
    free(d);
    return result;
}
