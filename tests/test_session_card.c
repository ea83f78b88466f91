/* What a card does to a visit: proved or not, lifted, another one, left behind. */
#include "kiosk/devices.h"
#include "session_play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NIK "3510154807710002"

static void at_chip_the_finger_is_compared_with_the_card_alone(void **state)
{
    struct play *p = *state;
    play_chip_down(p, 1, NIK);
    play_chip_proves(p, 1);
    assert_int_equal(p->session.state, STATE_CONSENT);
    play_tap(p, ACTION_AGREE, 0);
    assert_null(play_sent(p, WIRE_TEMPLATES_ASK));
    assert_null(play_sent(p, WIRE_VERIFY));
    const struct wire_attempt *a = play_sent(p, WIRE_ATTEMPT)->body;
    assert_string_equal(a->card.nik, NIK);
    assert_false(a->verified);
    play_check_may_begin(p);
    assert_int_equal(((const struct wire_verify *)play_sent(p, WIRE_VERIFY)->body)->against.count,
                     2);
    play_finger_matches(p);
    const struct wire_query *q = play_sent(p, WIRE_QUERY)->body;
    assert_int_equal(q->subject.card.assurance, WIRE_ASSURANCE_CHIP);
    assert_string_equal(q->subject.card.nik, NIK);
}

static void at_chip_no_finger_is_asked_for_before_the_card_proved_genuine(void **state)
{
    struct play *p = *state;
    play_chip_down(p, 1, NIK);
    play_tap(p, ACTION_AGREE, 0);
    assert_int_equal(p->session.state, STATE_TEMPLATES);
    assert_int_equal(p->commands.count, 0);
    play_chip_proves(p, 2); /* of another card */
    assert_int_equal(p->session.state, STATE_TEMPLATES);
    play_chip_proves(p, 1);
    assert_non_null(play_sent(p, WIRE_ATTEMPT));
    play_check_may_begin(p);
    assert_int_equal(p->session.state, STATE_FINGER);
}

static void a_card_that_does_not_prove_genuine_ends_its_visit_and_is_not_sent_anywhere(void **state)
{
    struct play *p = *state;
    static const struct wire_card nothing;
    play_chip_down(p, 1, NIK);
    play_tap(p, ACTION_AGREE, 0);
    play_fault(p, PEER_CARD, WIRE_FAULT_CARD_FORGED, 0);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_int_equal(p->session.fault, WIRE_FAULT_CARD_FORGED);
    assert_memory_equal(&p->session.visit.card, &nothing, sizeof nothing);
    assert_null(play_sent(p, WIRE_QUERY));
    const struct wire_fault_report *told = play_sent(p, WIRE_INCIDENT)->body;
    assert_int_equal(told->fault, WIRE_FAULT_CARD_FORGED);
    play_card_up(p, 1);
    assert_true(play_wiped(p));
}

static void at_chip_a_second_card_beside_the_first_ends_the_visit(void **state)
{
    struct play *p = *state;
    play_chip_down(p, 1, NIK);
    assert_int_equal(p->session.state, STATE_CONSENT);
    play_fault(p, PEER_CARD, WIRE_FAULT_CARD_SEVERAL, 0);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_int_equal(p->session.fault, WIRE_FAULT_CARD_SEVERAL);
    assert_string_equal(p->session.visit.card.nik, "");
    play_card_up(p, 1);
    assert_int_equal(p->session.state, STATE_START);
}

static void who_lifts_the_card_before_it_is_read_is_told_so_for_a_while(void **state)
{
    struct play *p = *state;
    play_card_seen(p, 1);
    play_card_up(p, 1);
    assert_int_equal(p->session.state, STATE_START);
    assert_int_equal(p->session.fault, WIRE_FAULT_CARD_LIFTED);
    screen_build(&p->session, &p->scene);
    bool told = false;
    for (unsigned i = 0; i < p->scene.count; i++)
        told |= !strcmp(p->scene.elements[i].label, "KTP terangkat terlalu cepat.");
    assert_true(told);
    p->now_ms += SESSION_LIFTED_MS;
    play_step(p, (struct event){.kind = EVENT_TIME});
    assert_int_equal(p->session.fault, WIRE_FAULT_NONE);
    play_card_down(p, 2, 0xA1);
    play_card_up(p, 2); /* read: it was not too early */
    assert_int_equal(p->session.fault, WIRE_FAULT_NONE);
}

static void every_forged_card_is_reported_and_a_plug_that_comes_and_goes_now_and_then(void **state)
{
    struct play *p = *state;
    for (int i = 0; i < 2; i++) {
        play_fault(p, PEER_CARD, WIRE_FAULT_CARD_FORGED, 0);
        assert_non_null(play_sent(p, WIRE_INCIDENT));
    }
    play_fault(p, PEER_CARD, WIRE_FAULT_READER_ABSENT, 0);
    assert_non_null(play_sent(p, WIRE_INCIDENT));
    play_step(p, (struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_CARD});
    assert_null(play_sent(p, WIRE_INCIDENT));
    play_fault(p, PEER_CARD, WIRE_FAULT_SAM_EXPIRED, 0);
    assert_non_null(play_sent(p, WIRE_INCIDENT));
    play_fault(p, PEER_CARD, WIRE_FAULT_CARD_NOT_EKTP, 0);
    assert_null(play_sent(p, WIRE_INCIDENT)); /* people's business */
    p->now_ms += SESSION_REPORT_MS;
    play_step(p, (struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_CARD});
    assert_non_null(play_sent(p, WIRE_INCIDENT));
}

static void a_sam_that_fails_under_a_visit_ends_it_and_else_closes_nothing(void **state)
{
    struct play *p = *state;
    play_fault(p, PEER_CARD, WIRE_FAULT_SAM_ABSENT, 0);
    assert_int_equal(p->session.state, STATE_START);
    assert_int_equal(p->session.device_fault[PEER_CARD], WIRE_FAULT_NONE);
    play_chip_down(p, 1, NIK);
    play_fault(p, PEER_CARD, WIRE_FAULT_SAM_REFUSES, 0);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    play_card_up(p, 1);
    play_chip_down(p, 2, NIK);
    play_chip_proves(p, 2);
    play_fault(p, PEER_CARD, WIRE_FAULT_SAM_REFUSES, 0);
    assert_int_equal(p->session.state, STATE_CONSENT);
}

static uint32_t told_of_sam(const struct play *p)
{
    struct wire_devices d;
    devices_of(&p->session, &d);
    assert_int_equal(d.faults[WIRE_PART_READER], WIRE_FAULT_NONE);
    return d.without & 1u << WIRE_PART_SAM ? WIRE_FAULTS : d.faults[WIRE_PART_SAM];
}

static void the_service_hears_of_the_sam_where_one_is_set_up(void **state)
{
    struct play *p = *state;
    assert_int_equal(told_of_sam(p), WIRE_FAULTS);
    play_saying(p, WIRE_READY)->ready.sam = 1;
    play_said(p, PEER_CARD, 0);
    assert_int_equal(told_of_sam(p), WIRE_FAULT_NONE);
    play_fault(p, PEER_CARD, WIRE_FAULT_SAM_EXPIRED, 0);
    assert_int_equal(told_of_sam(p), WIRE_FAULT_SAM_EXPIRED);
    play_chip_down(p, 1, NIK);
    play_chip_proves(p, 1);
    assert_int_equal(told_of_sam(p), WIRE_FAULT_NONE);
}

static void at_chip_only_the_card_of_the_same_nik_brings_a_lifted_visit_back(void **state)
{
    struct play *p = *state;
    play_chip_down(p, 1, NIK);
    play_chip_proves(p, 1);
    play_tap(p, ACTION_AGREE, 0);
    play_check_may_begin(p);
    play_card_up(p, 1);
    assert_int_equal(p->session.state, STATE_LIFTED);
    play_chip_down(p, 2, NIK);
    assert_int_equal(p->session.state, STATE_FINGER);
    play_card_up(p, 2);
    play_chip_down(p, 3, "3510154807710003");
    assert_int_equal(p->session.state, STATE_CONSENT);
    assert_int_equal(p->session.visit.templates.count, 0);
}

static void a_lifted_card_closes_the_screen_and_the_same_card_goes_on(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    play_tap(p, ACTION_PROGRAMME, 0);
    play_card_up(p, 1);
    assert_int_equal(p->session.state, STATE_LIFTED);
    screen_build(&p->session, &p->scene);
    for (unsigned i = 0; i < p->scene.count; i++)
        assert_null(strstr(p->scene.elements[i].label, "LATIHAN"));
    play_card_down(p, 2, 0xA1);
    assert_int_equal(p->session.state, STATE_PROGRAMME);
}

static void another_card_after_a_lifted_one_starts_from_nothing(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    uint32_t before = p->session.visit_number;
    play_card_up(p, 1);
    play_card_down(p, 2, 0xB2);
    assert_int_equal(p->session.state, STATE_CONSENT);
    assert_int_equal(p->session.visit_number, before + 1);
    assert_string_equal(p->session.visit.breakdown.name, "");
}

static void a_card_that_stays_away_ends_the_visit(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    play_card_up(p, 1);
    p->now_ms = session_deadline_ms(&p->session);
    p->now_ms--;
    play_step(p, (struct event){.kind = EVENT_TIME});
    assert_int_equal(p->session.state, STATE_LIFTED);
    p->now_ms++;
    play_step(p, (struct event){.kind = EVENT_TIME});
    assert_true(play_wiped(p));
    assert_int_equal(p->commands.list[0].kind, COMMAND_WIPE);
}

static void a_wrong_card_laid_down_instead_is_told_and_does_not_go_on(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    play_card_up(p, 1);
    play_fault(p, PEER_CARD, WIRE_FAULT_CARD_UNREADABLE, 0);
    assert_int_equal(p->session.state, STATE_LIFTED);
    p->now_ms = session_deadline_ms(&p->session);
    play_step(p, (struct event){.kind = EVENT_TIME});
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_int_equal(p->session.fault, WIRE_FAULT_CARD_UNREADABLE);
    assert_string_equal(p->session.visit.breakdown.name, "");
    play_card_up(p, 2);
    assert_true(play_wiped(p));
}

static void a_lifted_card_stops_the_finger_and_its_return_asks_again(void **state)
{
    struct play *p = *state;
    play_card_down(p, 1, 0xA1);
    play_tap(p, ACTION_AGREE, 0);
    play_templates_come(p);
    play_finger_hint(p, WIRE_HINT_HOLD);
    play_card_up(p, 1);
    assert_non_null(play_sent(p, WIRE_VERIFY_STOP));
    play_finger_matches(p); /* was already on its way */
    assert_int_equal(p->session.state, STATE_LIFTED);
    play_card_down(p, 2, 0xA1);
    assert_non_null(play_sent(p, WIRE_ATTEMPT));
    play_check_may_begin(p);
    assert_int_equal(p->session.state, STATE_FINGER);
    assert_non_null(play_sent(p, WIRE_VERIFY));
}

static void a_card_left_after_the_end_starts_no_visit(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    uint32_t number = p->session.visit_number;
    play_tap(p, ACTION_DONE, 0);
    assert_int_equal(p->session.state, STATE_TAKE_CARD);
    assert_string_equal(p->session.visit.breakdown.name, "");
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_TAKE_CARD);
    assert_int_equal(p->session.visit_number, number);
    play_card_up(p, 1);
    assert_true(play_wiped(p));
}

static void help_asked_for_while_the_card_is_read_hides_nothing_of_it(void **state)
{
    struct play *p = *state;
    play_card_seen(p, 1);
    play_tap(p, ACTION_HELP, 0);
    play_card_read(p, 1, 0xA1);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_CONSENT);
}

static void help_without_a_card_never_asks_for_one_to_be_taken(void **state)
{
    struct play *p = *state;
    play_tap(p, ACTION_WHO, 0);
    play_tap(p, ACTION_HELP, 0);
    p->now_ms = session_deadline_ms(&p->session);
    play_step(p, (struct event){.kind = EVENT_TIME});
    assert_int_equal(p->session.state, STATE_START);
    play_tap(p, ACTION_WHO, 0);
    play_tap(p, ACTION_HELP, 0);
    play_tap(p, ACTION_DONE, 0);
    assert_int_equal(p->session.state, STATE_START);
    play_tap(p, ACTION_WHO, 0);
    play_tap(p, ACTION_HELP, 0);
    play_card_down(p, 1, 0xA1);
    assert_int_equal(p->session.state, STATE_CONSENT);
}

static void help_asked_for_before_a_card_proves_bad_leads_back_to_that(void **state)
{
    struct play *p = *state;
    play_card_seen(p, 1);
    play_tap(p, ACTION_HELP, 0);
    play_fault(p, PEER_CARD, WIRE_FAULT_CARD_NOT_EKTP, 0);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_int_equal(p->session.fault, WIRE_FAULT_CARD_NOT_EKTP);
}

static void a_wrong_card_is_told_and_its_removal_returns_to_the_start(void **state)
{
    struct play *p = *state;
    play_saying(p, WIRE_CARD_SEEN)->card_seen.placement = 1;
    play_said(p, PEER_CARD, 0);
    play_fault(p, PEER_CARD, WIRE_FAULT_CARD_NOT_EKTP, 0);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    play_card_up(p, 1);
    assert_true(play_wiped(p));
}

static void a_card_left_behind_is_asked_for_and_then_staff_are(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    play_tap(p, ACTION_DONE, 0);
    for (unsigned i = 1; i <= SESSION_STAFF_AFTER; i++) {
        play_time_passes(p);
        assert_int_equal(p->session.state, STATE_TAKE_CARD);
        assert_int_equal(p->session.reminders, i);
        assert_int_equal(play_chimed(p), WIRE_SOUND_COME_BACK);
    }
    screen_build(&p->session, &p->scene);
    assert_non_null(strstr(p->scene.elements[p->scene.count - 1].label, "Petugas desa"));
    play_card_up(p, 1);
    assert_true(play_wiped(p));
}

static void a_card_lifted_during_the_alert_closes_the_visit_as_ever(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    play_time_passes(p);
    play_card_up(p, 1);
    assert_int_equal(p->session.state, STATE_LIFTED);
    play_card_down(p, 2, 0xA1);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, play_setup, play_teardown)
    const struct CMUnitTest tests[] = {
        TEST(at_chip_the_finger_is_compared_with_the_card_alone),
        TEST(at_chip_no_finger_is_asked_for_before_the_card_proved_genuine),
        TEST(a_card_that_does_not_prove_genuine_ends_its_visit_and_is_not_sent_anywhere),
        TEST(at_chip_a_second_card_beside_the_first_ends_the_visit),
        TEST(who_lifts_the_card_before_it_is_read_is_told_so_for_a_while),
        TEST(every_forged_card_is_reported_and_a_plug_that_comes_and_goes_now_and_then),
        TEST(a_sam_that_fails_under_a_visit_ends_it_and_else_closes_nothing),
        TEST(the_service_hears_of_the_sam_where_one_is_set_up),
        TEST(at_chip_only_the_card_of_the_same_nik_brings_a_lifted_visit_back),
        TEST(a_lifted_card_closes_the_screen_and_the_same_card_goes_on),
        TEST(another_card_after_a_lifted_one_starts_from_nothing),
        TEST(a_card_that_stays_away_ends_the_visit),
        TEST(a_wrong_card_laid_down_instead_is_told_and_does_not_go_on),
        TEST(a_lifted_card_stops_the_finger_and_its_return_asks_again),
        TEST(a_card_left_after_the_end_starts_no_visit),
        TEST(help_asked_for_while_the_card_is_read_hides_nothing_of_it),
        TEST(help_asked_for_before_a_card_proves_bad_leads_back_to_that),
        TEST(help_without_a_card_never_asks_for_one_to_be_taken),
        TEST(a_wrong_card_is_told_and_its_removal_returns_to_the_start),
        TEST(a_card_left_behind_is_asked_for_and_then_staff_are),
        TEST(a_card_lifted_during_the_alert_closes_the_visit_as_ever),
    };
    return cmocka_run_group_tests_name("session_card", tests, NULL, NULL);
}
