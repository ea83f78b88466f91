/* Staff come to the reader in a visit: the hand-over, and who signs in. */
#include "staff_play.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* A resident whose finger is hard to read called staff; the helper's card is known. */
static void to_helpers_finger(struct play *p)
{
    staff_to_finger_help(p);
    staff_called(p);
    play_card_up(p, 1);
    play_card_down(p, 2, HELPER);
    staff_is(p, WIRE_STAFF_LISTED, "wayan");
}

static void a_helper_signs_in_and_the_same_card_goes_on(void **state)
{
    struct play *p = *state;
    staff_to_finger_help(p);
    staff_called(p);
    play_card_up(p, 1);
    assert_int_equal(p->session.state, STATE_CALLED); /* it is not lifted: that was asked for */
    play_card_down(p, 2, HELPER);
    const struct wire_staff_ask *ask = staff_asked(p);
    assert_int_equal(ask->role, WIRE_ROLE_HELPER);
    assert_int_equal(ask->card.uid[0], HELPER);
    staff_is(p, WIRE_STAFF_LISTED, "wayan");
    assert_non_null(play_sent(p, WIRE_VERIFY));
    play_finger_matches(p);
    assert_int_equal(staff_outcome(p), WIRE_SIGN_IN_GOOD);
    play_card_up(p, 2);
    play_tap(p, ACTION_KIND, WIRE_HELP_ASSISTED);
    staff_resident_is_back(p, 3);
    play_tap(p, ACTION_AGREE, 0);
    assert_int_equal(p->session.visit.helping.help.kind, WIRE_HELP_ASSISTED);
    assert_string_equal(p->session.visit.helping.help.helper, "wayan");
}

static void nothing_of_the_visit_is_shown_while_staff_are_at_the_reader(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    staff_called(p);
    const enum action taps[] = {ACTION_PROGRAMME, ACTION_CLOSE, ACTION_REPORTS, ACTION_SHOW};
    for (size_t i = 0; i < sizeof taps / sizeof taps[0]; i++) {
        play_tap(p, taps[i], 0);
        assert_int_equal(p->session.state, STATE_CALLED);
    }
    assert_false(play_shows_as(p, ROLE_TITLE, "LATIHAN"));
    assert_false(play_shows_as(p, ROLE_CARD, "PKH"));
}

/* It shows nothing of the visit, takes none of the two minutes, and ends with the next card. */
static void help_explains_the_hand_over_and_gives_way_to_the_next_card(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    staff_called(p);
    int64_t until_ms = session_deadline_ms(&p->session);
    play_card_up(p, 1);
    play_tap(p, ACTION_HELP, 0);
    assert_int_equal(p->session.state, STATE_HELP);
    assert_true(play_shows_as(p, ROLE_TEXT, "Ikuti langkahnya."));
    assert_false(play_shows_as(p, ROLE_CARD, "PKH"));
    p->now_ms += 20000;
    play_step(p, (struct event){.kind = EVENT_TOUCH});
    assert_int_equal(session_deadline_ms(&p->session), until_ms);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_CALLED);
    assert_int_equal(session_deadline_ms(&p->session), until_ms);
    play_tap(p, ACTION_HELP, 0);
    play_card_down(p, 2, HELPER);
    assert_int_equal(p->session.state, STATE_STAFF_CHECK);
    play_tap(p, ACTION_HELP, 0);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_STAFF_CHECK);
    assert_null(play_sent(p, WIRE_STAFF_ASK)); /* nothing is counted twice */
    play_tap(p, ACTION_HELP, 0);
    staff_is(p, WIRE_STAFF_LISTED, "wayan");
    assert_int_equal(p->session.state, STATE_STAFF_FINGER);
    play_tap(p, ACTION_HELP, 0);
    assert_non_null(play_sent(p, WIRE_VERIFY_STOP));
    play_tap(p, ACTION_BACK, 0);
    assert_non_null(play_sent(p, WIRE_VERIFY));
    play_tap(p, ACTION_HELP, 0);
    play_card_up(p, 2);
    assert_int_equal(p->session.state, STATE_CALLED);
    assert_int_equal(staff_outcome(p), WIRE_SIGN_IN_FAULT);
}

static void who_reads_the_help_too_long_or_ends_it_leaves_no_visit(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    staff_called(p);
    play_card_up(p, 1);
    play_card_down(p, 2, HELPER);
    play_tap(p, ACTION_HELP, 0);
    play_time_passes(p);
    assert_int_equal(p->session.state, STATE_TAKE_CARD); /* the helper's */
    play_card_up(p, 2);
    assert_true(play_wiped(p));
    play_to_overview(p);
    staff_called(p);
    play_card_up(p, 1);
    play_card_down(p, 4, HELPER);
    play_tap(p, ACTION_HELP, 0);
    play_tap(p, ACTION_DONE, 0);
    assert_int_equal(p->session.state, STATE_TAKE_CARD);
    play_card_up(p, 4);
    assert_true(play_wiped(p));
}

static void another_card_than_the_residents_does_not_open_the_visit(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    staff_called(p);
    staff_helper_signs_in(p);
    play_tap(p, ACTION_KIND, WIRE_HELP_ASSISTED);
    play_card_down(p, 5, STRANGER);
    assert_int_equal(p->session.state, STATE_RETURN);
    assert_int_equal(p->session.visit.handover.told, HANDOVER_OTHER);
    play_card_up(p, 5);
    play_time_passes(p);
    assert_true(play_wiped(p));
}

static void
without_the_residents_card_the_visit_is_wiped_and_staffs_card_is_to_be_taken(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    staff_called(p);
    play_card_up(p, 1);
    play_card_down(p, 2, HELPER);
    staff_is(p, WIRE_STAFF_LISTED, "wayan");
    play_finger_matches(p);
    play_tap(p, ACTION_KIND, WIRE_HELP_ASSISTED);
    play_time_passes(p);
    assert_int_equal(p->session.state, STATE_TAKE_CARD);
    assert_int_equal(p->session.visit.breakdown.programme_count, 0);
    assert_int_equal(p->session.visit.card.uid_size, 0);
    play_card_up(p, 2);
    assert_true(play_wiped(p));
}

static void two_minutes_without_staff_wipe_the_visit(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    staff_called(p);
    play_card_up(p, 1);
    int64_t called_ms = p->now_ms;
    for (uint32_t i = 2; !play_wiped(p); i += 2) {
        assert_true(i < 40);
        if (session_deadline_ms(&p->session) - p->now_ms > 20000) {
            p->now_ms += 20000;
            play_card_down(p, i, STRANGER); /* trying on and on gives no more time */
            staff_is(p, WIRE_STAFF_UNLISTED, "");
            play_card_up(p, i);
            assert_int_equal(p->session.visit.handover.told, HANDOVER_UNLISTED);
        } else {
            play_time_passes(p);
        }
    }
    assert_true(p->now_ms - called_ms <= HANDOVER_MS);
}

static void a_card_still_there_after_two_minutes_is_asked_whether_somebody_is(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    staff_called(p);
    play_time_passes(p);
    assert_int_equal(p->session.state, STATE_IDLE);
    play_tap(p, ACTION_GO_ON, 0);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
}

static void the_residents_card_put_back_early_goes_on_alone(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    staff_called(p);
    play_card_up(p, 1);
    play_card_down(p, 2, RESIDENT);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
    play_card_up(p, 2);
    assert_int_equal(p->session.state, STATE_LIFTED);
}

static void a_revoked_card_is_told_so_and_is_in_the_journal(void **state)
{
    struct play *p = *state;
    staff_to_finger_help(p);
    staff_called(p);
    play_card_up(p, 1);
    play_card_down(p, 2, STRANGER);
    staff_is(p, WIRE_STAFF_REVOKED, "komang");
    assert_int_equal(staff_outcome(p), WIRE_SIGN_IN_REFUSED);
    assert_string_equal(((const struct wire_sign_in *)play_sent(p, WIRE_SIGN_IN)->body)->id,
                        "komang");
    assert_int_equal(p->session.state, STATE_CALLED);
    assert_true(play_shows_as(p, ROLE_STRONG, "tidak lagi terdaftar"));
    assert_null(play_sent(p, WIRE_VERIFY));
}

static void the_wrong_finger_signs_nobody_in_and_may_be_tried_again(void **state)
{
    struct play *p = *state;
    to_helpers_finger(p);
    play_finger_differs(p);
    assert_int_equal(staff_outcome(p), WIRE_SIGN_IN_NO_MATCH);
    assert_int_equal(p->session.state, STATE_CALLED);
    play_tap(p, ACTION_RETRY, 0);
    assert_int_equal(p->session.state, STATE_STAFF_CHECK);
    assert_non_null(play_sent(p, WIRE_STAFF_ASK)); /* which is counted again */
}

static void a_card_lifted_before_the_finger_signs_nobody_in(void **state)
{
    struct play *p = *state;
    to_helpers_finger(p);
    play_card_up(p, 2);
    assert_non_null(play_sent(p, WIRE_VERIFY_STOP));
    assert_int_equal(p->session.state, STATE_CALLED);
    play_finger_matches(p); /* too late */
    assert_int_equal(p->session.state, STATE_CALLED);
}

static void an_answer_about_a_card_that_was_lifted_is_nobodys(void **state)
{
    struct play *p = *state;
    staff_to_finger_help(p);
    staff_called(p);
    play_card_up(p, 1);
    play_card_down(p, 2, STRANGER);
    play_card_up(p, 2);
    assert_int_equal(staff_outcome(p), WIRE_SIGN_IN_FAULT);
    staff_is(p, WIRE_STAFF_REVOKED, "komang");
    assert_int_equal(staff_outcome(p), 0);
    play_fault(p, PEER_COURIER, WIRE_FAULT_LINK_DOWN, p->session.visit_number);
    assert_int_equal(staff_outcome(p), 0);
    assert_int_equal(p->session.state, STATE_CALLED);
    assert_int_equal(p->session.visit.handover.told, HANDOVER_LIFTED);
}

static void who_chooses_has_the_time_of_a_step_anew_with_each_touch(void **state)
{
    struct play *p = *state;
    staff_to_finger_help(p);
    staff_called(p);
    staff_helper_signs_in(p);
    p->now_ms += HANDOVER_STEP_MS - 1;
    play_step(p, (struct event){.kind = EVENT_TOUCH});
    assert_int_equal(session_deadline_ms(&p->session) - p->now_ms, HANDOVER_STEP_MS);
}

static void thirty_seconds_without_a_finger_are_told_and_another_may_try(void **state)
{
    struct play *p = *state;
    to_helpers_finger(p);
    int64_t from_ms = p->now_ms;
    play_time_passes(p);
    assert_int_equal(p->now_ms - from_ms, HANDOVER_STEP_MS);
    assert_int_equal(staff_outcome(p), WIRE_SIGN_IN_LATE);
    assert_int_equal(p->session.state, STATE_CALLED);
}

static void who_called_and_thinks_better_of_it_goes_on_alone(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    staff_called(p);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
    staff_called(p);
    play_card_up(p, 1);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_LIFTED);
    play_card_down(p, 2, RESIDENT);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
}

static void a_card_that_cannot_be_read_is_told_and_not_waited_for(void **state)
{
    struct play *p = *state;
    staff_to_finger_help(p);
    staff_called(p);
    play_card_up(p, 1);
    play_card_seen(p, 2);
    play_fault(p, PEER_CARD, WIRE_FAULT_CARD_UNREADABLE, 0);
    assert_int_equal(p->session.state, STATE_CALLED);
    assert_int_equal(p->session.visit.handover.told, HANDOVER_UNREADABLE);
    play_card_up(p, 2);
    staff_signs_in(p, 3, HELPER, "wayan");
    play_tap(p, ACTION_KIND, WIRE_HELP_ASSISTED);
    play_card_seen(p, 4);
    play_fault(p, PEER_CARD, WIRE_FAULT_CARD_UNREADABLE, 0);
    assert_int_equal(p->session.state, STATE_RETURN);
    assert_int_equal(p->session.visit.handover.told, HANDOVER_UNREADABLE);
}

/* As of a card that was lifted while it was read. */
static void what_the_reader_tells_late_of_a_card_before_is_nobodys(void **state)
{
    struct play *p = *state;
    staff_to_finger_help(p);
    staff_called(p);
    play_card_up(p, 1);
    play_card_seen(p, 3);
    play_card_read(p, 2, HELPER);
    assert_int_equal(p->session.state, STATE_CALLED);
    assert_null(play_sent(p, WIRE_STAFF_ASK));
    play_card_read(p, 3, HELPER);
    staff_listed(p, "wayan")->count = 0; /* at chip the card's own come by themselves */
    staff_told(p);
    play_chip_proves(p, 2);
    assert_int_equal(p->session.state, STATE_STAFF_CHECK);
    play_chip_proves(p, 3);
    assert_int_equal(p->session.state, STATE_STAFF_FINGER);
}

static void a_witness_whose_card_lies_there_already_is_not_asked_to_lay_it_down(void **state)
{
    struct play *p = *state;
    staff_to_finger_help(p);
    staff_called(p);
    staff_helper_signs_in(p);
    play_tap(p, ACTION_KIND, WIRE_HELP_ATTENDED);
    play_tap(p, ACTION_WHY, WIRE_NO_FINGER_WORN);
    play_card_down(p, 3, WITNESS);
    play_tap(p, ACTION_WITNESS, 1);
    assert_int_equal(p->session.state, STATE_STAFF_CHECK);
    assert_int_equal(staff_asked(p)->card.uid[0], WITNESS);
}

static void a_witness_is_neither_the_helper_nor_the_resident(void **state)
{
    struct play *p = *state;
    staff_to_finger_help(p);
    staff_called(p);
    staff_helper_signs_in(p);
    staff_attends(p, WIRE_NO_FINGER_WORN, true);
    play_card_down(p, 3, HELPER);
    assert_int_equal(p->session.state, STATE_CALLED);
    assert_int_equal(p->session.visit.handover.told, HANDOVER_SAME);
    play_card_up(p, 3);
    play_card_down(p, 4, RESIDENT);
    assert_int_equal(p->session.visit.handover.told, HANDOVER_RESIDENT);
    play_card_up(p, 4);
    play_card_down(p, 5, STRANGER); /* the same person with another card */
    staff_is(p, WIRE_STAFF_LISTED, "wayan");
    assert_int_equal(p->session.visit.handover.told, HANDOVER_SAME);
    assert_int_equal(staff_outcome(p), WIRE_SIGN_IN_REFUSED);
}

static void nobody_calls_staff_where_there_is_no_card(void **state)
{
    struct play *p = *state;
    play_tap(p, ACTION_CALL, 0);
    assert_int_equal(p->session.state, STATE_START);
    play_tap(p, ACTION_KIND, WIRE_HELP_ATTENDED);
    play_tap(p, ACTION_FACE, 1);
    play_tap(p, ACTION_GO_ON, 0);
    assert_int_equal(p->session.state, STATE_START);
    p->session.catalogue.complaints = 1;
    play_tap(p, ACTION_COMPLAIN, 0); /* of nobody, and seen by none of the staff */
    play_tap(p, ACTION_CALL, 0);
    assert_int_equal(p->session.state, STATE_GROUND);
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, play_setup, play_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_helper_signs_in_and_the_same_card_goes_on),
        TEST(nothing_of_the_visit_is_shown_while_staff_are_at_the_reader),
        TEST(help_explains_the_hand_over_and_gives_way_to_the_next_card),
        TEST(who_reads_the_help_too_long_or_ends_it_leaves_no_visit),
        TEST(another_card_than_the_residents_does_not_open_the_visit),
        TEST(without_the_residents_card_the_visit_is_wiped_and_staffs_card_is_to_be_taken),
        TEST(two_minutes_without_staff_wipe_the_visit),
        TEST(a_card_still_there_after_two_minutes_is_asked_whether_somebody_is),
        TEST(the_residents_card_put_back_early_goes_on_alone),
        TEST(a_revoked_card_is_told_so_and_is_in_the_journal),
        TEST(the_wrong_finger_signs_nobody_in_and_may_be_tried_again),
        TEST(a_card_lifted_before_the_finger_signs_nobody_in),
        TEST(an_answer_about_a_card_that_was_lifted_is_nobodys),
        TEST(who_chooses_has_the_time_of_a_step_anew_with_each_touch),
        TEST(thirty_seconds_without_a_finger_are_told_and_another_may_try),
        TEST(who_called_and_thinks_better_of_it_goes_on_alone),
        TEST(a_card_that_cannot_be_read_is_told_and_not_waited_for),
        TEST(what_the_reader_tells_late_of_a_card_before_is_nobodys),
        TEST(a_witness_whose_card_lies_there_already_is_not_asked_to_lay_it_down),
        TEST(a_witness_is_neither_the_helper_nor_the_resident),
        TEST(nobody_calls_staff_where_there_is_no_card),
    };
    return cmocka_run_group_tests_name("handover", tests, NULL, NULL);
}
