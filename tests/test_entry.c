#include "kiosk/entry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { TODAY = 20261122 };

static void what_is_typed_stands_there_until_it_is_erased(void **state)
{
    struct entry e = {0};
    (void)state;
    assert_true(entry_type(&e, 'B'));
    assert_true(entry_type(&e, 'U'));
    assert_string_equal(e.text, "BU");
    assert_true(entry_erase(&e));
    assert_string_equal(e.text, "B");
    assert_true(entry_erase(&e));
    assert_false(entry_erase(&e));
}

static void no_text_begins_with_a_space_or_holds_two(void **state)
{
    struct entry e = {0};
    (void)state;
    assert_false(entry_type(&e, ' '));
    assert_true(entry_type(&e, 'A'));
    assert_true(entry_type(&e, ' '));
    assert_false(entry_type(&e, ' '));
    assert_string_equal(e.text, "A ");
}

static void a_full_entry_and_a_key_that_writes_nothing_change_nothing(void **state)
{
    struct entry e = {0};
    (void)state;
    while (entry_type(&e, 'x'))
        ;
    assert_int_equal(strlen(e.text), ENTRY_TEXT - 1);
    assert_true(entry_erase(&e));
    assert_false(entry_type(&e, '\n'));
    assert_false(entry_type(&e, 0x1F600 & 0xFFFF));
    assert_int_equal(strlen(e.text), ENTRY_TEXT - 2);
}

static void a_date_steps_to_days_that_exist(void **state)
{
    struct entry_date d = {ENTRY_DAY, 31, 1, 2024};
    (void)state;
    entry_date_step(&d, ENTRY_PART_MONTH, 1, TODAY);
    assert_int_equal(d.month, 2);
    assert_int_equal(d.day, 29);
    entry_date_step(&d, ENTRY_PART_DAY, 1, TODAY);
    assert_int_equal(d.day, 1);
    entry_date_step(&d, ENTRY_PART_DAY, -1, TODAY);
    assert_int_equal(d.day, 29);
    entry_date_step(&d, ENTRY_PART_YEAR, 1, TODAY);
    assert_int_equal(d.day, 28);
    entry_date_step(&d, ENTRY_PART_MONTH, -1, TODAY);
    entry_date_step(&d, ENTRY_PART_MONTH, -1, TODAY);
    assert_int_equal(d.month, 12);
    assert_int_equal(d.year, 2025);
}

static void a_date_never_lies_in_the_future_nor_before_anyone_lived(void **state)
{
    struct entry_date d = {ENTRY_DAY, 30, 12, 2025};
    (void)state;
    entry_date_step(&d, ENTRY_PART_YEAR, 1, TODAY);
    assert_int_equal(d.year * 10000 + d.month * 100 + d.day, TODAY);
    entry_date_step(&d, ENTRY_PART_YEAR, 1, TODAY);
    assert_int_equal(d.year, 2026);
    d.year = 1900;
    entry_date_step(&d, ENTRY_PART_YEAR, -1, TODAY);
    assert_int_equal(d.year, 1900);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_typed_stands_there_until_it_is_erased),
        cmocka_unit_test(no_text_begins_with_a_space_or_holds_two),
        cmocka_unit_test(a_full_entry_and_a_key_that_writes_nothing_change_nothing),
        cmocka_unit_test(a_date_steps_to_days_that_exist),
        cmocka_unit_test(a_date_never_lies_in_the_future_nor_before_anyone_lived),
    };
    return cmocka_run_group_tests_name("entry", tests, NULL, NULL);
}
