/* Staff help by their cards alone where no finger of anybody can be read. */
#include "staff_play.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* The sensor is pulled out while the resident's finger is asked for, and staff are called. */
static void to_call_without_a_sensor(struct play *p)
{
    play_card_down(p, 1, RESIDENT);
    play_tap(p, ACTION_AGREE, 0);
    play_templates_come(p);
    play_fault(p, PEER_FINGER, WIRE_FAULT_SENSOR_ABSENT, 0);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    staff_called(p);
    play_card_up(p, 1);
}

/* As the policy has it. */
static void is_by_card(struct play *p, const char *id, bool enough)
{
    struct wire_staff *s = staff_listed(p, id);
    s->policy.attended = WIRE_LEAVES;
    s->policy.card_alone = enough;
    staff_told(p);
    assert_null(play_sent(p, WIRE_VERIFY));
}

static void to_result_by_two_cards(struct play *p)
{
    to_call_without_a_sensor(p);
    play_card_down(p, 2, HELPER);
    is_by_card(p, "wayan", true);
    assert_int_equal(staff_outcome(p), WIRE_SIGN_IN_CARD_ALONE);
    assert_int_equal(p->session.state, STATE_CALLED); /* no name will do: the witness is staff */
    assert_true(play_shows_as(p, ROLE_TITLE, "Saksi"));
    play_card_up(p, 2);
    play_card_down(p, 3, WITNESS);
    is_by_card(p, "made", true);
    assert_int_equal(staff_outcome(p), WIRE_SIGN_IN_CARD_ALONE);
    play_card_up(p, 3);
    staff_resident_is_back(p, 4);
    play_tap(p, ACTION_AGREE, 0);
    play_photo_comes(p, 4);
    staff_are_sure(p);
    assert_int_equal(p->session.state, STATE_LOADING);
}

static void where_the_sensor_is_down_two_cards_of_staff_open_a_result_and_say_so(void **state)
{
    struct play *p = *state;
    to_result_by_two_cards(p);
    const struct wire_query *q = play_sent(p, WIRE_QUERY)->body;
    assert_int_equal(q->subject.help.kind, WIRE_HELP_ATTENDED);
    assert_int_equal(q->subject.help.reason, WIRE_NO_FINGER_SENSOR_DOWN);
    assert_int_equal(q->subject.help.card_alone, 1);
    assert_string_equal(q->subject.help.witness, "made");
}

static void where_the_policy_says_no_a_card_alone_signs_nobody_in(void **state)
{
    struct play *p = *state;
    to_call_without_a_sensor(p);
    play_card_down(p, 2, HELPER);
    is_by_card(p, "wayan", false);
    assert_int_equal(staff_outcome(p), WIRE_SIGN_IN_FAULT);
    assert_int_equal(p->session.state, STATE_CALLED);
    assert_true(play_shows_as(p, ROLE_STRONG, "Pembaca sidik jari sedang terganggu."));
}

/* While there is one, the finger is asked for, whatever the policy says. */
static void a_sensor_that_is_there_is_never_passed_over(void **state)
{
    struct play *p = *state;
    staff_to_finger_help(p);
    staff_called(p);
    play_card_up(p, 1);
    play_card_down(p, 2, HELPER);
    staff_listed(p, "wayan")->policy.card_alone = 1;
    staff_told(p);
    assert_int_equal(p->session.state, STATE_STAFF_FINGER);
    assert_int_equal(staff_outcome(p), 0);
}

/* Neither whose finger is missing for another reason, nor the staff's own pages. */
static void a_card_alone_is_enough_for_nothing_else(void **state)
{
    struct play *p = *state;
    staff_to_finger_help(p);
    staff_called(p);
    staff_helper_signs_in(p);
    staff_attends(p, WIRE_NO_FINGER_WORN, true);
    play_fault(p, PEER_FINGER, WIRE_FAULT_SENSOR_ABSENT, 0);
    play_card_down(p, 3, WITNESS);
    is_by_card(p, "made", true);
    assert_int_equal(staff_outcome(p), WIRE_SIGN_IN_FAULT);
    play_card_up(p, 3);
    play_tap(p, ACTION_BACK, 0);
    play_time_passes(p);
    assert_true(play_wiped(p));
    play_tap(p, ACTION_HELP, 0);
    play_tap(p, ACTION_STAFF, 0);
    play_card_down(p, 5, HELPER);
    is_by_card(p, "wayan", true);
    assert_int_equal(staff_outcome(p), WIRE_SIGN_IN_FAULT);
    assert_int_equal(p->session.state, STATE_CALLED);
}

static void what_is_filed_without_a_sensor_is_confirmed_by_a_tap_and_flagged(void **state)
{
    struct play *p = *state;
    to_result_by_two_cards(p);
    play_breakdown_comes(p);
    play_objects(p);
    play_tap(p, ACTION_CONFIRM, 0);
    assert_int_equal(p->session.state, STATE_TEMPLATES);
    assert_int_equal(staff_asked(p)->role, WIRE_ROLE_CONFIRM);
    is_by_card(p, "wayan", true);
    assert_int_equal(p->session.state, STATE_DECLARE);
    assert_true(play_shows_as(p, ROLE_PRIMARY, "Warga setuju"));
    play_tap(p, ACTION_CONFIRM, 0);
    assert_int_equal(staff_outcome(p), WIRE_SIGN_IN_CARD_ALONE);
    assert_int_equal(p->session.state, STATE_SENDING);
    assert_int_equal(
        ((const struct wire_filing *)play_sent(p, WIRE_FILING)->body)->subject.help.card_alone, 1);
}

static void a_sensor_that_is_back_asks_for_the_helpers_finger_again(void **state)
{
    struct play *p = *state;
    to_result_by_two_cards(p);
    play_breakdown_comes(p);
    play_tap(p, ACTION_REPORTS, 0);
    play_tap(p, ACTION_REPORT, WIRE_REPORT_REGISTRATION);
    play_to_review(p);
    play_tap(p, ACTION_CONFIRM, 0);
    is_by_card(p, "wayan", true);
    assert_int_equal(p->session.state, STATE_DECLARE);
    play_saying(p, WIRE_READY);
    play_said(p, PEER_FINGER, 0);
    assert_non_null(play_sent(p, WIRE_VERIFY));
    assert_false(play_shows_as(p, ROLE_PRIMARY, "Warga setuju"));
    play_tap(p, ACTION_CONFIRM, 0);
    assert_int_equal(p->session.state, STATE_DECLARE);
    play_finger_matches(p);
    assert_int_equal(staff_outcome(p), WIRE_SIGN_IN_GOOD);
    assert_int_equal(p->session.state, STATE_SENDING);
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, play_setup, play_teardown)
    const struct CMUnitTest tests[] = {
        TEST(where_the_sensor_is_down_two_cards_of_staff_open_a_result_and_say_so),
        TEST(where_the_policy_says_no_a_card_alone_signs_nobody_in),
        TEST(a_sensor_that_is_there_is_never_passed_over),
        TEST(a_card_alone_is_enough_for_nothing_else),
        TEST(what_is_filed_without_a_sensor_is_confirmed_by_a_tap_and_flagged),
        TEST(a_sensor_that_is_back_asks_for_the_helpers_finger_again),
    };
    return cmocka_run_group_tests_name("card_alone", tests, NULL, NULL);
}
