/* Residents whose cards the service does not know, one after another. */
#include "session_play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { HELPER = 0xB1, WITNESS = 0xC1 };

static void signs_in(struct play *p, uint32_t placement, uint8_t uid, const char *id)
{
    play_card_down(p, placement, uid);
    struct wire_staff *s = &play_saying(p, WIRE_STAFF)->staff;
    s->standing = WIRE_STAFF_LISTED;
    s->rights = WIRE_RIGHTS;
    strcpy(s->id, id);
    strcpy(s->name, id);
    s->count = 1;
    s->templates[0].position = 2;
    play_said(p, PEER_COURIER, p->session.visit_number);
    play_finger_matches(p);
    play_card_up(p, placement);
}

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
    signs_in(p, 2, HELPER, "wayan");
    signs_in(p, 3, WITNESS, "made");
    assert_int_equal(p->session.state, STATE_ENROL_CARD);
}

static void to_check(struct play *p, uint32_t placement)
{
    play_card_down(p, placement, (uint8_t)placement);
    assert_int_equal(p->session.state, STATE_ENROL_CONSENT);
    struct wire_card_photo *photo = &play_saying(p, WIRE_CARD_PHOTO)->card_photo;
    photo->placement = placement;
    photo->width_px = 3;
    photo->height_px = 4;
    play_said(p, PEER_CARD, 0);
    play_tap(p, ACTION_AGREE, 0);
    for (int i = 0; i < 16; i++) {
        play_tap(p, ACTION_ON, 0); /* not before it is whole */
        assert_int_equal(p->session.state, STATE_ENROL_NIK);
        play_tap(p, ACTION_KEY, '3');
    }
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
    play_saying(p, WIRE_STAFF)->staff.standing = WIRE_STAFF_UNLISTED;
    play_said(p, PEER_COURIER, p->session.visit_number);
    assert_int_equal(p->session.state, STATE_CALLED);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_TAKE_CARD);
}

#define ENROLLING_TEST(name) cmocka_unit_test_setup_teardown(name, play_setup, play_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ENROLLING_TEST(thirty_residents_follow_one_sign_in_and_nothing_of_one_reaches_the_next),
        ENROLLING_TEST(a_finger_that_makes_no_good_template_leads_to_another),
        ENROLLING_TEST(who_refuses_is_not_seen_clearly_or_lifts_the_card_leaves_nothing),
        ENROLLING_TEST(help_on_the_way_loses_nothing_and_keeps_nobody),
        ENROLLING_TEST(the_enrollers_leave_with_the_last_touch),
        ENROLLING_TEST(nobody_enrols_without_signing_in),
    };
    return cmocka_run_group_tests_name("enrolling", tests, NULL, NULL);
}
