/* Records of ISO/IEC 19794-2:2005, built byte by byte as clause 7 lays them out. */

#include "../drivers/finger/template.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* One right index finger, two minutiae, 300 x 400 at 197 pixels a centimetre. */
static const uint8_t plain[] = {
    'F',  'M',  'R',  0,    ' ',  '2',  '0', 0,   0, 0,   0, 42, /* length */
    0,    0,    0x01, 0x2c, 0x01, 0x90, 0,   197, 0, 197, 1, 0,  /* image, one view */
    2,    0x00, 80,   2,                                         /* finger, 2 minutiae */
    0x40, 100,  0x00, 200,  64,   90,                            /* ending */
    0x81, 0x2b, 0x01, 0x8f, 255,  0,                             /* bifurcation, corner */
    0,    0,                                                     /* nothing extended */
};

enum {
    WIDTH_AT = 14,
    RESOLUTION_AT = 18,
    VIEWS_AT = 22,
    POSITION_AT = 24,
    COUNT_AT = 27,
    X_AT = 28
};

static struct minutiae views[TEMPLATE_VIEWS_MAX];

static int read_changed(size_t at, uint8_t value)
{
    uint8_t record[sizeof plain];
    size_t count;
    memcpy(record, plain, sizeof record);
    record[at] = value;
    return template_read(record, sizeof record, views, &count);
}

static void a_plain_record_reads_as_it_is_written_in_the_standard(void **state)
{
    (void)state;
    size_t count = 0;
    assert_int_equal(template_read(plain, sizeof plain, views, &count), 0);
    assert_int_equal(count, 1);
    assert_int_equal(views[0].position, 2);
    assert_int_equal(views[0].quality, 80);
    assert_int_equal(views[0].width, 300);
    assert_int_equal(views[0].height, 400);
    assert_int_equal(views[0].count, 2);
    const struct minutia *m = views[0].m;
    assert_int_equal(m[0].kind, MINUTIA_ENDING);
    assert_int_equal(m[0].x, 100);
    assert_int_equal(m[0].y, 200);
    assert_int_equal(m[0].angle, 64);
    assert_int_equal(m[0].quality, 90);
    assert_int_equal(m[1].kind, MINUTIA_BIFURCATION);
    assert_int_equal(m[1].x, 299);
    assert_int_equal(m[1].y, 399);
}

static void what_is_written_reads_back_the_same(void **state)
{
    (void)state;
    uint8_t record[sizeof plain];
    size_t count, size;
    assert_int_equal(template_read(plain, sizeof plain, views, &count), 0);
    assert_int_equal(template_write(views, count, record, sizeof record, &size), 0);
    assert_int_equal(size, sizeof plain);
    assert_memory_equal(record, plain, sizeof plain);
}

static void several_views_are_read_and_numbered_each_finger_from_nought(void **state)
{
    (void)state;
    uint8_t record[256];
    size_t count, size;
    assert_int_equal(template_read(plain, sizeof plain, views, &count), 0);
    views[1] = views[2] = views[0];
    views[2].position = 7;
    assert_int_equal(template_write(views, 3, record, sizeof record, &size), 0);
    assert_int_equal(record[POSITION_AT + 1] >> 4, 0);
    assert_int_equal(record[POSITION_AT + 18 + 1] >> 4, 1);
    assert_int_equal(record[POSITION_AT + 36 + 1] >> 4, 0);
    memset(views, 0, sizeof views);
    assert_int_equal(template_read(record, size, views, &count), 0);
    assert_int_equal(count, 3);
    assert_int_equal(views[2].position, 7);
    assert_int_equal(views[2].m[1].x, 299);
}

/* 202 pixels a centimetre is 513.08 dpi, so x = 100 becomes 97.45; 394 is 1000.76 dpi. */
static void coordinates_come_out_at_500_dpi(void **state)
{
    (void)state;
    uint8_t record[sizeof plain];
    size_t count;
    memcpy(record, plain, sizeof record);
    record[RESOLUTION_AT + 1] = record[RESOLUTION_AT + 3] = 202;
    assert_int_equal(template_read(record, sizeof record, views, &count), 0);
    assert_int_equal(views[0].m[0].x, 97);
    assert_int_equal(views[0].m[0].y, 195);
    assert_int_equal(views[0].width, 292);
    record[RESOLUTION_AT] = record[RESOLUTION_AT + 2] = 394 >> 8;
    record[RESOLUTION_AT + 1] = record[RESOLUTION_AT + 3] = 394 & 0xff;
    assert_int_equal(template_read(record, sizeof record, views, &count), 0);
    assert_int_equal(views[0].m[0].x, 50);
    assert_int_equal(views[0].m[0].y, 100);
}

static void absent_absurd_and_uneven_resolutions_are_refused(void **state)
{
    (void)state;
    static const unsigned absurd[] = {0, 1, 97, 395, 65535};
    for (size_t i = 0; i < sizeof absurd / sizeof *absurd; i++) {
        uint8_t record[sizeof plain];
        size_t count;
        memcpy(record, plain, sizeof record);
        record[RESOLUTION_AT] = record[RESOLUTION_AT + 2] = (uint8_t)(absurd[i] >> 8);
        record[RESOLUTION_AT + 1] = record[RESOLUTION_AT + 3] = (uint8_t)absurd[i];
        assert_int_equal(template_read(record, sizeof record, views, &count), -EBADMSG);
    }
    assert_int_equal(read_changed(RESOLUTION_AT + 1, 180), -EBADMSG);
}

static void a_lie_in_any_field_is_refused(void **state)
{
    (void)state;
    assert_int_equal(read_changed(0, 'X'), -EBADMSG);      /* format identifier */
    assert_int_equal(read_changed(5, '3'), -EBADMSG);      /* version */
    assert_int_equal(read_changed(11, 41), -EBADMSG);      /* length, shorter */
    assert_int_equal(read_changed(11, 43), -EBADMSG);      /* and longer */
    assert_int_equal(read_changed(8, 0xff), -EBADMSG);     /* and absurd */
    assert_int_equal(read_changed(WIDTH_AT, 0), -EBADMSG); /* points outside the image */
    assert_int_equal(read_changed(VIEWS_AT, 0), -EBADMSG); /* no view */
    assert_int_equal(read_changed(VIEWS_AT, 2), -EBADMSG); /* a view too many */
    assert_int_equal(read_changed(VIEWS_AT, 255), -EBADMSG);
    assert_int_equal(read_changed(POSITION_AT, 11), -EBADMSG);     /* an eleventh finger */
    assert_int_equal(read_changed(COUNT_AT, 1), -EBADMSG);         /* fewer than there are */
    assert_int_equal(read_changed(COUNT_AT, 255), -EBADMSG);       /* more than there are */
    assert_int_equal(read_changed(X_AT, 0xc0), -EBADMSG);          /* reserved kind */
    assert_int_equal(read_changed(X_AT, 0x42), -EBADMSG);          /* x outside */
    assert_int_equal(read_changed(X_AT + 2, 0x02), -EBADMSG);      /* y outside */
    assert_int_equal(read_changed(X_AT + 5, 101), -EBADMSG);       /* quality over 100 */
    assert_int_equal(read_changed(sizeof plain - 1, 1), -EBADMSG); /* extended data not there */
}

/* Copied to its exact size, so that a sanitizer sees one byte read too far. */
static void every_truncation_is_refused(void **state)
{
    (void)state;
    for (size_t size = 0; size < sizeof plain; size++) {
        uint8_t *record = malloc(size ? size : 1);
        size_t count;
        assert_non_null(record);
        memcpy(record, plain, size);
        if (size >= 12)
            record[11] = (uint8_t)size;
        assert_int_equal(template_read(record, size, views, &count), -EBADMSG);
        free(record);
    }
}

static void a_refused_record_leaves_the_result_untouched(void **state)
{
    (void)state;
    static struct minutiae before[TEMPLATE_VIEWS_MAX];
    size_t count = 77;
    memset(views, 0x5a, sizeof views);
    memcpy(before, views, sizeof views);
    assert_int_equal(template_read(plain, sizeof plain - 1, views, &count), -EBADMSG);
    assert_memory_equal(views, before, sizeof views);
    assert_int_equal(count, 77);
}

static void extended_data_is_stepped_over(void **state)
{
    (void)state;
    uint8_t record[sizeof plain + 6];
    size_t count;
    memcpy(record, plain, sizeof plain);
    memcpy(record + sizeof plain, "\x00\x01\x00\x06\xff\xff", 6);
    record[11] = sizeof record;
    record[sizeof plain - 1] = 6;
    assert_int_equal(template_read(record, sizeof record, views, &count), 0);
    assert_int_equal(views[0].count, 2);
}

static void views_of_none_and_of_255_minutiae_go_through(void **state)
{
    (void)state;
    static uint8_t record[TEMPLATE_ONE_VIEW_MAX];
    size_t count, size;
    struct minutiae full = {.count = MINUTIAE_MAX, .width = 300, .height = 400};
    for (int i = 0; i < MINUTIAE_MAX; i++)
        full.m[i] = (struct minutia){.x = (int16_t)i, .y = (int16_t)i, .angle = (uint8_t)i};
    assert_int_equal(template_write(&full, 1, record, sizeof record, &size), 0);
    assert_int_equal(size, TEMPLATE_ONE_VIEW_MAX);
    assert_int_equal(template_read(record, size, views, &count), 0);
    assert_memory_equal(&views[0], &full, sizeof full);
    full.count = 0;
    assert_int_equal(template_write(&full, 1, record, sizeof record, &size), 0);
    assert_int_equal(template_read(record, size, views, &count), 0);
    assert_int_equal(views[0].count, 0);
}

static void what_cannot_be_expressed_is_not_written(void **state)
{
    (void)state;
    uint8_t record[64], before[64];
    size_t size = 77;
    memset(record, 0x5a, sizeof record);
    memcpy(before, record, sizeof record);
    struct minutiae m = {.count = 1, .width = 300, .height = 400};
    assert_int_equal(template_write(&m, 0, record, sizeof record, &size), -EINVAL);
    assert_int_equal(template_write(&m, 1, record, 10, &size), -ENOSPC);
    m.m[0].x = 300;
    assert_int_equal(template_write(&m, 1, record, sizeof record, &size), -EINVAL);
    m.m[0].x = -1;
    assert_int_equal(template_write(&m, 1, record, sizeof record, &size), -EINVAL);
    m.m[0].x = 0;
    m.position = 11;
    assert_int_equal(template_write(&m, 1, record, sizeof record, &size), -EINVAL);
    m = (struct minutiae){.count = 0, .width = 0, .height = 400};
    assert_int_equal(template_write(&m, 1, record, sizeof record, &size), -EINVAL);
    assert_memory_equal(record, before, sizeof record);
    assert_int_equal(size, 77);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_record_reads_as_it_is_written_in_the_standard),
        cmocka_unit_test(what_is_written_reads_back_the_same),
        cmocka_unit_test(several_views_are_read_and_numbered_each_finger_from_nought),
        cmocka_unit_test(coordinates_come_out_at_500_dpi),
        cmocka_unit_test(absent_absurd_and_uneven_resolutions_are_refused),
        cmocka_unit_test(a_lie_in_any_field_is_refused),
        cmocka_unit_test(every_truncation_is_refused),
        cmocka_unit_test(a_refused_record_leaves_the_result_untouched),
        cmocka_unit_test(extended_data_is_stepped_over),
        cmocka_unit_test(views_of_none_and_of_255_minutiae_go_through),
        cmocka_unit_test(what_cannot_be_expressed_is_not_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
