/* Numbers worked by hand from the two conventions; see drivers/finger/nbis.h. */

#include "../drivers/finger/fp3.h"
#include "../drivers/finger/nbis.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <errno.h>
#include <glib.h>
#include <math.h>
#include <string.h>

static const struct nbis_image at_500_dpi = {.width = 388, .height = 374, .per_mm = 500 / 25.4};

static void the_origin_moves_from_the_bottom_to_the_top(void **state)
{
    (void)state;
    struct nbis_print print = {.count = 2, .x = {58, 61}, .y = {265, 299}, .theta = {-124, -135}};
    struct minutiae m;
    assert_int_equal(nbis_to_minutiae(&print, &at_500_dpi, &m), 0);
    assert_int_equal(m.count, 2);
    assert_int_equal(m.width, 388);
    assert_int_equal(m.height, 374);
    assert_int_equal(m.m[0].x, 58);
    assert_int_equal(m.m[0].y, 374 - 265);
    assert_int_equal(m.m[1].x, 61);
    assert_int_equal(m.m[1].y, 374 - 299);
}

/* theta = iso * 360 / 256 + 180: iso 0 is theta 180 and -180, iso 64 (90 degrees) is theta -90,
 * iso 128 is theta 0, iso 192 is theta 90; 40 units are 56.25 degrees, theta -123.75. */
static void directions_turn_to_the_opposite(void **state)
{
    (void)state;
    static const struct {
        int32_t theta;
        uint8_t iso;
    } cases[] = {{180, 0}, {-180, 0}, {-90, 64}, {0, 128}, {90, 192}, {-124, 40}, {179, 255}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct nbis_print print = {.count = 1, .x = {10}, .y = {10}, .theta = {cases[i].theta}};
        struct minutiae m;
        assert_int_equal(nbis_to_minutiae(&print, &at_500_dpi, &m), 0);
        assert_int_equal(m.m[0].angle, cases[i].iso);
    }
}

static void a_512_dpi_image_shrinks_to_500(void **state)
{
    struct nbis_print print = {.count = 1, .x = {256}, .y = {288}, .theta = {0}};
    struct nbis_image image = {.width = 512, .height = 544, .per_mm = 512 / 25.4};
    struct minutiae m;
    (void)state;
    assert_int_equal(nbis_to_minutiae(&print, &image, &m), 0);
    assert_int_equal(m.width, 500);
    assert_int_equal(m.m[0].x, 250);
    assert_int_equal(m.m[0].y, 250);
}

static void a_thousand_dpi_image_is_halved(void **state)
{
    (void)state;
    struct nbis_image image = {.width = 600, .height = 800, .per_mm = 1000 / 25.4};
    struct nbis_print print = {.count = 1, .x = {100}, .y = {200}, .theta = {0}};
    struct minutiae m;
    assert_int_equal(nbis_to_minutiae(&print, &image, &m), 0);
    assert_int_equal(m.width, 300);
    assert_int_equal(m.height, 400);
    assert_int_equal(m.m[0].x, 50);
    assert_int_equal(m.m[0].y, 300);
}

static void points_outside_the_image_are_dropped(void **state)
{
    (void)state;
    struct nbis_print print = {.count = 4,
                               .x = {-1, 388, INT32_MAX, 5},
                               .y = {10, 10, INT32_MIN, 10},
                               .theta = {0, 0, INT32_MIN, 0}};
    struct minutiae m;
    assert_int_equal(nbis_to_minutiae(&print, &at_500_dpi, &m), 0);
    assert_int_equal(m.count, 1);
    assert_int_equal(m.m[0].x, 5);
}

static void absurd_resolutions_sizes_and_counts_are_refused(void **state)
{
    (void)state;
    static const double absurd[] = {0, -1, 1, 100, (double)INFINITY, (double)NAN};
    struct nbis_print print = {.count = 1, .x = {1}, .y = {1}, .theta = {0}};
    struct minutiae m, before;
    memset(&m, 0x5a, sizeof m);
    before = m;
    for (size_t i = 0; i < sizeof absurd / sizeof *absurd; i++) {
        struct nbis_image image = {.width = 300, .height = 400, .per_mm = absurd[i]};
        assert_int_equal(nbis_to_minutiae(&print, &image, &m), -EINVAL);
    }
    struct nbis_image vast = {.width = 100000, .height = 400, .per_mm = 500 / 25.4};
    assert_int_equal(nbis_to_minutiae(&print, &vast, &m), -EINVAL);
    print.count = NBIS_MAX + 1;
    assert_int_equal(nbis_to_minutiae(&print, &at_500_dpi, &m), -EINVAL);
    assert_memory_equal(&m, &before, sizeof m);
}

/* Found by fuzzing, under the sanitizers. */
static void a_direction_of_many_turns_is_a_direction(void **state)
{
    (void)state;
    struct nbis_print print = {
        .count = 2, .x = {1, 2}, .y = {1, 2}, .theta = {INT32_MAX, INT32_MIN}};
    struct minutiae m;
    assert_int_equal(nbis_to_minutiae(&print, &at_500_dpi, &m), 0);
    assert_int_equal(m.count, 2);
}

/* --- libfprint's serialisation ------------------------------------------------------------- */

/* What libfprint would write for a print of `type` holding `data`. */
static void serialise(const char *data, int type, uint8_t **bytes_out, size_t *size_out)
{
    GVariant *boxed = g_variant_parse(NULL, data, NULL, NULL, NULL);
    GVariant *value = g_variant_ref_sink(
        g_variant_new("(issbymsmsi@a{sv}v)", type, "virtual_image", "0", FALSE, 0, NULL, NULL,
                      G_MININT32, g_variant_new_array(G_VARIANT_TYPE("{sv}"), NULL, 0), boxed));
    *size_out = 3 + g_variant_get_size(value);
    *bytes_out = g_malloc(*size_out);
    memcpy(*bytes_out, "FP3", 3);
    memcpy(*bytes_out + 3, g_variant_get_data(value), *size_out - 3);
    g_variant_unref(value);
    g_variant_unref(boxed);
}

static int read_data(const char *data, int type, struct nbis_print *print_out)
{
    uint8_t *bytes;
    size_t size;
    serialise(data, type, &bytes, &size);
    int result = fp3_read(bytes, size, print_out);
    g_free(bytes);
    return result;
}

static void the_angles_of_a_scan_are_read_from_its_serialisation(void **state)
{
    (void)state;
    struct nbis_print print;
    assert_int_equal(read_data("([([1, 2], [3, 4], [-5, 6])],)", 2, &print), 0);
    assert_int_equal(print.count, 2);
    assert_int_equal(print.x[1], 2);
    assert_int_equal(print.y[0], 3);
    assert_int_equal(print.theta[0], -5);
}

static void a_print_that_only_its_sensor_can_compare_is_named_so(void **state)
{
    (void)state;
    struct nbis_print print;
    assert_int_equal(read_data("([([1], [3], [5])],)", 1, &print), -ENOTSUP);
}

static void columns_that_differ_in_length_are_refused(void **state)
{
    (void)state;
    struct nbis_print print;
    assert_int_equal(read_data("([([1, 2], [3], [5, 6])],)", 2, &print), -EBADMSG);
    assert_int_equal(read_data("('a string',)", 2, &print), -EBADMSG);
}

static void every_truncated_serialisation_is_refused_or_read_without_harm(void **state)
{
    (void)state;
    uint8_t *bytes;
    size_t size;
    serialise("([([1, 2], [3, 4], [-5, 6])],)", 2, &bytes, &size);
    for (size_t i = 0; i < size; i++) {
        struct nbis_print print = {0};
        uint8_t *part = g_memdup2(bytes, i);
        fp3_read(part, i, &print);
        assert_true(print.count <= NBIS_MAX);
        g_free(part);
    }
    g_free(bytes);
}

static void a_blank_print_holds_no_scan(void **state)
{
    (void)state;
    uint8_t *bytes;
    size_t size;
    struct nbis_print print;
    fp3_write_blank("virtual_image", "0", &bytes, &size);
    assert_memory_equal(bytes, "FP3", 3);
    assert_int_equal(fp3_read(bytes, size, &print), -EBADMSG);
    g_free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_origin_moves_from_the_bottom_to_the_top),
        cmocka_unit_test(directions_turn_to_the_opposite),
        cmocka_unit_test(a_512_dpi_image_shrinks_to_500),
        cmocka_unit_test(a_thousand_dpi_image_is_halved),
        cmocka_unit_test(points_outside_the_image_are_dropped),
        cmocka_unit_test(a_direction_of_many_turns_is_a_direction),
        cmocka_unit_test(absurd_resolutions_sizes_and_counts_are_refused),
        cmocka_unit_test(the_angles_of_a_scan_are_read_from_its_serialisation),
        cmocka_unit_test(a_print_that_only_its_sensor_can_compare_is_named_so),
        cmocka_unit_test(columns_that_differ_in_length_are_refused),
        cmocka_unit_test(every_truncated_serialisation_is_refused_or_read_without_harm),
        cmocka_unit_test(a_blank_print_holds_no_scan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
