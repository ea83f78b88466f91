/* On made-up fingers: points strewn over an oval with a fixed generator. How the matcher fares on
 * real ones is finger-evaluate's to say. */

#include "../drivers/finger/matcher.h"
#include "../drivers/finger/transaction.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <errno.h>
#include <math.h>
#include <string.h>

enum { WIDTH = 400, HEIGHT = 500, STRANGERS = 40 };

_Static_assert(sizeof(struct matcher) + 8 * sizeof(struct matcher_print) < 4u << 20,
               "room for the matcher, two templates and six captures");

static const double PI = 3.14159265358979;

static struct matcher matcher;

static unsigned draw(uint32_t *seed, unsigned below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (unsigned)(((uint64_t)*seed * below) >> 32);
}

static void add(struct minutiae *m, double x, double y, double angle)
{
    m->m[m->count++] = (struct minutia){.x = (int16_t)lround(x),
                                        .y = (int16_t)lround(y),
                                        .angle = (uint8_t)(lround(angle) & 0xff),
                                        .kind = MINUTIA_ENDING};
}

/* A finger of `count` points, at least 7 px apart when there is room for that. */
static struct minutiae finger(uint32_t seed, unsigned count)
{
    struct minutiae m = {.width = WIDTH, .height = HEIGHT};

    while (m.count < count) {
        double x = 60 + draw(&seed, 280), y = 70 + draw(&seed, 360), angle = draw(&seed, 256);
        double u = (x - 200) / 140, v = (y - 250) / 180;
        int far = 1;

        for (unsigned k = 0; k < m.count; k++)
            far = far && hypot(m.m[k].x - x, m.m[k].y - y) >= 7;
        if (u * u + v * v <= 1 && far)
            add(&m, x, y, angle);
    }
    return m;
}

/* The same finger laid down otherwise: turned by `units` of 360/256 degrees about its middle,
 * moved, and every point read up to `slip` px and `slip` units wrongly. */
static struct minutiae laid(const struct minutiae *from, int units, double dx, double dy,
                            unsigned slip, uint32_t seed)
{
    struct minutiae m = {.width = from->width, .height = from->height};
    double a = units * 2 * PI / 256;

    for (unsigned k = 0; k < from->count; k++) {
        double x = from->m[k].x - 200, y = 250 - from->m[k].y;
        double sx = (double)draw(&seed, 2 * slip + 1) - slip;
        double sy = (double)draw(&seed, 2 * slip + 1) - slip;
        double sa = (double)draw(&seed, 2 * slip + 1) - slip;

        add(&m, 200 + x * cos(a) - y * sin(a) + dx + sx, 250 - x * sin(a) - y * cos(a) + dy + sy,
            from->m[k].angle + units + sa);
    }
    return m;
}

static double score(const struct minutiae *template, const struct minutiae *live)
{
    static struct matcher_print t, l;

    assert_int_equal(matcher_read(template, POINTS_OTHER, &t), 0);
    assert_int_equal(matcher_read(live, POINTS_NBIS, &l), 0);
    return matcher_score(&matcher, &t, &l);
}

static double enough(void)
{
    return transaction_threshold(1, 1, 2);
}

static void a_print_matches_itself_better_than_anything(void **state)
{
    (void)state;
    struct minutiae a = finger(1, 40), moved = laid(&a, 9, 12, -7, 2, 5);
    double full = score(&a, &a);

    assert_true(full > 5 * enough());
    assert_true(full > score(&a, &moved));
}

static void a_finger_laid_down_turned_and_moved_still_matches(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 20; seed++) {
        struct minutiae a = finger(seed, 35);
        struct minutiae b = laid(&a, (int)draw(&seed, 60) - 30, 10, -8, 3, seed);

        assert_true(score(&a, &b) > enough());
    }
}

static void the_order_of_the_points_hardly_matters(void **state)
{
    (void)state;
    struct minutiae a = finger(3, 40), b = laid(&a, -12, 5, 5, 3, 9), turned = b;

    for (unsigned k = 0; k < b.count; k++)
        turned.m[k] = b.m[b.count - 1u - k];
    assert_true(fabs(score(&a, &b) - score(&a, &turned)) < 0.5);
}

static void either_print_may_be_the_template(void **state)
{
    (void)state;
    struct minutiae a = finger(4, 40), b = laid(&a, 7, -9, 3, 3, 2), c = finger(5, 40);

    assert_true(score(&a, &b) > enough() && score(&b, &a) > enough());
    assert_true(score(&a, &c) < enough() && score(&c, &a) < enough());
}

static void a_third_of_the_points_missing_and_as_many_invented_still_matches(void **state)
{
    (void)state;
    struct minutiae a = finger(6, 45), b = laid(&a, 10, 4, -4, 2, 3), noise = finger(77, 15);

    b.count = 30;
    for (unsigned k = 0; k < noise.count; k++)
        b.m[b.count++] = noise.m[k];
    assert_true(score(&a, &b) > enough());
}

static void a_stretched_finger_still_matches(void **state)
{
    (void)state;
    struct minutiae a = finger(7, 40), b = a;

    for (unsigned k = 0; k < b.count; k++) {
        double v = (b.m[k].y - 250) / 180.0;

        b.m[k].x = (int16_t)(b.m[k].x + lround(14 * v * v));
        b.m[k].y = (int16_t)(b.m[k].y + lround(12 * v));
    }
    assert_true(score(&a, &b) > enough());
}

static void another_finger_does_not_match(void **state)
{
    (void)state;
    for (uint32_t s = 0; s < STRANGERS; s++) {
        struct minutiae a = finger(100 + s, 20 + s), b = finger(900 + s, 60 - s);

        assert_true(score(&a, &b) < enough());
    }
}

static void an_image_of_noise_matches_nobody(void **state)
{
    (void)state;
    struct minutiae noise = finger(8, 255);

    for (uint32_t s = 0; s < STRANGERS; s++) {
        struct minutiae a = finger(100 + s, 15 + 2 * s);

        assert_true(score(&a, &noise) < enough());
    }
}

static void the_same_score_every_time(void **state)
{
    (void)state;
    struct minutiae a = finger(9, 40), b = laid(&a, 5, 5, 5, 3, 1), crowd = finger(10, 255);
    double first = score(&a, &b);

    memset(&matcher, 0xa5, sizeof matcher);
    assert_true(score(&a, &b) == first);
    score(&crowd, &crowd);
    assert_true(score(&a, &b) == first);
}

static void two_hundred_and_255_points_match_themselves(void **state)
{
    (void)state;
    struct minutiae a = finger(11, 200), b = finger(12, 255), c = laid(&b, 6, 3, 3, 1, 1);

    assert_true(score(&a, &a) > enough());
    assert_true(score(&b, &c) > enough());
    assert_true(score(&a, &b) < enough());
}

static void too_few_points_are_refused(void **state)
{
    (void)state;
    static const unsigned counts[] = {0, 1, 9};
    static struct matcher_print print, untouched;

    memset(&print, 0x5a, sizeof print);
    untouched = print;
    for (unsigned k = 0; k < 3; k++) {
        struct minutiae m = finger(13, counts[k]);

        assert_int_equal(matcher_read(&m, POINTS_NBIS, &print), -ENODATA);
        assert_memory_equal(&print, &untouched, sizeof print);
    }
}

static void one_point_told_many_times_is_one_point(void **state)
{
    (void)state;
    static struct matcher_print print;
    struct minutiae m = finger(14, 9);

    while (m.count < MINUTIAE_MAX) {
        m.m[m.count] = m.m[m.count % 9];
        m.m[m.count++].angle++;
    }
    assert_int_equal(matcher_read(&m, POINTS_OTHER, &print), -ENODATA);
}

static void points_outside_the_image_are_refused(void **state)
{
    (void)state;
    static const struct minutia outside[] = {
        {.x = -1, .y = 5}, {.x = 5, .y = -1}, {.x = WIDTH, .y = 5}, {.x = 5, .y = HEIGHT}};
    static struct matcher_print print;

    for (unsigned k = 0; k < sizeof outside / sizeof outside[0]; k++) {
        struct minutiae m = finger(15, 30);

        m.m[17] = outside[k];
        assert_int_equal(matcher_read(&m, POINTS_NBIS, &print), -ERANGE);
    }
}

static void more_points_than_there_is_room_for_are_refused(void **state)
{
    (void)state;
    static struct matcher_print print;
    struct minutiae m = finger(16, 30);

    m.count = MINUTIAE_MAX + 1;
    assert_int_equal(matcher_read(&m, POINTS_NBIS, &print), -EINVAL);
    m.count = UINT16_MAX;
    assert_int_equal(matcher_read(&m, POINTS_NBIS, &print), -EINVAL);
}

/* All points within one pairing reach, all directions alike: the most pairs there can be. */
static void a_crowd_on_one_spot_and_points_in_a_row_match_no_finger(void **state)
{
    (void)state;
    struct minutiae crowd = {.width = WIDTH, .height = HEIGHT}, row = crowd, corners = crowd;
    struct minutiae a = finger(17, 40);

    for (unsigned k = 0; k < MINUTIAE_MAX; k++) {
        add(&crowd, 200 + k % 16, 200 + k / 16, 0);
        add(&row, k, 200, 0);
        add(&corners, k % 2 ? WIDTH - 1 - k / 2 : k / 2, k % 2 ? HEIGHT - 1 : 0, k);
    }
    assert_true(isfinite(score(&crowd, &crowd)));
    assert_true(isfinite(score(&row, &row)));
    assert_true(isfinite(score(&corners, &corners)));
    assert_true(score(&a, &crowd) < enough());
    assert_true(score(&a, &row) < enough());
    assert_true(score(&a, &corners) < enough());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_print_matches_itself_better_than_anything),
        cmocka_unit_test(a_finger_laid_down_turned_and_moved_still_matches),
        cmocka_unit_test(the_order_of_the_points_hardly_matters),
        cmocka_unit_test(either_print_may_be_the_template),
        cmocka_unit_test(a_third_of_the_points_missing_and_as_many_invented_still_matches),
        cmocka_unit_test(a_stretched_finger_still_matches),
        cmocka_unit_test(another_finger_does_not_match),
        cmocka_unit_test(an_image_of_noise_matches_nobody),
        cmocka_unit_test(the_same_score_every_time),
        cmocka_unit_test(two_hundred_and_255_points_match_themselves),
        cmocka_unit_test(too_few_points_are_refused),
        cmocka_unit_test(one_point_told_many_times_is_one_point),
        cmocka_unit_test(points_outside_the_image_are_refused),
        cmocka_unit_test(more_points_than_there_is_room_for_are_refused),
        cmocka_unit_test(a_crowd_on_one_spot_and_points_in_a_row_match_no_finger),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
