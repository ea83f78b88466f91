/* What drivers/finger/quality.h and repeat.h notice of a capture. */

#include "../drivers/finger/quality.h"
#include "../drivers/finger/repeat.h"
#include "bench/print.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <stdlib.h>
#include <string.h>

enum { FINGERS = 4, FIRST = 101 };

static const double PER_MM = PRINT_DPI / 25.4;

static struct minutiae plenty(void)
{
    struct minutiae live = {.count = 40, .width = PRINT_WIDTH, .height = PRINT_HEIGHT};
    for (int i = 0; i < live.count; i++)
        live.m[i] = (struct minutia){.x = (int16_t)(20 + 6 * i), .y = 100, .angle = (uint8_t)i};
    return live;
}

static enum quality judge(const uint8_t *pixels, uint32_t width, uint32_t height,
                          const struct minutiae *live)
{
    struct picture picture = {.width = width, .height = height, .per_mm = PER_MM, .pixels = pixels};
    struct quality_facts facts = quality_measure(&picture);
    return quality_judge(&facts, live);
}

static void expect_all(enum print_fault fault, enum quality quality)
{
    struct minutiae live = plenty();
    for (uint32_t finger = FIRST; finger < FIRST + FINGERS; finger++) {
        struct print_image print;
        assert_int_equal(print_make_faulty(finger, 1, fault, &print), 0);
        assert_int_equal(judge(print.pixels, PRINT_WIDTH, PRINT_HEIGHT, &live), quality);
        print_free(&print);
    }
}

static void nothing_is_said_of_a_sound_press(void **state)
{
    (void)state;
    expect_all(PRINT_SOUND, QUALITY_GOOD);
}

static void a_dry_finger_is_told_from_a_wet_one(void **state)
{
    (void)state;
    expect_all(PRINT_DRY, QUALITY_DRY);
    expect_all(PRINT_WET, QUALITY_WET);
}

static void the_tip_alone_is_too_little(void **state)
{
    (void)state;
    expect_all(PRINT_TIP, QUALITY_SMALL);
}

static void a_finger_half_beside_the_glass_is_asked_to_the_middle(void **state)
{
    (void)state;
    expect_all(PRINT_ASIDE, QUALITY_OFF_CENTRE);
}

static void a_finger_that_slid_is_noticed(void **state)
{
    (void)state;
    expect_all(PRINT_SLID, QUALITY_MOVING);
}

static void marks_on_the_glass_are_told_from_the_finger(void **state)
{
    (void)state;
    expect_all(PRINT_SMUDGED, QUALITY_DIRTY);
}

static void a_sound_picture_with_few_minutiae_is_sparse(void **state)
{
    struct minutiae live = plenty();
    struct print_image print;
    (void)state;
    live.count = QUALITY_MINUTIAE_MIN - 1;
    assert_int_equal(print_make(FIRST, 1, &print), 0);
    assert_int_equal(judge(print.pixels, PRINT_WIDTH, PRINT_HEIGHT, &live), QUALITY_SPARSE);
    print_free(&print);
}

static void pictures_of_nothing_are_never_good(void **state)
{
    static const uint32_t sides[] = {1, 63, 64, 300, 5000};
    struct minutiae live = plenty();
    uint8_t *pixels = malloc(5000 * 5000);
    (void)state;
    assert_non_null(pixels);
    for (int grey = 0; grey <= 255; grey += 51) {
        memset(pixels, grey, 5000 * 5000);
        for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
            assert_int_not_equal(judge(pixels, sides[i], sides[i], &live), QUALITY_GOOD);
    }
    free(pixels);
}

/* --- repetition ------------------------------------------------------------------------------ */

static void the_same_picture_twice_is_a_repetition(void **state)
{
    static struct repeat repeat = {.key = {1, 2, 3}};
    struct minutiae live = plenty(), others = plenty();
    struct print_image a, b;
    (void)state;
    assert_int_equal(print_make(FIRST, 1, &a), 0);
    assert_int_equal(print_make(FIRST, 2, &b), 0);
    struct picture first = {PRINT_WIDTH, PRINT_HEIGHT, PER_MM, a.pixels};
    struct picture second = {PRINT_WIDTH, PRINT_HEIGHT, PER_MM, b.pixels};
    others.m[3].x++;
    assert_false(repeat_seen(&repeat, &first, &live));
    assert_false(repeat_seen(&repeat, &second, &others));
    assert_true(repeat_seen(&repeat, &first, &live));
    others.m[4].x++;
    assert_true(repeat_seen(&repeat, &first, &others));
    print_free(&a);
    print_free(&b);
}

static void the_same_minutiae_in_another_picture_are_a_repetition(void **state)
{
    static struct repeat repeat = {.key = {4, 5, 6}};
    struct minutiae live = plenty(), turned = plenty();
    struct print_image a;
    (void)state;
    assert_int_equal(print_make(FIRST, 1, &a), 0);
    struct picture picture = {PRINT_WIDTH, PRINT_HEIGHT, PER_MM, a.pixels};
    assert_false(repeat_seen(&repeat, &picture, &live));
    a.pixels[0] ^= 1;
    turned.m[0] = live.m[live.count - 1];
    turned.m[live.count - 1] = live.m[0];
    assert_true(repeat_seen(&repeat, &picture, &turned));
    print_free(&a);
}

static void only_so_many_captures_are_remembered(void **state)
{
    static struct repeat repeat = {.key = {7, 8, 9}};
    static uint8_t pixels[64 * 64];
    struct picture picture = {64, 64, PER_MM, pixels};
    struct minutiae none = {0};
    (void)state;
    for (int i = 0; i <= REPEAT_KEPT; i++) {
        memcpy(pixels, &i, sizeof i);
        assert_false(repeat_seen(&repeat, &picture, &none));
    }
    assert_true(repeat_seen(&repeat, &picture, &none));
    memset(pixels, 0, sizeof pixels);
    assert_false(repeat_seen(&repeat, &picture, &none));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_said_of_a_sound_press),
        cmocka_unit_test(a_dry_finger_is_told_from_a_wet_one),
        cmocka_unit_test(the_tip_alone_is_too_little),
        cmocka_unit_test(a_finger_half_beside_the_glass_is_asked_to_the_middle),
        cmocka_unit_test(a_finger_that_slid_is_noticed),
        cmocka_unit_test(marks_on_the_glass_are_told_from_the_finger),
        cmocka_unit_test(a_sound_picture_with_few_minutiae_is_sparse),
        cmocka_unit_test(pictures_of_nothing_are_never_good),
        cmocka_unit_test(the_same_picture_twice_is_a_repetition),
        cmocka_unit_test(the_same_minutiae_in_another_picture_are_a_repetition),
        cmocka_unit_test(only_so_many_captures_are_remembered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
