/* What help may do in a visit, what it shows, and how it ends. */
#include "staff_play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void
an_assisted_result_is_opened_by_the_residents_own_finger_and_names_the_helper(void **state)
{
    struct play *p = *state;
    staff_to_assisted_result(p);
    assert_true(play_shows_as(p, ROLE_BANNER, "Bu wayan, Kaur"));
    assert_true(play_shows_as(p, ROLE_STOP, "Berhenti dibantu"));
    play_tap(p, ACTION_PROGRAMME, 0);
    assert_true(play_shows_as(p, ROLE_BANNER, "Bu wayan"));
    play_tap(p, ACTION_HELP, 0);
    assert_true(play_shows_as(p, ROLE_BANNER, "Bu wayan"));
}

static void an_attended_result_names_reason_helper_and_witness_and_has_no_finger(void **state)
{
    struct play *p = *state;
    staff_to_faces(p);
    play_tap(p, ACTION_FACE, 1);
    assert_int_equal(p->session.state, STATE_FACE);
    assert_true(play_shows_as(p, ROLE_FACT, "Bu made"));
    play_tap(p, ACTION_FACE, 1);
    assert_int_equal(p->session.state, STATE_APART);
    assert_null(play_sent(p, WIRE_QUERY)); /* the witness steps away first */
    play_tap(p, ACTION_GO_ON, 0);
    const struct wire_subject *s =
        &((const struct wire_query *)play_sent(p, WIRE_QUERY)->body)->subject;
    assert_int_equal(s->score_class, 0);
    assert_int_equal(s->verified_at, NOON);
    assert_string_equal(s->consent.version, SESSION_FACE_VERSION);
    assert_int_equal(s->help.kind, WIRE_HELP_ATTENDED);
    assert_int_equal(s->help.reason, WIRE_NO_FINGER_WORN);
    assert_string_equal(s->help.helper, "wayan");
    assert_string_equal(s->help.witness, "made");
}

static void without_the_photo_nobody_says_that_it_is_the_face(void **state)
{
    struct play *p = *state;
    staff_to_faces(p);
    p->session.visit.photo_width_px = 0; /* as before it was read */
    staff_are_sure(p);
    assert_int_equal(p->session.state, STATE_FACE);
    assert_null(play_sent(p, WIRE_QUERY));
}

static void a_face_nobody_is_sure_of_opens_nothing(void **state)
{
    struct play *p = *state;
    staff_to_faces(p);
    play_tap(p, ACTION_FACE, 1);
    play_tap(p, ACTION_FACE, 0); /* the witness */
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_int_equal(p->session.fault, WIRE_FAULT_FACE_UNSURE);
    assert_non_null(play_sent(p, WIRE_INCIDENT));
    play_tap(p, ACTION_GO_ON, 0);
    play_tap(p, ACTION_RETRY, 0);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_int_equal(p->session.visit.helping.help.kind, WIRE_HELP_NONE);
}

static void a_witness_by_name_is_written_down(void **state)
{
    struct play *p = *state;
    staff_to_finger_help(p);
    staff_called(p);
    staff_helper_signs_in(p);
    staff_attends(p, WIRE_NO_FINGER_BANDAGE, false);
    play_tap(p, ACTION_ON, 0); /* nobody's name */
    assert_int_equal(p->session.state, STATE_WITNESS_NAME);
    play_tap(p, ACTION_KEY, 'A');
    play_tap(p, ACTION_KEY, 'B');
    play_tap(p, ACTION_ON, 0);
    staff_resident_is_back(p, 3);
    assert_string_equal(p->session.visit.handover.help.witness_name, "AB");
    assert_string_equal(p->session.visit.handover.help.witness, "");
}

static void a_name_is_corrected_and_no_longer_than_there_is_room(void **state)
{
    struct play *p = *state;
    char longest[WIRE_TITLE] = "AC";
    staff_to_finger_help(p);
    staff_called(p);
    staff_helper_signs_in(p);
    staff_attends(p, WIRE_NO_FINGER_WORN, false);
    play_tap(p, ACTION_LAYER, 0);
    assert_true(p->session.visit.handover.name.digits);
    play_tap(p, ACTION_LAYER, 0);
    assert_false(p->session.visit.handover.name.digits);
    play_tap(p, ACTION_KEY, 'A');
    play_tap(p, ACTION_KEY, 'B');
    play_tap(p, ACTION_ERASE, 0);
    for (int i = 0; i < 2 * WIRE_TITLE; i++)
        play_tap(p, ACTION_KEY, 'C');
    play_tap(p, ACTION_ON, 0);
    memset(longest + 1, 'C', sizeof longest - 2);
    assert_string_equal(p->session.visit.handover.help.witness_name, longest);
}

static void no_other_reason_than_those_on_the_screen_is_written_down(void **state)
{
    static const uint16_t none[] = {0, WIRE_NO_FINGERS};
    struct play *p = *state;
    staff_to_finger_help(p);
    staff_called(p);
    staff_helper_signs_in(p);
    play_tap(p, ACTION_KIND, WIRE_HELP_ATTENDED);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        play_tap(p, ACTION_WHY, none[i]);
        assert_int_equal(p->session.state, STATE_NO_FINGER);
    }
}

/* They are not asked of the service for each filing: it does not have them. */
static void a_helper_at_level_chip_signs_with_the_cards_own_templates(void **state)
{
    struct play *p = *state;
    staff_to_finger_help(p);
    staff_called(p);
    play_card_up(p, 1);
    play_chip_down(p, 2, "3510151406850006");
    staff_listed(p, "wayan")->count = 0;
    staff_told(p);
    play_chip_proves(p, 2);
    assert_int_equal(p->session.state, STATE_STAFF_FINGER);
    play_finger_matches(p);
    play_card_up(p, 2);
    staff_attends(p, WIRE_NO_FINGER_WORN, true);
    staff_signs_in(p, 3, WITNESS, "made");
    staff_resident_is_back(p, 4);
    play_tap(p, ACTION_AGREE, 0);
    play_photo_comes(p, 4);
    staff_are_sure(p);
    play_breakdown_comes(p);
    play_objects(p);
    play_tap(p, ACTION_CONFIRM, 0);
    staff_listed(p, "wayan")->count = 0;
    staff_told(p);
    assert_int_equal(p->session.state, STATE_DECLARE);
    const struct wire_verify *verify = play_sent(p, WIRE_VERIFY)->body;
    assert_int_equal(verify->against.count, 2);
}

static void who_does_not_agree_goes_on_alone(void **state)
{
    struct play *p = *state;
    staff_to_finger_help(p);
    staff_called(p);
    staff_helper_signs_in(p);
    play_tap(p, ACTION_KIND, WIRE_HELP_ASSISTED);
    staff_resident_is_back(p, 3);
    play_tap(p, ACTION_REFUSE, 0);
    assert_int_equal(p->session.state, STATE_FINGER_HELP);
    assert_int_equal(p->session.visit.helping.help.kind, WIRE_HELP_NONE);
    assert_string_equal(p->session.visit.helping.post, "");
}

static void ending_assistance_shows_nothing_until_the_resident_goes_on_alone(void **state)
{
    struct play *p = *state;
    staff_to_assisted_result(p);
    play_tap(p, ACTION_STOP, 0);
    assert_int_equal(p->session.state, STATE_APART);
    assert_false(play_shows_as(p, ROLE_BANNER, ""));
    play_tap(p, ACTION_GO_ON, 0);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
    assert_false(play_shows_as(p, ROLE_BANNER, ""));
}

/* Nobody else's card goes on with it. */
static void help_is_not_ended_while_the_residents_card_is_away(void **state)
{
    struct play *p = *state;
    staff_to_assisted_result(p);
    play_card_up(p, 3);
    assert_int_equal(p->session.state, STATE_LIFTED);
    play_tap(p, ACTION_STOP, 0);
    assert_int_equal(p->session.state, STATE_LIFTED);
    assert_int_equal(p->session.visit.helping.help.kind, WIRE_HELP_ASSISTED);
    play_card_down(p, 4, RESIDENT);
    assert_true(play_shows_as(p, ROLE_BANNER, "Bu wayan"));
}

static void ending_attendance_ends_the_visit(void **state)
{
    struct play *p = *state;
    staff_to_attended_result(p);
    play_tap(p, ACTION_STOP, 0);
    assert_int_equal(p->session.state, STATE_TAKE_CARD);
    assert_int_equal(p->session.visit.breakdown.programme_count, 0);
}

static void a_relative_helps_without_staff_and_the_card_stays(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    staff_called(p);
    play_tap(p, ACTION_RELATIVE, 0); /* the service does not let relatives help */
    assert_int_equal(p->session.state, STATE_CALLED);
    p->session.catalogue.policy =
        (struct wire_policy){.assisted = WIRE_LEAVE_RESULT, .relatives = 1};
    play_tap(p, ACTION_RELATIVE, 0);
    assert_int_equal(p->session.state, STATE_RELATIVE);
    play_tap(p, ACTION_KEY, 'A');
    play_tap(p, ACTION_ON, 0);
    play_tap(p, ACTION_AGREE, 0);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
    assert_true(play_shows_as(p, ROLE_BANNER, "Dibantu keluarga: A"));
    play_tap(p, ACTION_REPORTS, 0);
    assert_int_equal(p->session.fault, WIRE_FAULT_HELP_LIMITED);
}

static void
without_a_finger_the_helper_signs_for_each_filing_and_the_receipt_names_all(void **state)
{
    struct play *p = *state;
    staff_to_attended_result(p);
    play_objects(p);
    play_tap(p, ACTION_CONFIRM, 0);
    const struct wire_staff_ask *ask = staff_asked(p);
    assert_int_equal(ask->role, WIRE_ROLE_CONFIRM);
    assert_int_equal(ask->card.uid[0], HELPER);
    staff_is(p, WIRE_STAFF_LISTED, "wayan");
    assert_int_equal(p->session.state, STATE_DECLARE);
    play_finger_matches(p);
    assert_int_equal(staff_outcome(p), WIRE_SIGN_IN_GOOD);
    const struct wire_filing *f = play_sent(p, WIRE_FILING)->body;
    assert_int_equal(f->subject.help.kind, WIRE_HELP_ATTENDED);
    assert_string_equal(f->subject.help.helper, "wayan");
    play_receipt_comes(p, true);
    assert_true(play_shows_as(p, ROLE_FACT, "Bu wayan"));
    assert_true(play_shows_as(p, ROLE_FACT, "Bu made"));
    assert_int_equal(p->session.visit.helping.templates.count, 0); /* those of one check */
}

static void what_was_read_back_is_sent_as_it_is_or_not_at_all(void **state)
{
    struct play *p = *state;
    staff_to_assisted_result(p);
    play_objects(p);
    play_tap(p, ACTION_CONFIRM, 0);
    play_check_may_begin(p);
    assert_int_equal(p->session.state, STATE_DECLARE);
    play_tap(p, ACTION_KEY, 'X');
    play_tap(p, ACTION_GROUND, 1);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_REASON); /* where it was begun */
    assert_int_equal(p->session.visit.draft.kind, 0);
}

/* It names the helper all the same. */
static void ends_help_and_sends(struct play *p)
{
    play_tap(p, ACTION_STOP, 0);
    play_tap(p, ACTION_GO_ON, 0);
    assert_int_equal(p->session.state, STATE_REVIEW);
    play_tap(p, ACTION_CONFIRM, 0);
    play_check_may_begin(p);
    play_finger_matches(p);
    const struct wire_filing *f = play_sent(p, WIRE_FILING)->body;
    assert_string_equal(f->subject.help.helper, "wayan");
}

static void a_filing_that_was_helped_names_the_helper_though_the_help_has_ended(void **state)
{
    struct play *p = *state;
    staff_to_assisted_result(p);
    play_objects(p);
    ends_help_and_sends(p);
}

static void help_that_came_and_went_while_it_was_written_is_named_too(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    play_objects(p);
    staff_assists(p);
    ends_help_and_sends(p);
}

static void the_services_policy_keeps_from_help_what_it_does_not_allow(void **state)
{
    struct play *p = *state;
    staff_to_attended_result(p); /* reports are not among what is allowed */
    play_tap(p, ACTION_REPORTS, 0);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_int_equal(p->session.fault, WIRE_FAULT_HELP_LIMITED);
    play_tap(p, ACTION_RETRY, 0);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
    play_tap(p, ACTION_PROGRAMME, 0);
    play_tap(p, ACTION_OBJECT, 0);
    assert_int_equal(p->session.state, STATE_WHICH);
}

static void where_no_helper_may_see_a_result_none_is_asked_for(void **state)
{
    struct play *p = *state;
    staff_to_finger_help(p);
    staff_called(p);
    play_card_up(p, 1);
    play_card_down(p, 2, HELPER);
    staff_listed(p, "wayan")->policy.attended = WIRE_LEAVE_OBJECT;
    staff_told(p);
    play_finger_matches(p);
    play_card_up(p, 2);
    staff_attends(p, WIRE_NO_FINGER_WORN, true);
    staff_signs_in(p, 3, WITNESS, "made");
    staff_resident_is_back(p, 4);
    play_tap(p, ACTION_AGREE, 0);
    play_photo_comes(p, 4);
    staff_are_sure(p);
    assert_null(play_sent(p, WIRE_QUERY));
    assert_int_equal(p->session.fault, WIRE_FAULT_HELP_LIMITED);
}

static void a_genuine_card_without_a_finger_is_helped_and_not_sent_away(void **state)
{
    struct play *p = *state;
    play_chip_down(p, 1, "3510150101800001");
    play_tap(p, ACTION_AGREE, 0);
    play_fault(p, PEER_CARD, WIRE_FAULT_TEMPLATES_UNFIT, 0);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_int_equal(p->session.fault, WIRE_FAULT_TEMPLATES_UNFIT);
    assert_true(play_shows_as(p, ROLE_PRIMARY, "Panggil petugas"));
    staff_called(p);
    staff_helper_signs_in(p);
    staff_attends(p, WIRE_NO_FINGER_NOT_ON_CHIP, false);
    play_tap(p, ACTION_KEY, 'A');
    play_tap(p, ACTION_ON, 0);
    play_chip_down(p, 3, "3510150101800001");
    play_tap(p, ACTION_AGREE, 0);
    play_photo_comes(p, 3);
    play_fault(p, PEER_CARD, WIRE_FAULT_TEMPLATES_UNFIT, 0);
    staff_are_sure(p);
    assert_non_null(play_sent(p, WIRE_QUERY));
}

static void at_chip_a_face_opens_nothing_before_the_card_has_proved_genuine(void **state)
{
    struct play *p = *state;
    play_chip_down(p, 1, "3510150101800001");
    staff_called(p);
    staff_helper_signs_in(p);
    staff_attends(p, WIRE_NO_FINGER_WORN, false);
    play_tap(p, ACTION_KEY, 'A');
    play_tap(p, ACTION_ON, 0);
    play_chip_down(p, 3, "3510150101800001");
    play_tap(p, ACTION_AGREE, 0);
    play_photo_comes(p, 3);
    staff_are_sure(p);
    assert_int_equal(p->session.state, STATE_TEMPLATES);
    assert_null(play_sent(p, WIRE_QUERY));
    play_chip_proves(p, 3);
    assert_int_equal(p->session.state, STATE_LOADING);
    assert_non_null(play_sent(p, WIRE_QUERY));
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, play_setup, play_teardown)
    const struct CMUnitTest tests[] = {
        TEST(an_assisted_result_is_opened_by_the_residents_own_finger_and_names_the_helper),
        TEST(an_attended_result_names_reason_helper_and_witness_and_has_no_finger),
        TEST(without_the_photo_nobody_says_that_it_is_the_face),
        TEST(a_face_nobody_is_sure_of_opens_nothing),
        TEST(a_witness_by_name_is_written_down),
        TEST(a_name_is_corrected_and_no_longer_than_there_is_room),
        TEST(no_other_reason_than_those_on_the_screen_is_written_down),
        TEST(a_helper_at_level_chip_signs_with_the_cards_own_templates),
        TEST(who_does_not_agree_goes_on_alone),
        TEST(ending_assistance_shows_nothing_until_the_resident_goes_on_alone),
        TEST(help_is_not_ended_while_the_residents_card_is_away),
        TEST(ending_attendance_ends_the_visit),
        TEST(a_relative_helps_without_staff_and_the_card_stays),
        TEST(without_a_finger_the_helper_signs_for_each_filing_and_the_receipt_names_all),
        TEST(what_was_read_back_is_sent_as_it_is_or_not_at_all),
        TEST(a_filing_that_was_helped_names_the_helper_though_the_help_has_ended),
        TEST(help_that_came_and_went_while_it_was_written_is_named_too),
        TEST(the_services_policy_keeps_from_help_what_it_does_not_allow),
        TEST(where_no_helper_may_see_a_result_none_is_asked_for),
        TEST(a_genuine_card_without_a_finger_is_helped_and_not_sent_away),
        TEST(at_chip_a_face_opens_nothing_before_the_card_has_proved_genuine),
    };
    return cmocka_run_group_tests_name("helping", tests, NULL, NULL);
}
