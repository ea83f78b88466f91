/* Minutiae as a card holds them: bytes worked by hand. */

#include "../drivers/finger/compact.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <errno.h>
#include <string.h>

static struct minutiae views[COMPACT_VIEWS_MAX];

static int read_bytes(enum compact_form form, const uint8_t *bytes, size_t size, size_t *count)
{
    memset(views, 0x5a, sizeof views);
    return compact_read(form, bytes, size, views, count);
}

static void refused(enum compact_form form, const uint8_t *bytes, size_t size)
{
    static struct minutiae before[COMPACT_VIEWS_MAX];
    size_t count = 77;
    memset(before, 0x5a, sizeof before);
    assert_int_equal(read_bytes(form, bytes, size, &count), -EBADMSG);
    assert_int_equal(count, 77);
    assert_memory_equal(views, before, sizeof views);
}

static void five_bytes_are_hundredths_of_a_millimetre(void **state)
{
    /* ending (01) at x 2540 = 0x09EC, 25.4 mm, 500 px; y 508 = 0x01FC, 5.08 mm, 100 px; angle 64;
     * bifurcation (10) at x 0; y 16383, 163.83 mm, 3225 px; its reserved bits are not looked at */
    static const uint8_t bytes[] = {0x49, 0xEC, 0x01, 0xFC, 0x40, 0x80, 0x00, 0xFF, 0xFF, 0xFF};
    size_t count;
    (void)state;
    assert_int_equal(read_bytes(COMPACT_NORMAL, bytes, sizeof bytes, &count), 0);
    assert_int_equal(count, 1);
    assert_int_equal(views[0].count, 2);
    assert_int_equal(views[0].m[0].x, 500);
    assert_int_equal(views[0].m[0].y, 100);
    assert_int_equal(views[0].m[0].angle, 64);
    assert_int_equal(views[0].m[0].kind, MINUTIA_ENDING);
    assert_int_equal(views[0].m[1].x, 0);
    assert_int_equal(views[0].m[1].y, 3225);
    assert_int_equal(views[0].m[1].angle, 255);
    assert_int_equal(views[0].m[1].kind, MINUTIA_BIFURCATION);
    assert_int_equal(views[0].width, 501);
    assert_int_equal(views[0].height, 3226);
}

static void three_bytes_are_tenths_of_a_millimetre(void **state)
{
    /* x 254, 25.4 mm, 500 px; y 127, 250 px; ending (01), angle 16 of 64, a quarter turn;
     * x 1, 0.1 mm, 2 px; y 0; other (00), angle 63 of 64 */
    static const uint8_t bytes[] = {0xFE, 0x7F, 0x50, 0x01, 0x00, 0x3F};
    size_t count;
    (void)state;
    assert_int_equal(read_bytes(COMPACT_SMALL, bytes, sizeof bytes, &count), 0);
    assert_int_equal(views[0].count, 2);
    assert_int_equal(views[0].m[0].x, 500);
    assert_int_equal(views[0].m[0].y, 250);
    assert_int_equal(views[0].m[0].angle, 64);
    assert_int_equal(views[0].m[0].kind, MINUTIA_ENDING);
    assert_int_equal(views[0].m[1].x, 2);
    assert_int_equal(views[0].m[1].angle, 252);
    assert_int_equal(views[0].m[1].kind, MINUTIA_OTHER);
}

static void each_template_is_a_view(void **state)
{
    /* two 7F2E; the first with core data (92) before its minutiae, the second with none in 90 */
    static const uint8_t bytes[] = {0x7F, 0x2E, 0x09, 0x92, 0x02, 0xAA, 0xBB, 0x90, 0x03,
                                    0xFE, 0x7F, 0x50, 0x7F, 0x2E, 0x02, 0x90, 0x00};
    size_t count;
    (void)state;
    assert_int_equal(read_bytes(COMPACT_SMALL, bytes, sizeof bytes, &count), 0);
    assert_int_equal(count, 2);
    assert_int_equal(views[0].count, 1);
    assert_int_equal(views[0].m[0].x, 500);
    assert_int_equal(views[1].count, 0);
}

static void long_lengths_are_read(void **state)
{
    uint8_t bytes[4 + 3 + 60 * 3] = {0x7F, 0x2E, 0x81, 0xB7, 0x90, 0x81, 0xB4};
    size_t count;
    (void)state;
    assert_int_equal(read_bytes(COMPACT_SMALL, bytes, sizeof bytes, &count), 0);
    assert_int_equal(views[0].count, 60);
}

static void what_does_not_fit_is_refused(void **state)
{
    static const uint8_t no_minutiae[] = {0x7F, 0x2E, 0x02, 0x92, 0x00};
    static const uint8_t twice[] = {0x7F, 0x2E, 0x04, 0x90, 0x00, 0x90, 0x00};
    static const uint8_t short_value[] = {0x7F, 0x2E, 0x05, 0x90, 0x03, 1, 2};
    static const uint8_t inner_too_long[] = {0x7F, 0x2E, 0x04, 0x90, 0x03, 1, 2};
    static const uint8_t trailing[] = {0x7F, 0x2E, 0x02, 0x90, 0x00, 0x00};
    static const uint8_t endless[] = {0x7F, 0x2E, 0x80, 0x90, 0x00, 0x00, 0x00};
    static const uint8_t long_tag[] = {0x7F, 0x2E, 0x04, 0x1F, 0x81, 0x90, 0x00};
    static const uint8_t reserved_kind[] = {0x01, 0x01, 0xC0};
    static const uint8_t part[] = {0x01, 0x01, 0x40, 0x01};
    uint8_t many[256 * 3] = {0};
    (void)state;
    refused(COMPACT_SMALL, many, 0);
    refused(COMPACT_SMALL, no_minutiae, sizeof no_minutiae);
    refused(COMPACT_SMALL, twice, sizeof twice);
    refused(COMPACT_SMALL, short_value, sizeof short_value);
    refused(COMPACT_SMALL, inner_too_long, sizeof inner_too_long);
    refused(COMPACT_SMALL, trailing, sizeof trailing);
    refused(COMPACT_SMALL, endless, sizeof endless);
    refused(COMPACT_SMALL, long_tag, sizeof long_tag);
    refused(COMPACT_SMALL, reserved_kind, sizeof reserved_kind);
    refused(COMPACT_SMALL, part, sizeof part);
    refused(COMPACT_SMALL, many, sizeof many);
    refused(COMPACT_NORMAL, part, sizeof part);
    assert_int_equal(compact_read((enum compact_form)4, part, sizeof part, views, &(size_t){0}),
                     -EINVAL);
}

static void too_many_views_are_refused(void **state)
{
    uint8_t bytes[(COMPACT_VIEWS_MAX + 1) * 5];
    size_t count;
    (void)state;
    for (size_t i = 0; i < sizeof bytes; i += 5)
        memcpy(bytes + i, (uint8_t[]){0x7F, 0x2E, 0x02, 0x90, 0x00}, 5);
    assert_int_equal(read_bytes(COMPACT_NORMAL, bytes, sizeof bytes - 5, &count), 0);
    assert_int_equal(count, COMPACT_VIEWS_MAX);
    refused(COMPACT_NORMAL, bytes, sizeof bytes);
}

static void what_is_written_is_read_again(void **state)
{
    struct minutiae view = {.width = 500, .height = 500};
    uint8_t bytes[MINUTIAE_MAX * COMPACT_NORMAL];
    size_t size, count;
    (void)state;
    for (int i = 0; i < MINUTIAE_MAX; i++)
        view.m[view.count++] = (struct minutia){.x = (int16_t)(i + 200),
                                                .y = (int16_t)(2 * i - i / 8),
                                                .angle = (uint8_t)i,
                                                .kind = (uint8_t)(i % 3)};
    assert_int_equal(compact_write(COMPACT_NORMAL, &view, bytes, sizeof bytes, &size), 0);
    assert_int_equal(size, MINUTIAE_MAX * 5);
    assert_int_equal(read_bytes(COMPACT_NORMAL, bytes, size, &count), 0);
    assert_memory_equal(views[0].m, view.m, sizeof view.m);
    assert_int_equal(compact_write(COMPACT_SMALL, &view, bytes, sizeof bytes, &size), 0);
    assert_int_equal(read_bytes(COMPACT_SMALL, bytes, size, &count), 0);
    for (int i = 0; i < MINUTIAE_MAX; i++) {
        int8_t turn = (int8_t)(views[0].m[i].angle - view.m[i].angle);
        assert_in_range(views[0].m[i].x + 1 - view.m[i].x, 0, 2);
        assert_in_range(views[0].m[i].y + 1 - view.m[i].y, 0, 2);
        assert_in_range(turn + 2, 0, 4);
        assert_int_equal(views[0].m[i].kind, view.m[i].kind);
    }
}

static void what_cannot_be_expressed_is_not_written(void **state)
{
    struct minutiae view = {.count = 1, .width = 600, .height = 600, .m = {{.x = 520}}};
    uint8_t bytes[8];
    size_t size = 77;
    (void)state;
    assert_int_equal(compact_write(COMPACT_SMALL, &view, bytes, sizeof bytes, &size), -EINVAL);
    assert_int_equal(compact_write(COMPACT_NORMAL, &view, bytes, 4, &size), -ENOSPC);
    view.m[0].x = -1;
    assert_int_equal(compact_write(COMPACT_NORMAL, &view, bytes, sizeof bytes, &size), -EINVAL);
    assert_int_equal(size, 77);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_bytes_are_hundredths_of_a_millimetre),
        cmocka_unit_test(three_bytes_are_tenths_of_a_millimetre),
        cmocka_unit_test(each_template_is_a_view),
        cmocka_unit_test(long_lengths_are_read),
        cmocka_unit_test(what_does_not_fit_is_refused),
        cmocka_unit_test(too_many_views_are_refused),
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(what_cannot_be_expressed_is_not_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
