#include "drivers/courier/receipt.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const int64_t counters[] = {1, 17, 90, 123456, 500005, 999999};
enum { COUNTERS = sizeof counters / sizeof *counters };

static void a_number_tells_device_and_counter(void **state)
{
    char number[RECEIPT_NUMBER];
    (void)state;
    assert_int_equal(receipt_write("48291", 17, number), 0);
    assert_memory_equal(number, "48291000017", 11);
    assert_int_equal(strlen(number), 12);
    assert_true(receipt_ok(number));
}

static void damm_s_own_example_has_its_check_digit(void **state)
{
    (void)state;
    /* 572 has the check digit 4 (Damm 2004); zeros before it change nothing. */
    assert_true(receipt_ok("000000005724"));
    assert_false(receipt_ok("000000005720"));
}

static void every_single_wrong_digit_is_caught(void **state)
{
    char number[RECEIPT_NUMBER];
    (void)state;
    for (int c = 0; c < COUNTERS; c++) {
        assert_int_equal(receipt_write("48291", counters[c], number), 0);
        for (int i = 0; i < 12; i++) {
            char right = number[i];
            for (char wrong = '0'; wrong <= '9'; wrong++) {
                number[i] = wrong;
                assert_int_equal(receipt_ok(number), wrong == right);
            }
            number[i] = right;
        }
    }
}

static void every_swap_of_neighbours_is_caught(void **state)
{
    char number[RECEIPT_NUMBER];
    (void)state;
    for (int c = 0; c < COUNTERS; c++) {
        assert_int_equal(receipt_write("48291", counters[c], number), 0);
        for (int i = 0; i < 11; i++) {
            char left = number[i], right = number[i + 1];
            number[i] = right;
            number[i + 1] = left;
            assert_int_equal(receipt_ok(number), left == right);
            number[i] = left;
            number[i + 1] = right;
        }
    }
}

static void what_is_no_number_is_refused(void **state)
{
    char number[RECEIPT_NUMBER] = "untouched";
    (void)state;
    assert_false(receipt_ok(""));
    assert_false(receipt_ok("00000000000"));
    assert_false(receipt_ok("0000000000000"));
    assert_false(receipt_ok("00000000000x"));
    assert_int_equal(receipt_write("48291", 0, number), -ERANGE);
    assert_int_equal(receipt_write("48291", RECEIPT_COUNTER_MAX + 1, number), -ERANGE);
    assert_int_equal(receipt_write("4829", 1, number), -EINVAL);
    assert_int_equal(receipt_write("4829a", 1, number), -EINVAL);
    assert_string_equal(number, "untouched");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_tells_device_and_counter),
        cmocka_unit_test(damm_s_own_example_has_its_check_digit),
        cmocka_unit_test(every_single_wrong_digit_is_caught),
        cmocka_unit_test(every_swap_of_neighbours_is_caught),
        cmocka_unit_test(what_is_no_number_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
