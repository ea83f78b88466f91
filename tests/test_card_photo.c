/* The portrait's decoder, on good, broken and hostile bytes. */
#include "drivers/card/photo.h"
#include "test_card_jpeg.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define UNTOUCHED 0xa5

static struct wire_card_photo photo;

static void *forget(void)
{
    return memset(&photo, UNTOUCHED, sizeof photo);
}

static bool is_untouched(void)
{
    const uint8_t *bytes = (const uint8_t *)&photo;
    for (size_t i = 0; i < sizeof photo; i++)
        if (bytes[i] != UNTOUCHED)
            return false;
    return true;
}

static void expect_size(unsigned width, unsigned height, unsigned want_width, unsigned want_height)
{
    size_t size;
    unsigned char *jpeg = jpeg_make(width, height, false, false, &size);
    assert_int_equal(photo_decode(jpeg, size, forget()), 0);
    assert_int_equal(photo.width_px, want_width);
    assert_int_equal(photo.height_px, want_height);
    free(jpeg);
}

static unsigned red(uint16_t pixel)
{
    return pixel >> 11;
}

static unsigned blue(uint16_t pixel)
{
    return pixel & 0x1f;
}

static void a_portrait_keeps_its_proportions_and_fits_the_screen(void **state)
{
    (void)state;
    expect_size(240, 320, 240, 320);
    expect_size(300, 400, 240, 320);
    expect_size(480, 640, 240, 320);
    expect_size(600, 600, 240, 240);
    expect_size(200, 1000, 64, 320);
    expect_size(120, 160, 120, 160);
    expect_size(1024, 1024, 240, 240);
    expect_size(1024, 1, 240, 1);
    expect_size(1, 1024, 1, 320);
    expect_size(1, 1, 1, 1);
}

static void the_colours_are_where_they_were(void **state)
{
    (void)state;
    size_t size;
    unsigned char *jpeg = jpeg_make(300, 400, false, false, &size);
    assert_int_equal(photo_decode(jpeg, size, &photo), 0);
    uint16_t upper = photo.pixels[40 * 240 + 120], lower = photo.pixels[280 * 240 + 120];
    assert_in_range(red(upper), 26, 31);
    assert_in_range(blue(upper), 0, 4);
    assert_in_range(red(lower), 0, 4);
    assert_in_range(blue(lower), 26, 31);
    free(jpeg);
}

static void grey_and_progressive_portraits_are_shown_too(void **state)
{
    (void)state;
    size_t size;
    unsigned char *grey = jpeg_make(300, 400, true, false, &size);
    assert_int_equal(photo_decode(grey, size, &photo), 0);
    assert_in_range(red(photo.pixels[40 * 240 + 120]), 7, 9);
    free(grey);
    unsigned char *progressive = jpeg_make(300, 400, false, true, &size);
    assert_int_equal(photo_decode(progressive, size, &photo), 0);
    assert_in_range(red(photo.pixels[40 * 240 + 120]), 26, 31);
    free(progressive);
}

static void bytes_before_the_start_of_the_picture_do_no_harm(void **state)
{
    (void)state;
    size_t size;
    unsigned char *jpeg = jpeg_make(60, 80, false, false, &size);
    uint8_t *shifted = calloc(1, size + PHOTO_LEAD_MAX + 1);
    assert_non_null(shifted);
    memcpy(shifted + PHOTO_LEAD_MAX, jpeg, size);
    assert_int_equal(photo_decode(shifted, size + PHOTO_LEAD_MAX, forget()), 0);
    memset(shifted, 0, size + PHOTO_LEAD_MAX + 1);
    memcpy(shifted + PHOTO_LEAD_MAX + 1, jpeg, size);
    assert_int_equal(photo_decode(shifted, size + PHOTO_LEAD_MAX + 1, forget()), -EBADMSG);
    free(shifted);
    free(jpeg);
}

static void a_picture_that_breaks_off_anywhere_is_completed_or_refused(void **state)
{
    (void)state;
    for (int progressive = 0; progressive < 2; progressive++) {
        size_t size;
        unsigned char *jpeg = jpeg_make(90, 120, false, progressive, &size);
        for (size_t n = 0; n < size; n++) {
            /* In a block of its own, so that a sanitizer sees one byte too many. */
            uint8_t *cut = malloc(n ? n : 1);
            assert_non_null(cut);
            memcpy(cut, jpeg, n);
            if (photo_decode(cut, n, forget()))
                assert_true(is_untouched());
            else
                assert_int_equal(photo.width_px, 90);
            free(cut);
        }
        free(jpeg);
    }
}

static void a_picture_with_any_byte_damaged_never_breaks_the_decoder(void **state)
{
    (void)state;
    size_t size;
    unsigned char *jpeg = jpeg_make(90, 120, false, true, &size);
    for (size_t i = 0; i < size; i++)
        for (int bit = 0; bit < 8; bit += 3) {
            jpeg[i] ^= (unsigned char)(1 << bit);
            if (photo_decode(jpeg, size, forget()))
                assert_true(is_untouched());
            jpeg[i] ^= (unsigned char)(1 << bit);
        }
    free(jpeg);
}

static void bytes_that_are_no_jpeg_are_refused(void **state)
{
    (void)state;
    static const uint8_t zeros[300], start[3] = {0xff, 0xd8, 0xff};
    static const uint8_t ends[4] = {0xff, 0xd8, 0xff, 0xd9};
    assert_int_equal(photo_decode(zeros, 0, forget()), -EBADMSG);
    assert_int_equal(photo_decode(zeros, sizeof zeros, &photo), -EBADMSG);
    assert_int_equal(photo_decode(start, sizeof start, &photo), -EBADMSG);
    assert_int_equal(photo_decode(ends, sizeof ends, &photo), -EBADMSG);
    assert_true(is_untouched());
}

/* The frame header is at SOF0: FF C0, length, precision, height, width. */
static unsigned char *frame_header(unsigned char *jpeg, size_t size)
{
    for (size_t i = 0; i + 9 < size; i++)
        if (jpeg[i] == 0xff && (jpeg[i + 1] == 0xc0 || jpeg[i + 1] == 0xc2))
            return jpeg + i;
    fail();
    return NULL;
}

static void a_picture_that_claims_to_be_huge_is_refused_before_decoding(void **state)
{
    (void)state;
    size_t size;
    unsigned char *jpeg = jpeg_make(90, 120, false, true, &size), *sof = frame_header(jpeg, size);
    sof[5] = sof[7] = 0xff; /* high bytes of height and width */
    assert_int_equal(photo_decode(jpeg, size, forget()), -EFBIG);
    sof[5] = 0;
    assert_int_equal(photo_decode(jpeg, size, &photo), -EFBIG);
    sof[7] = 0x04; /* 1,114 pixels */
    assert_int_equal(photo_decode(jpeg, size, &photo), -EFBIG);
    sof[7] = sof[8] = 0;
    assert_int_equal(photo_decode(jpeg, size, &photo), -EBADMSG);
    assert_true(is_untouched());
    free(jpeg);
}

static void a_picture_of_endlessly_many_scans_is_refused(void **state)
{
    (void)state;
    /* One DC refinement scan, repeated after the real ones: each is a pass over the picture. */
    static const uint8_t scan[] = {0xff, 0xda, 0x00, 0x08, 0x01, 0x01,
                                   0x00, 0x00, 0x00, 0x10, 0x00};
    size_t size;
    unsigned char *jpeg = jpeg_make(640, 640, false, true, &size);
    size_t bomb_size = size - 2 + 1000 * sizeof scan;
    uint8_t *bomb = malloc(bomb_size);
    assert_non_null(bomb);
    memcpy(bomb, jpeg, size - 2);
    for (size_t at = size - 2; at < bomb_size; at += sizeof scan)
        memcpy(bomb + at, scan, sizeof scan);
    assert_int_equal(photo_decode(bomb, bomb_size, forget()), -EFBIG);
    assert_true(is_untouched());
    free(bomb);
    free(jpeg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_portrait_keeps_its_proportions_and_fits_the_screen),
        cmocka_unit_test(the_colours_are_where_they_were),
        cmocka_unit_test(grey_and_progressive_portraits_are_shown_too),
        cmocka_unit_test(bytes_before_the_start_of_the_picture_do_no_harm),
        cmocka_unit_test(a_picture_that_breaks_off_anywhere_is_completed_or_refused),
        cmocka_unit_test(a_picture_with_any_byte_damaged_never_breaks_the_decoder),
        cmocka_unit_test(bytes_that_are_no_jpeg_are_refused),
        cmocka_unit_test(a_picture_that_claims_to_be_huge_is_refused_before_decoding),
        cmocka_unit_test(a_picture_of_endlessly_many_scans_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
