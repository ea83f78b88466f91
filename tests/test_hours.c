#include "kiosk/hours.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

/* Local time of 2026, in WIB. November 2026: the 29th is a Sunday. */
static int64_t at(int month, int day, int hour, int minute)
{
    struct tm tm = {
        .tm_year = 126, .tm_mon = month - 1, .tm_mday = day, .tm_hour = hour, .tm_min = minute};
    return mktime(&tm);
}

static void the_last_hour_is_the_offices_when_the_window_ends_at_midnight(void **state)
{
    struct hours h;
    int64_t last;
    (void)state;
    assert_true(hours_read("mon-thu 08.00-16.00, fri 08.00-15.00", &h));
    assert_true(hours_last(&h, at(12, 1, 23, 59), &last)); /* a Tuesday */
    assert_int_equal(last, at(12, 1, 16, 0));
    assert_true(hours_last(&h, at(12, 4, 23, 59), &last));
    assert_int_equal(last, at(12, 4, 15, 0));
    assert_true(hours_last(&h, at(12, 1, 10, 30), &last)); /* the window ends before the office */
    assert_int_equal(last, at(12, 1, 10, 30));
}

static void a_window_that_ends_on_a_closed_day_ends_here_before(void **state)
{
    struct hours h;
    int64_t last;
    (void)state;
    assert_true(hours_read("mon-thu 08.00-16.00,fri 08.00-15.00", &h));
    assert_true(hours_last(&h, at(11, 29, 23, 59), &last));
    assert_int_equal(last, at(11, 27, 15, 0));
    assert_true(hours_last(&h, at(11, 30, 7, 0), &last)); /* before it opens */
    assert_int_equal(last, at(11, 27, 15, 0));
    assert_true(hours_read("sat-mon 09.00-12.00", &h));
    assert_true(hours_last(&h, at(12, 4, 12, 0), &last));
    assert_int_equal(last, at(11, 30, 12, 0));
}

static void what_is_not_written_as_hours_changes_nothing(void **state)
{
    static const char *const wrong[] = {"",
                                        "mon",
                                        "mon 08.00",
                                        "mon 16.00-08.00",
                                        "mon 08.00-25.00",
                                        "mon 08.60-12.00",
                                        "day 08.00-12.00",
                                        "mon-day 08.00-12.00",
                                        "mon 08.00-12.00,",
                                        "mon 08.00-12.00 tue"};
    struct hours h = {0}, nothing = {0};
    int64_t last = 7;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_false(hours_read(wrong[i], &h));
    assert_memory_equal(&h, &nothing, sizeof h);
    assert_false(hours_last(&h, at(12, 1, 10, 30), &last));
    assert_int_equal(last, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_hour_is_the_offices_when_the_window_ends_at_midnight),
        cmocka_unit_test(a_window_that_ends_on_a_closed_day_ends_here_before),
        cmocka_unit_test(what_is_not_written_as_hours_changes_nothing),
    };
    setenv("TZ", "WIB-7", 1);
    tzset();
    return cmocka_run_group_tests_name("hours", tests, NULL, NULL);
}
