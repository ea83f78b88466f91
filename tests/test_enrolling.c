/* Residents whose cards the service does not know, one after another. */
#include "staff_play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* From a card that is not known to the place where residents follow each other. */
static void to_first_resident(struct play *p)
{
    play_card_down(p, 1, 0xA0);
    play_tap(p, ACTION_AGREE, 0);
    play_fault(p, PEER_COURIER, WIRE_FAULT_CARD_UNKNOWN, p->session.visit_number);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    play_tap(p, ACTION_ENROL, 0);
    assert_int_equal(p->session.state, STATE_CALLED);
    play_card_up(p, 1);
    staff_signs_in(p, 2, HELPER, "wayan");
    staff_signs_in(p, 3, WITNESS, "made");
    assert_int_equal(p->session.state, STATE_ENROL_CARD);
}

static void to_check(struct play *p, uint32_t placement)
{
    play_card_down(p, placement, (uint8_t)placement);
    assert_int_equal(p->session.state, STATE_ENROL_CONSENT);
    play_photo_comes(p, placement);
    play_tap(p, ACTION_AGREE, 0);
    for (int i = 0; i < 16; i++) {
        play_tap(p, ACTION_ON, 0); /* not before it is whole */
        assert_int_equal(p->session.state, STATE_ENROL_NIK);
        play_tap(p, ACTION_KEY, '3');
    }
    play_tap(p, ACTION_ERASE, 0);
    play_tap(p, ACTION_ON, 0);
    assert_int_equal(p->session.state, STATE_ENROL_NIK);
    play_tap(p, ACTION_KEY, '3');
    play_tap(p, ACTION_KEY, '4'); /* one too many */
    play_tap(p, ACTION_ON, 0);
    assert_int_equal(p->session.state, STATE_ENROL_CHECK);
}

static uint32_t asked_for(const struct play *p)
{
    return ((const struct wire_enrol *)play_sent(p, WIRE_ENROL)->body)->position;
}

static void finger_is_enrolled(struct play *p)
{
    struct wire_enrolled *e = &play_saying(p, WIRE_ENROLLED)->enrolled;
    e->quality = 80;
    e->template.size = 100;
    play_said(p, PEER_FINGER, p->session.visit_number);
}

static void to_receipt(struct play *p, uint32_t placement)
{
    to_check(p, placement);
    play_tap(p, ACTION_FACE, 1);
    assert_int_equal(asked_for(p), 2);
    finger_is_enrolled(p);
    assert_int_equal(asked_for(p), 7);
    finger_is_enrolled(p);
    assert_int_equal(p->session.state, STATE_ENROL_SENDING);
}

static void thirty_residents_follow_one_sign_in_and_nothing_of_one_reaches_the_next(void **state)
{
    static const struct enrolling nobody;
    struct play *p = *state;
    to_first_resident(p);
    for (uint32_t i = 0; i < WIRE_ENROLMENTS_MAX; i++) {
        to_receipt(p, 10 + i);
        const struct wire_enrolment *e = play_sent(p, WIRE_ENROLMENT)->body;
        assert_int_equal(e->card.uid[0], 10 + i);
        assert_string_equal(e->nik, "3333333333333333");
        assert_string_equal(e->help.helper, "wayan");
        assert_string_equal(e->help.witness, "made");
        assert_string_equal(e->consent.version, SESSION_ENROL_VERSION);
        assert_int_equal(e->fingers[0].position, 2);
        assert_int_equal(e->fingers[1].position, 7);
        play_receipt_comes(p, false);
        assert_int_equal(p->session.state, STATE_ENROL_DONE);
        assert_int_equal(p->session.visit.enrolling.templates[0].size, 0); /* never kept */
        play_card_up(p, 10 + i);
        assert_memory_equal(&p->session.visit.enrolling, &nobody, sizeof nobody);
    }
    assert_true(play_wiped(p)); /* then somebody signs in again */
    assert_string_equal(p->session.enrollers.help.helper, "");
}

static void a_finger_that_makes_no_good_template_leads_to_another(void **state)
{
    struct play *p = *state;
    to_first_resident(p);
    to_check(p, 10);
    play_tap(p, ACTION_FACE, 1);
    play_fault(p, PEER_FINGER, WIRE_FAULT_FINGER_POOR, p->session.visit_number);
    assert_int_equal(asked_for(p), 7);
    finger_is_enrolled(p);
    assert_int_equal(asked_for(p), 1);
    play_tap(p, ACTION_FINGER_HARD, 0);
    assert_non_null(play_sent(p, WIRE_VERIFY_STOP));
    assert_int_equal(asked_for(p), 6);
    finger_is_enrolled(p);
    const struct wire_enrolment *e = play_sent(p, WIRE_ENROLMENT)->body;
    assert_int_equal(e->fingers[0].position, 7);
    assert_int_equal(e->fingers[1].position, 6);
}

static void who_refuses_is_not_seen_clearly_or_lifts_the_card_leaves_nothing(void **state)
{
    struct play *p = *state;
    to_first_resident(p);
    play_card_down(p, 10, 0xA1);
    play_tap(p, ACTION_REFUSE, 0);
    assert_int_equal(p->session.state, STATE_ENROL_CARD);
    assert_int_equal(p->session.visit.card.uid_size, 0);
    play_card_up(p, 10);
    to_check(p, 11);
    play_tap(p, ACTION_FACE, 0);
    assert_int_equal(p->session.state, STATE_ENROL_CARD);
    assert_string_equal(p->session.visit.enrolling.nik.text, "");
    play_card_up(p, 11);
    to_check(p, 12);
    play_tap(p, ACTION_FACE, 1);
    play_card_up(p, 12);
    assert_non_null(play_sent(p, WIRE_VERIFY_STOP));
    assert_int_equal(p->session.state, STATE_ENROL_CARD);
    assert_int_equal(p->session.enrollers.done, 0);
    finger_is_enrolled(p); /* too late, and of the one before */
    assert_int_equal(p->session.state, STATE_ENROL_CARD);
}

/* Nobody's fingers come under another's card. */
static void what_the_reader_tells_late_or_again_changes_nobody(void **state)
{
    struct play *p = *state;
    to_first_resident(p);
    play_card_seen(p, 11);
    play_card_read(p, 10, 10);
    assert_false(p->allowed);
    assert_int_equal(p->session.state, STATE_ENROL_CARD);
    to_check(p, 12);
    play_card_read(p, 12, 0x99);
    assert_int_equal(p->session.state, STATE_ENROL_CHECK);
    assert_int_equal(p->session.visit.card.uid[0], 12);
    play_fault(p, PEER_CARD, WIRE_FAULT_CARD_UNREADABLE, 0);
    assert_int_equal(p->session.visit.enrolling.told, ENROLLING_NOTHING);
}

static void a_card_whose_chip_is_read_or_that_cannot_be_read_is_told_until_it_is_taken(void **state)
{
    struct play *p = *state;
    to_first_resident(p);
    play_chip_down(p, 10, "3510150101800001");
    assert_int_equal(p->session.state, STATE_ENROL_CARD);
    assert_int_equal(p->session.visit.enrolling.told, ENROLLING_NO_NEED);
    play_card_up(p, 10);
    assert_int_equal(p->session.visit.enrolling.told, ENROLLING_NOTHING);
    play_card_seen(p, 11);
    play_fault(p, PEER_CARD, WIRE_FAULT_CARD_UNREADABLE, 0);
    assert_int_equal(p->session.visit.enrolling.told, ENROLLING_UNREADABLE);
}

static void an_enrolment_that_is_not_stored_is_told_and_the_next_may_come(void **state)
{
    struct play *p = *state;
    to_first_resident(p);
    for (uint32_t placement = 10; placement <= 11; placement++) {
        to_receipt(p, placement);
        if (placement == 10)
            play_fault(p, PEER_COURIER, WIRE_FAULT_STORE_UNUSABLE, p->session.visit_number);
        else
            play_time_passes(p);
        assert_int_equal(p->session.state, STATE_ENROL_CARD);
        assert_int_equal(p->session.visit.enrolling.told, ENROLLING_FAILED);
        assert_int_equal(p->session.enrollers.done, 0);
        play_card_up(p, placement);
    }
}

static void a_receipt_that_comes_again_counts_once(void **state)
{
    struct play *p = *state;
    to_first_resident(p);
    to_receipt(p, 10);
    play_receipt_comes(p, false);
    play_receipt_comes(p, true);
    assert_int_equal(p->session.state, STATE_ENROL_DONE);
    assert_int_equal(p->session.enrollers.done, 1);
}

/* A card that leaves under it ends its own enrolment, and what was sent is not sent twice. */
static void help_on_the_way_loses_nothing_and_keeps_nobody(void **state)
{
    struct play *p = *state;
    to_first_resident(p);
    to_check(p, 10);
    play_tap(p, ACTION_HELP, 0);
    assert_int_equal(p->session.state, STATE_HELP);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_ENROL_CHECK);
    play_tap(p, ACTION_FACE, 1);
    play_tap(p, ACTION_HELP, 0);
    assert_non_null(play_sent(p, WIRE_VERIFY_STOP));
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(asked_for(p), 2);
    finger_is_enrolled(p);
    finger_is_enrolled(p);
    assert_int_equal(p->session.state, STATE_ENROL_SENDING);
    play_tap(p, ACTION_HELP, 0);
    play_receipt_comes(p, false);
    assert_int_equal(p->session.state, STATE_ENROL_DONE);
    play_card_up(p, 10);
    to_check(p, 11);
    play_tap(p, ACTION_HELP, 0);
    play_card_up(p, 11);
    assert_int_equal(p->session.state, STATE_ENROL_CARD);
    assert_string_equal(p->session.visit.enrolling.nik.text, "");
    assert_int_equal(p->session.enrollers.done, 1);
}

static void the_enrollers_leave_with_the_last_touch(void **state)
{
    struct play *p = *state;
    to_first_resident(p);
    play_time_passes(p);
    assert_true(play_wiped(p));
    assert_string_equal(p->session.enrollers.help.helper, "");
    play_card_down(p, 20, 0xA1); /* a resident's own visit */
    assert_int_equal(p->session.state, STATE_CONSENT);
}

static void nobody_enrols_without_signing_in(void **state)
{
    struct play *p = *state;
    play_card_down(p, 1, 0xA0);
    play_tap(p, ACTION_ENROL, 0);
    assert_int_equal(p->session.state, STATE_CONSENT);
    play_tap(p, ACTION_AGREE, 0);
    play_fault(p, PEER_COURIER, WIRE_FAULT_CARD_UNKNOWN, p->session.visit_number);
    play_tap(p, ACTION_ENROL, 0);
    play_card_up(p, 1);
    play_card_down(p, 2, 0xA0); /* of nobody of the staff */
    staff_is(p, WIRE_STAFF_UNLISTED, "");
    assert_int_equal(p->session.state, STATE_CALLED);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_TAKE_CARD);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, play_setup, play_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(thirty_residents_follow_one_sign_in_and_nothing_of_one_reaches_the_next),
        TEST(a_finger_that_makes_no_good_template_leads_to_another),
        TEST(who_refuses_is_not_seen_clearly_or_lifts_the_card_leaves_nothing),
        TEST(what_the_reader_tells_late_or_again_changes_nobody),
        TEST(a_card_whose_chip_is_read_or_that_cannot_be_read_is_told_until_it_is_taken),
        TEST(an_enrolment_that_is_not_stored_is_told_and_the_next_may_come),
        TEST(a_receipt_that_comes_again_counts_once),
        TEST(help_on_the_way_loses_nothing_and_keeps_nobody),
        TEST(the_enrollers_leave_with_the_last_touch),
        TEST(nobody_enrols_without_signing_in),
    };
    return cmocka_run_group_tests_name("enrolling", tests, NULL, NULL);
}
