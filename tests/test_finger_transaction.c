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

static struct transaction begun(enum transaction_kind kind, unsigned allowed)
{
    struct transaction t;

    assert_int_equal(transaction_begin(&t, kind, allowed), 0);
    return t;
}

static void nobody_is_accepted_before_a_capture(void **state)
{
    (void)state;
    struct transaction t = begun(TRANSACTION_BOTH, 3);

    assert_true(transaction_score(&t) == 0.0);
    assert_int_equal(transaction_class(&t), 0);
}

static void one_good_capture_is_enough(void **state)
{
    (void)state;
    struct transaction t = begun(TRANSACTION_ONE, 3);

    assert_int_equal(transaction_add(&t, 0, transaction_threshold(TRANSACTION_ONE, 3, 1)), 0);
    assert_int_equal(transaction_class(&t), 1);
    t = begun(TRANSACTION_ONE, 3);
    assert_int_equal(transaction_add(&t, 0, transaction_threshold(TRANSACTION_ONE, 3, 2)), 0);
    assert_int_equal(transaction_class(&t), 2);
}

static void three_middling_captures_are_enough_where_one_is_not(void **state)
{
    (void)state;
    struct transaction t = begun(TRANSACTION_ONE, 3);
    double middling = 0.7 * transaction_threshold(TRANSACTION_ONE, 3, 1);

    assert_int_equal(transaction_add(&t, 0, middling), 0);
    assert_int_equal(transaction_class(&t), 0);
    assert_int_equal(transaction_add(&t, 0, middling), 0);
    assert_int_equal(transaction_add(&t, 0, middling), 0);
    assert_int_equal(transaction_class(&t), 1);
}

static void a_bad_capture_takes_nothing_away(void **state)
{
    (void)state;
    struct transaction t = begun(TRANSACTION_BOTH, 3);
    double before;

    transaction_add(&t, 0, 3.0);
    transaction_add(&t, 1, 4.0);
    before = transaction_score(&t);
    transaction_add(&t, 0, 0.0);
    assert_true(transaction_score(&t) == before);
}

static void the_order_of_captures_does_not_matter(void **state)
{
    (void)state;
    static const double order[6][3] = {{1, 2, 4}, {1, 4, 2}, {2, 1, 4},
                                       {2, 4, 1}, {4, 1, 2}, {4, 2, 1}};

    for (unsigned k = 0; k < 6; k++) {
        struct transaction t = begun(TRANSACTION_ONE, 3);

        for (unsigned c = 0; c < 3; c++)
            assert_int_equal(transaction_add(&t, 0, order[k][c]), 0);
        assert_true(fabs(transaction_score(&t) - (4 + 0.5 * 2 + 0.2 * 1)) < 1e-9);
    }
}

static void two_weak_fingers_help_each_other(void **state)
{
    (void)state;
    struct transaction t = begun(TRANSACTION_BOTH, 1);
    double part = 0.6 * transaction_threshold(TRANSACTION_BOTH, 1, 1);

    transaction_add(&t, 0, part);
    assert_int_equal(transaction_class(&t), 0);
    transaction_add(&t, 1, part);
    assert_int_equal(transaction_class(&t), 1);
}

static void either_finger_counts_alone(void **state)
{
    (void)state;
    struct transaction t = begun(TRANSACTION_EITHER, 1);

    transaction_add(&t, 0, 2.0);
    transaction_add(&t, 1, 1.5);
    assert_true(transaction_score(&t) == 2.0);
}

static void more_tries_or_more_fingers_ask_for_more(void **state)
{
    (void)state;
    for (unsigned c = 1; c <= 2; c++) {
        for (unsigned allowed = 2; allowed <= TRANSACTION_CAPTURES; allowed++) {
            for (int kind = TRANSACTION_ONE; kind <= TRANSACTION_BOTH; kind++)
                assert_true(transaction_threshold((enum transaction_kind)kind, allowed, c) >
                            transaction_threshold((enum transaction_kind)kind, allowed - 1, c));
        }
    }
    for (unsigned allowed = 1; allowed <= TRANSACTION_CAPTURES; allowed++)
        assert_true(transaction_threshold(TRANSACTION_ONE, allowed, 2) >
                    transaction_threshold(TRANSACTION_ONE, allowed, 1));
}

static void a_try_too_many_is_refused(void **state)
{
    (void)state;
    struct transaction t = begun(TRANSACTION_ONE, 2);

    assert_int_equal(transaction_add(&t, 0, 1.0), 0);
    assert_int_equal(transaction_add(&t, 0, 1.0), 0);
    assert_int_equal(transaction_add(&t, 0, 100.0), -ENOSPC);
    assert_int_equal(transaction_class(&t), 0);
}

static void what_is_no_score_or_no_finger_is_refused(void **state)
{
    (void)state;
    struct transaction t = begun(TRANSACTION_ONE, 3);

    assert_int_equal(transaction_add(&t, 0, NAN), -EINVAL);
    assert_int_equal(transaction_add(&t, 0, INFINITY), -EINVAL);
    assert_int_equal(transaction_add(&t, 0, -1.0), -EINVAL);
    assert_int_equal(transaction_add(&t, 1, 9.0), -EINVAL);
    assert_int_equal(transaction_class(&t), 0);
    t = begun(TRANSACTION_BOTH, 3);
    assert_int_equal(transaction_add(&t, TRANSACTION_FINGERS, 9.0), -EINVAL);
    assert_int_equal(transaction_begin(&t, TRANSACTION_ONE, 0), -EINVAL);
    assert_int_equal(transaction_begin(&t, TRANSACTION_ONE, TRANSACTION_CAPTURES + 1), -EINVAL);
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
        cmocka_unit_test(either_finger_counts_alone),
        cmocka_unit_test(more_tries_or_more_fingers_ask_for_more),
        cmocka_unit_test(a_try_too_many_is_refused),
        cmocka_unit_test(what_is_no_score_or_no_finger_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
