/* What a person at the reader, or a stranger, notices of drivers/finger/transaction.h. */

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

static struct transaction begun(unsigned fingers, unsigned rounds)
{
    struct transaction t;

    assert_int_equal(transaction_begin(&t, fingers, rounds), 0);
    return t;
}

/* A capture that is so much like the first finger's template, and so much like the second's. */
static int add(struct transaction *t, double first, double second)
{
    const double score[TRANSACTION_FINGERS] = {first, second};

    return transaction_add(t, score);
}

static void nobody_is_accepted_before_a_capture(void **state)
{
    (void)state;
    struct transaction t = begun(2, 3);

    assert_true(transaction_score(&t) == 0.0);
    assert_int_equal(transaction_class(&t), 0);
}

static void one_good_capture_is_enough(void **state)
{
    (void)state;
    for (unsigned score_class = 1; score_class <= 2; score_class++) {
        for (unsigned fingers = 1; fingers <= TRANSACTION_FINGERS; fingers++) {
            struct transaction t = begun(fingers, 3);

            assert_int_equal(add(&t, transaction_threshold(fingers, 3, score_class), 0.0), 0);
            assert_int_equal(transaction_class(&t), score_class);
        }
    }
}

static void three_middling_captures_are_enough_where_one_is_not(void **state)
{
    (void)state;
    struct transaction t = begun(1, 3);
    double middling = 0.7 * transaction_threshold(1, 3, 1);

    assert_int_equal(add(&t, middling, 0.0), 0);
    assert_int_equal(transaction_class(&t), 0);
    assert_int_equal(add(&t, middling, 0.0), 0);
    assert_int_equal(add(&t, middling, 0.0), 0);
    assert_int_equal(transaction_class(&t), 1);
}

static void a_bad_capture_takes_nothing_away(void **state)
{
    (void)state;
    struct transaction t = begun(2, 3);
    double before;

    add(&t, 3.0, 4.0);
    before = transaction_score(&t);
    add(&t, 0.0, 0.0);
    assert_true(transaction_score(&t) == before);
}

static void the_order_of_captures_does_not_matter(void **state)
{
    (void)state;
    static const double order[6][3] = {{1, 2, 4}, {1, 4, 2}, {2, 1, 4},
                                       {2, 4, 1}, {4, 1, 2}, {4, 2, 1}};

    for (unsigned k = 0; k < 6; k++) {
        struct transaction t = begun(1, 3);

        for (unsigned c = 0; c < 3; c++)
            assert_int_equal(add(&t, order[k][c], 0.0), 0);
        assert_true(fabs(transaction_score(&t) - (4 + 0.5 * 2 + 0.2 * 1)) < 1e-9);
    }
}

static void two_weak_fingers_help_each_other(void **state)
{
    (void)state;
    struct transaction t = begun(2, 1);
    double part = 0.6 * transaction_threshold(2, 1, 1);

    add(&t, part, 0.0);
    assert_int_equal(transaction_class(&t), 0);
    add(&t, 0.0, part);
    assert_int_equal(transaction_class(&t), 1);
}

static void with_two_fingers_only_the_best_three_looks_at_each_count(void **state)
{
    (void)state;
    struct transaction t = begun(2, 3);

    for (unsigned c = 1; c <= 6; c++)
        assert_int_equal(add(&t, c, 1.0), 0);
    assert_true(fabs(transaction_score(&t) - (6 + 0.5 * 5 + 0.2 * 4) - 1.7) < 1e-9);
}

static void more_tries_or_more_fingers_ask_for_more(void **state)
{
    (void)state;
    for (unsigned c = 1; c <= 2; c++) {
        for (unsigned rounds = 1; rounds <= TRANSACTION_ROUNDS; rounds++) {
            assert_true(transaction_threshold(2, rounds, c) > transaction_threshold(1, rounds, c));
            if (rounds == 1)
                continue;
            for (unsigned fingers = 1; fingers <= TRANSACTION_FINGERS; fingers++)
                assert_true(transaction_threshold(fingers, rounds, c) >
                            transaction_threshold(fingers, rounds - 1, c));
        }
    }
    for (unsigned rounds = 1; rounds <= TRANSACTION_ROUNDS; rounds++)
        assert_true(transaction_threshold(1, rounds, 2) > transaction_threshold(1, rounds, 1));
}

static void a_try_too_many_is_refused(void **state)
{
    (void)state;
    struct transaction t = begun(1, 2);

    assert_int_equal(add(&t, 1.0, 0.0), 0);
    assert_int_equal(transaction_left(&t), 1);
    assert_int_equal(add(&t, 1.0, 0.0), 0);
    assert_int_equal(transaction_left(&t), 0);
    assert_int_equal(add(&t, 100.0, 0.0), -ENOSPC);
    assert_int_equal(transaction_class(&t), 0);
}

static void what_is_no_score_is_refused(void **state)
{
    (void)state;
    struct transaction t = begun(2, 3);

    assert_int_equal(add(&t, NAN, 9.0), -EINVAL);
    assert_int_equal(add(&t, INFINITY, 9.0), -EINVAL);
    assert_int_equal(add(&t, 9.0, -1.0), -EINVAL);
    assert_int_equal(transaction_class(&t), 0);
    assert_int_equal(transaction_left(&t), 6);
    assert_int_equal(transaction_begin(&t, 1, 0), -EINVAL);
    assert_int_equal(transaction_begin(&t, 1, TRANSACTION_ROUNDS + 1), -EINVAL);
    assert_int_equal(transaction_begin(&t, 0, 1), -EINVAL);
    assert_int_equal(transaction_begin(&t, TRANSACTION_FINGERS + 1, 1), -EINVAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_accepted_before_a_capture),
        cmocka_unit_test(one_good_capture_is_enough),
        cmocka_unit_test(three_middling_captures_are_enough_where_one_is_not),
        cmocka_unit_test(a_bad_capture_takes_nothing_away),
        cmocka_unit_test(the_order_of_captures_does_not_matter),
        cmocka_unit_test(two_weak_fingers_help_each_other),
        cmocka_unit_test(with_two_fingers_only_the_best_three_looks_at_each_count),
        cmocka_unit_test(more_tries_or_more_fingers_ask_for_more),
        cmocka_unit_test(a_try_too_many_is_refused),
        cmocka_unit_test(what_is_no_score_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
