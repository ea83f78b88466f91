#include "kiosk/draft.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { SOLD, NOT_MINE };
static const struct wire_ground grounds[WIRE_GROUNDS_MAX] = {
    [SOLD] = {.code = "sold", .asks = "Kapan dijual?"}, [NOT_MINE] = {.code = "not_mine"}};

static void each_reason_is_asked_for_its_ground_and_only_some_for_a_day(void **state)
{
    struct draft d;
    enum draft_step step = DRAFT_WHICH;
    (void)state;
    draft_begin(&d, WIRE_FILING_OBJECTION, DRAFT_WHICH);
    assert_true(draft_toggle(&d, 3));
    assert_true(draft_toggle(&d, DRAFT_UNRECORDED));
    step = draft_next(&d, step, grounds);
    assert_int_equal(step, DRAFT_GROUND);
    draft_choose_ground(&d, SOLD);
    step = draft_next(&d, step, grounds);
    assert_int_equal(step, DRAFT_SINCE);
    step = draft_next(&d, step, grounds);
    assert_int_equal(step, DRAFT_GROUND);
    assert_int_equal(d.at, 1);
    draft_choose_ground(&d, NOT_MINE);
    step = draft_next(&d, step, grounds);
    assert_int_equal(step, DRAFT_WORDS);
    assert_int_equal(draft_next(&d, step, grounds), DRAFT_PHONE);
    assert_int_equal(draft_next(&d, DRAFT_PHONE, grounds), DRAFT_REVIEW);
    assert_int_equal(draft_next(&d, DRAFT_REVIEW, grounds), DRAFT_DONE);
}

static void the_way_back_is_the_way_taken(void **state)
{
    struct draft d;
    (void)state;
    draft_begin(&d, WIRE_FILING_OBJECTION, DRAFT_GROUND);
    draft_toggle(&d, 1);
    draft_toggle(&d, 2);
    draft_choose_ground(&d, SOLD);
    d.at = 1;
    draft_choose_ground(&d, NOT_MINE);
    assert_int_equal(draft_before(&d, DRAFT_WORDS, grounds), DRAFT_GROUND);
    assert_int_equal(d.at, 1);
    assert_int_equal(draft_before(&d, DRAFT_GROUND, grounds), DRAFT_SINCE);
    assert_int_equal(d.at, 0);
    assert_int_equal(draft_before(&d, DRAFT_SINCE, grounds), DRAFT_GROUND);
    assert_int_equal(draft_before(&d, DRAFT_GROUND, grounds), DRAFT_LEFT);
}

static void a_report_asks_who_before_when(void **state)
{
    struct draft d;
    (void)state;
    draft_begin(&d, WIRE_FILING_REPORT, DRAFT_WHICH);
    d.report = WIRE_REPORT_DEATH;
    assert_int_equal(draft_next(&d, DRAFT_WHICH, grounds), DRAFT_WORDS);
    assert_int_equal(draft_next(&d, DRAFT_WORDS, grounds), DRAFT_DAY);
    assert_int_equal(draft_next(&d, DRAFT_DAY, grounds), DRAFT_REVIEW);
}

static void every_kind_comes_to_its_review_and_back_out(void **state)
{
    (void)state;
    for (int kind = WIRE_FILING_OBJECTION; kind <= WIRE_FILING_COMPLAINT; kind++)
        for (int report = WIRE_REPORT_DEATH; report < WIRE_REPORTS; report++) {
            struct draft d;
            enum draft_step step = DRAFT_WHICH;
            unsigned steps = 0;
            draft_begin(&d, (enum wire_filing_kind)kind, DRAFT_WHICH);
            d.report = (uint32_t)report;
            for (; step != DRAFT_DONE; step = draft_next(&d, step, grounds))
                assert_true(steps++ < 10);
            assert_int_equal(draft_before(&d, step, grounds), DRAFT_REVIEW);
            for (; step != DRAFT_LEFT; step = draft_before(&d, step, grounds))
                assert_true(steps++ < 20);
        }
}

static void a_reason_chosen_twice_is_not_chosen_and_there_is_room_for_eight(void **state)
{
    struct draft d;
    (void)state;
    draft_begin(&d, WIRE_FILING_OBJECTION, DRAFT_WHICH);
    for (uint8_t i = 0; i < WIRE_CONTESTED_MAX; i++)
        assert_true(draft_toggle(&d, i));
    assert_false(draft_toggle(&d, 20));
    assert_true(draft_toggle(&d, 0));
    assert_false(draft_has(&d, 0));
    assert_true(draft_has(&d, 7));
    assert_int_equal(d.count, WIRE_CONTESTED_MAX - 1);
    assert_int_equal(d.points[0].reason, 1);
}

static void a_day_is_kept_as_well_as_it_is_known(void **state)
{
    struct draft d;
    (void)state;
    draft_begin(&d, WIRE_FILING_OBJECTION, DRAFT_WHICH);
    draft_toggle(&d, 1);
    d.date = (struct entry_date){ENTRY_DAY, 17, 9, 2024};
    draft_take_date(&d);
    assert_int_equal(d.points[0].since, 20240917);
    d.date.precision = ENTRY_MONTH;
    draft_take_date(&d);
    assert_int_equal(d.points[0].since, 20240900);
    d.date.precision = ENTRY_ABOUT;
    draft_take_date(&d);
    assert_int_equal(d.points[0].since, 20240000);
    draft_skip_date(&d);
    assert_int_equal(d.points[0].since, 0);
    d.kind = WIRE_FILING_REPORT;
    draft_take_date(&d);
    assert_int_equal(d.since, 20240000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_reason_is_asked_for_its_ground_and_only_some_for_a_day),
        cmocka_unit_test(the_way_back_is_the_way_taken),
        cmocka_unit_test(a_report_asks_who_before_when),
        cmocka_unit_test(every_kind_comes_to_its_review_and_back_out),
        cmocka_unit_test(a_reason_chosen_twice_is_not_chosen_and_there_is_room_for_eight),
        cmocka_unit_test(a_day_is_kept_as_well_as_it_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
