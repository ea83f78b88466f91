/* What drivers/finger/enrolment.h makes of several captures of made-up fingers. */

#include "../drivers/finger/enrolment.h"
#include "../drivers/finger/matcher.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <errno.h>
#include <string.h>

enum { WIDTH = 400, HEIGHT = 500, POINTS = 44, CAPTURES = 4 };

static unsigned draw(uint32_t *seed, unsigned below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (unsigned)(((uint64_t)*seed * below) >> 32);
}

static void strew(struct minutiae *m, unsigned count, uint32_t seed)
{
    for (unsigned i = 0; i < count; i++)
        m->m[m->count++] = (struct minutia){.x = (int16_t)(60 + draw(&seed, 280)),
                                            .y = (int16_t)(70 + draw(&seed, 360)),
                                            .angle = (uint8_t)draw(&seed, 256)};
}

static struct minutiae finger(uint32_t seed)
{
    struct minutiae m = {.width = WIDTH, .height = HEIGHT};
    strew(&m, POINTS, seed);
    return m;
}

/* A capture: every point a little off, a fifth of them missed, some that are none. */
static struct minutiae capture(const struct minutiae *of, uint32_t seed)
{
    struct minutiae m = {.width = WIDTH, .height = HEIGHT};
    int dx = (int)draw(&seed, 30) - 15, dy = (int)draw(&seed, 30) - 15;
    for (unsigned i = 0; i < of->count; i++) {
        struct minutia p = of->m[i];
        if (draw(&seed, 5) == 0)
            continue;
        p.x = (int16_t)(p.x + dx + (int)draw(&seed, 7) - 3);
        p.y = (int16_t)(p.y + dy + (int)draw(&seed, 7) - 3);
        p.angle = (uint8_t)(p.angle + draw(&seed, 7) - 3);
        m.m[m.count++] = p;
    }
    strew(&m, 8, seed);
    return m;
}

static void take(const struct minutiae *of, size_t count, struct minutiae *captures_out)
{
    for (size_t i = 0; i < count; i++)
        captures_out[i] = capture(of, (uint32_t)(1000 + 17 * i));
}

static double score(const struct minutiae *template, const struct minutiae *live)
{
    static struct matcher matcher;
    static struct matcher_print t, l;
    assert_int_equal(matcher_read(template, POINTS_OTHER, &t), 0);
    assert_int_equal(matcher_read(live, POINTS_NBIS, &l), 0);
    return matcher_score(&matcher, &t, &l);
}

static void a_fused_template_is_better_than_each_capture(void **state)
{
    double fused_sum = 0, best_sum = 0;
    (void)state;
    for (uint32_t seed = 1; seed <= 6; seed++) {
        struct minutiae f = finger(seed), captures[CAPTURES], fused;
        struct minutiae live = capture(&f, 77 * seed);
        double best = 0;
        take(&f, CAPTURES, captures);
        assert_int_equal(enrolment_fuse(captures, CAPTURES, &fused), 0);
        for (int i = 0; i < CAPTURES; i++) {
            double alone = score(&captures[i], &live);
            best = alone > best ? alone : best;
        }
        fused_sum += score(&fused, &live);
        best_sum += best;
    }
    assert_true(fused_sum > best_sum);
}

static void what_recurs_stays_and_noise_goes(void **state)
{
    struct minutiae f = finger(3), captures[CAPTURES], fused;
    (void)state;
    take(&f, CAPTURES, captures);
    assert_int_equal(enrolment_fuse(captures, CAPTURES, &fused), 0);
    assert_in_range(fused.count, POINTS - 4, POINTS + 4);
    assert_in_range(fused.quality, 60, 95);
    for (unsigned i = 0; i < fused.count; i++) {
        assert_in_range(fused.m[i].x, 0, fused.width - 1);
        assert_in_range(fused.m[i].y, 0, fused.height - 1);
    }
}

static void another_finger_among_them_is_left_out(void **state)
{
    struct minutiae f = finger(4), other = finger(5), captures[CAPTURES], fused;
    (void)state;
    take(&f, CAPTURES, captures);
    captures[1] = capture(&other, 9);
    assert_int_equal(enrolment_fuse(captures, CAPTURES, &fused), 0);
    struct minutiae mine = capture(&f, 10), others = capture(&other, 11);
    assert_true(score(&fused, &mine) > 10.0);
    assert_true(score(&fused, &others) < 2.0);
}

static void different_fingers_are_not_fused(void **state)
{
    struct minutiae captures[CAPTURES], fused, before;
    (void)state;
    for (uint32_t i = 0; i < CAPTURES; i++) {
        struct minutiae f = finger(20 + i / 2);
        captures[i] = capture(&f, i);
    }
    memset(&fused, 0x5a, sizeof fused);
    before = fused;
    assert_int_equal(enrolment_fuse(captures, CAPTURES, &fused), -EXDEV);
    assert_memory_equal(&fused, &before, sizeof fused);
}

static void a_finger_with_little_on_it_is_refused(void **state)
{
    struct minutiae f = {.width = WIDTH, .height = HEIGHT}, captures[CAPTURES], fused;
    (void)state;
    strew(&f, ENROLMENT_RECURRING_MIN - 2, 6);
    for (int i = 0; i < CAPTURES; i++)
        captures[i] = f;
    assert_true(enrolment_fuse(captures, CAPTURES, &fused) < 0);
    captures[2].count = 9;
    assert_int_equal(enrolment_fuse(captures, CAPTURES, &fused), -ENODATA);
    captures[2].count = 0;
    assert_int_equal(enrolment_fuse(captures, CAPTURES, &fused), -ENODATA);
}

static void too_few_or_too_many_captures_are_refused(void **state)
{
    static struct minutiae captures[ENROLMENT_MAX + 1];
    struct minutiae f = finger(7), fused;
    (void)state;
    take(&f, ENROLMENT_MAX + 1, captures);
    assert_int_equal(enrolment_fuse(captures, ENROLMENT_MIN - 1, &fused), -EINVAL);
    assert_int_equal(enrolment_fuse(captures, ENROLMENT_MAX + 1, &fused), -EINVAL);
    assert_int_equal(enrolment_fuse(captures, ENROLMENT_MAX, &fused), 0);
}

static void the_fullest_captures_still_fit_a_record(void **state)
{
    struct minutiae f = {.width = WIDTH, .height = HEIGHT}, captures[CAPTURES], fused;
    (void)state;
    strew(&f, MINUTIAE_MAX, 8);
    for (int i = 0; i < CAPTURES; i++)
        captures[i] = f;
    assert_int_equal(enrolment_fuse(captures, CAPTURES, &fused), 0);
    assert_in_range(fused.count, ENROLMENT_RECURRING_MIN, MINUTIAE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fused_template_is_better_than_each_capture),
        cmocka_unit_test(what_recurs_stays_and_noise_goes),
        cmocka_unit_test(another_finger_among_them_is_left_out),
        cmocka_unit_test(different_fingers_are_not_fused),
        cmocka_unit_test(a_finger_with_little_on_it_is_refused),
        cmocka_unit_test(too_few_or_too_many_captures_are_refused),
        cmocka_unit_test(the_fullest_captures_still_fit_a_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
