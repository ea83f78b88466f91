/* A visit as it should go, and who may say what in it. */
#include "session_play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void a_resident_sees_the_result_after_card_consent_and_finger(void **state)
{
    struct play *p = *state;
    play_card_down(p, 1, 0xA1);
    assert_int_equal(p->session.state, STATE_CONSENT);
    play_tap(p, ACTION_AGREE, 0);
    assert_string_equal(((const struct wire_templates_ask *)play_sent(p, WIRE_TEMPLATES_ASK)->body)
                            ->consent.version,
                        SESSION_CONSENT_VERSION);
    play_templates_come(p);
    assert_non_null(play_sent(p, WIRE_VERIFY));
    assert_int_equal(p->session.finger, 7);
    play_finger_matches(p);
    const struct wire_query *q = play_sent(p, WIRE_QUERY)->body;
    assert_int_equal(q->subject.card.uid[0], 0xA1);
    assert_int_equal(q->subject.score_class, 2);
    assert_int_equal(q->subject.verified_at, NOON);
    play_breakdown_comes(p);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
}

static void a_driver_says_only_what_is_its_to_say(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    play_saying(p, WIRE_CARD_SEEN)->card_seen.placement = 9;
    play_said(p, PEER_FINGER, 0);
    assert_false(p->allowed);
    play_saying(p, WIRE_LINK)->link.online = 1;
    play_said(p, PEER_CARD, 0);
    assert_false(p->allowed);
    strcpy(play_saying(p, WIRE_RECEIPT)->receipt.number, "482910000017");
    play_said(p, PEER_VOICE, p->session.visit_number);
    assert_false(p->allowed);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
}

static void an_answer_to_no_visit_is_nobodys(void **state)
{
    struct play *p = *state;
    play_card_down(p, 1, 0xA1);
    play_tap(p, ACTION_AGREE, 0);
    play_templates_come(p);
    play_saying(p, WIRE_VERIFIED)->verified.matched = 1;
    play_said(p, PEER_FINGER, 0);
    assert_false(p->allowed);
    assert_int_equal(p->session.state, STATE_FINGER);
}

static void a_disk_that_is_full_is_told_before_anything_is_typed(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    play_saying(p, WIRE_LINK)->link = (struct wire_link){.online = 1, .store_unusable = 1};
    play_said(p, PEER_COURIER, 0);
    play_tap(p, ACTION_PROGRAMME, 0);
    play_tap(p, ACTION_OBJECT, 0);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_int_equal(p->session.fault, WIRE_FAULT_STORE_UNUSABLE);
    play_tap(p, ACTION_RETRY, 0);
    assert_int_equal(p->session.state, STATE_PROGRAMME);
    play_tap(p, ACTION_REPORT, WIRE_REPORT_REGISTRATION);
    assert_int_equal(p->session.fault, WIRE_FAULT_STORE_UNUSABLE);
    play_tap(p, ACTION_RETRY, 0);
    play_saying(p, WIRE_LINK)->link.online = 1;
    play_said(p, PEER_COURIER, 0);
    play_tap(p, ACTION_OBJECT, 0);
    assert_int_equal(p->session.state, STATE_WHICH);
}

static void after_days_without_the_service_nothing_is_taken_in(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    play_saying(p, WIRE_LINK)->link =
        (struct wire_link){.offline_since = NOON - 60, .contact = WIRE_CONTACT_LOST};
    play_said(p, PEER_COURIER, 0);
    play_tap(p, ACTION_PROGRAMME, 0);
    play_tap(p, ACTION_OBJECT, 0);
    assert_int_equal(p->session.fault, WIRE_FAULT_CONTACT_LOST);
}

static void a_broken_line_is_told_before_consent_and_its_return_goes_on(void **state)
{
    struct play *p = *state;
    play_saying(p, WIRE_LINK)->link.offline_since = NOON - 60;
    play_said(p, PEER_COURIER, 0);
    play_card_down(p, 1, 0xA1);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_int_equal(p->session.fault, WIRE_FAULT_LINK_DOWN);
    play_saying(p, WIRE_LINK)->link.online = 1;
    play_said(p, PEER_COURIER, 0);
    assert_int_equal(p->session.state, STATE_CONSENT);
}

static void nothing_is_asked_of_the_service_before_consent(void **state)
{
    struct play *p = *state;
    play_card_down(p, 1, 0xA1);
    assert_int_equal(p->commands.count, 0);
    play_tap(p, ACTION_REFUSE, 0);
    assert_int_equal(p->session.state, STATE_REFUSED);
    assert_null(play_sent(p, WIRE_TEMPLATES_ASK));
    play_card_up(p, 1);
    assert_true(play_wiped(p));
}

static void an_objection_is_sent_only_after_the_finger_on_the_declaration(void **state)
{
    struct play *p = *state;
    play_to_declaration(p);
    assert_null(play_sent(p, WIRE_FILING));
    play_finger_matches(p);
    const struct wire_filing *o = play_sent(p, WIRE_FILING)->body;
    assert_string_equal(o->programme, "PKH");
    assert_string_equal(o->contested[0].reason, "r1");
    assert_string_equal(o->contested[1].reason, "");
    assert_string_equal(o->contested[0].ground, "sold");
    assert_int_equal(p->session.state, STATE_SENDING);
    play_receipt_comes(p, false);
    assert_int_equal(p->session.state, STATE_RECEIPT);
    play_receipt_comes(p, true);
    assert_int_equal(p->session.visit.receipt.delivered, 1);
}

static void sending_again_after_a_crash_uses_the_same_key_and_a_new_ground_another(void **state)
{
    struct play *p = *state;
    uint8_t key[WIRE_KEY];
    play_to_declaration(p);
    play_finger_matches(p);
    memcpy(key, ((const struct wire_filing *)play_sent(p, WIRE_FILING)->body)->key, WIRE_KEY);
    play_step(p, (struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_COURIER});
    assert_int_equal(p->session.state, STATE_SENDING);
    play_saying(p, WIRE_READY);
    play_said(p, PEER_COURIER, 0);
    assert_memory_equal(((const struct wire_filing *)play_sent(p, WIRE_FILING)->body)->key, key,
                        WIRE_KEY);
    play_receipt_comes(p, true);
    play_tap(p, ACTION_BACK, 0);
    play_breakdown_comes(p);
    play_tap(p, ACTION_PROGRAMME, 0);
    play_tap(p, ACTION_REASON, 0);
    play_tap(p, ACTION_CONTEST, 0);
    play_tap(p, ACTION_GROUND, 1);
    play_to_review(p);
    play_tap(p, ACTION_CONFIRM, 0);
    play_check_may_begin(p);
    play_finger_matches(p);
    assert_memory_not_equal(((const struct wire_filing *)play_sent(p, WIRE_FILING)->body)->key, key,
                            WIRE_KEY);
}

static void one_goes_back_from_a_reason_to_the_list_it_was_in(void **state)
{
    static const struct {
        enum action list;
        enum state state;
        unsigned reason;
    } lists[] = {{ACTION_REASONS, STATE_REASONS, 0}, {ACTION_MET, STATE_MET, 2}};
    struct play *p = *state;
    play_to_overview(p);
    play_tap(p, ACTION_PROGRAMME, 0);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        play_tap(p, lists[i].list, 0);
        assert_int_equal(p->session.state, lists[i].state);
        play_tap(p, ACTION_REASON, (uint16_t)lists[i].reason);
        assert_int_equal(p->session.state, STATE_REASON);
        play_tap(p, ACTION_BACK, 0);
        assert_int_equal(p->session.state, lists[i].state);
        play_tap(p, ACTION_BACK, 0);
    }
    play_tap(p, ACTION_REASON, 0);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_PROGRAMME);
}

static void what_was_asked_to_be_shown_is_hidden_again_on_the_next_screen(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    play_tap(p, ACTION_PROGRAMME, 0);
    play_tap(p, ACTION_REASON, 0);
    play_tap(p, ACTION_SHOW, 0);
    assert_true(p->session.visit.shown);
    play_tap(p, ACTION_BACK, 0);
    play_tap(p, ACTION_REASON, 0);
    assert_false(p->session.visit.shown);
}

static void a_case_that_is_not_there_opens_nothing(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    play_tap(p, ACTION_CASES, 0);
    play_tap(p, ACTION_CASE, 1);
    assert_int_equal(p->session.state, STATE_CASES);
    play_tap(p, ACTION_CASE, 0);
    assert_int_equal(p->session.state, STATE_CASE);
    play_tap(p, ACTION_BACK, 0);
    play_tap(p, ACTION_BACK, 0);
    play_tap(p, ACTION_OPENINGS, 0);
    assert_int_equal(p->session.state, STATE_OPENINGS);
}

static void a_person_the_service_takes_no_objection_of_cannot_make_one(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    assert_true(visit_may_contest(&p->session, 0));
    p->session.visit.breakdown.programmes[0].may_object = 0;
    assert_false(visit_may_contest(&p->session, 0));
}

static void a_reason_with_an_open_case_or_a_closed_window_cannot_be_contested(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    assert_true(visit_may_contest(&p->session, 0));
    assert_false(visit_may_contest(&p->session, 1)); /* its case is open */
    play_tap(p, ACTION_PROGRAMME, 0);
    play_tap(p, ACTION_REASON, 1);
    play_tap(p, ACTION_CONTEST, 1);
    assert_int_equal(p->session.state, STATE_REASON);
    p->session.visit.breakdown.programmes[0].objection_closes_at = NOON - 1;
    assert_false(visit_may_contest(&p->session, 0));
    p->session.visit.breakdown.programmes[0].objection_closes_at = NOON;
    assert_true(visit_may_contest(&p->session, 0));
}

static void a_late_reply_never_reaches_the_next_person(void **state)
{
    struct play *p = *state;
    play_card_down(p, 1, 0xA1);
    play_tap(p, ACTION_AGREE, 0);
    play_templates_come(p);
    play_finger_matches(p);
    play_card_up(p, 1);
    play_card_down(p, 2, 0xB2);
    play_tap(p, ACTION_AGREE, 0);
    play_templates_come(p);
    play_finger_matches(p);
    assert_int_equal(p->session.state, STATE_LOADING);
    play_saying(p, WIRE_BREAKDOWN);
    strcpy(p->packet.body.breakdown.name, "THE FIRST PERSON");
    play_said(p, PEER_COURIER, p->session.visit_number - 1);
    assert_int_equal(p->session.state, STATE_LOADING);
    assert_string_equal(p->session.visit.breakdown.name, "");
}

static void an_answer_before_its_question_is_not_allowed(void **state)
{
    struct play *p = *state;
    play_card_down(p, 1, 0xA1);
    play_breakdown_comes(p); /* nobody has given a finger */
    assert_false(p->allowed);
    play_tap(p, ACTION_AGREE, 0);
    play_saying(p, WIRE_TEMPLATES);
    play_said(p, PEER_COURIER, p->session.visit_number + 1); /* nor is that visit there yet */
    assert_false(p->allowed);
    assert_int_equal(p->session.state, STATE_TEMPLATES);
}

static void a_courier_that_never_answers_is_told_and_asked_again(void **state)
{
    struct play *p = *state;
    play_card_down(p, 1, 0xA1);
    play_tap(p, ACTION_AGREE, 0);
    int64_t deadline = session_deadline_ms(&p->session);
    p->now_ms = deadline - 1; /* coming back does not buy it more time */
    play_saying(p, WIRE_READY);
    play_said(p, PEER_COURIER, 0);
    assert_int_equal(session_deadline_ms(&p->session), deadline);
    p->now_ms = deadline;
    play_step(p, (struct event){.kind = EVENT_TIME});
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_int_equal(p->session.fault, WIRE_FAULT_SERVICE_SLOW);
    play_tap(p, ACTION_RETRY, 0);
    assert_non_null(play_sent(p, WIRE_TEMPLATES_ASK));
}

static void a_finger_that_is_not_read_leads_to_help_and_another_try(void **state)
{
    struct play *p = *state;
    play_card_down(p, 1, 0xA1);
    play_tap(p, ACTION_AGREE, 0);
    play_templates_come(p);
    play_saying(p, WIRE_VERIFIED);
    play_said(p, PEER_FINGER, p->session.visit_number);
    assert_int_equal(p->session.state, STATE_FINGER_HELP);
    play_tap(p, ACTION_RETRY, 0);
    assert_non_null(play_sent(p, WIRE_ATTEMPT));
    play_check_may_begin(p);
    assert_int_equal(p->session.state, STATE_FINGER);
    assert_non_null(play_sent(p, WIRE_VERIFY));
}

static void stopping_and_coming_back_buys_no_uncounted_try(void **state)
{
    struct play *p = *state;
    play_card_down(p, 1, 0xA1);
    play_tap(p, ACTION_AGREE, 0);
    play_templates_come(p);
    play_finger_hint(p, WIRE_HINT_HOLD);
    play_tap(p, ACTION_FINGER_HARD, 0);
    assert_int_equal(p->session.state, STATE_FINGER_HELP);
    play_tap(p, ACTION_RETRY, 0);
    assert_null(play_sent(p, WIRE_VERIFY));
    assert_non_null(play_sent(p, WIRE_ATTEMPT));
    play_check_may_begin(p);
    play_tap(p, ACTION_HELP, 0);
    play_finger_hint(p, WIRE_HINT_HOLD); /* was already on its way */
    play_tap(p, ACTION_BACK, 0);
    assert_null(play_sent(p, WIRE_VERIFY));
    assert_non_null(play_sent(p, WIRE_ATTEMPT));
    play_check_may_begin(p);
    play_finger_hint(p, WIRE_HINT_AGAIN);
    play_step(p, (struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_FINGER});
    play_saying(p, WIRE_READY); /* by a sensor pulled out and put back, too */
    play_said(p, PEER_FINGER, 0);
    assert_null(play_sent(p, WIRE_VERIFY));
    assert_non_null(play_sent(p, WIRE_ATTEMPT));
}

static void who_asked_for_help_before_laying_a_finger_down_has_lost_no_try(void **state)
{
    struct play *p = *state;
    play_card_down(p, 1, 0xA1);
    play_tap(p, ACTION_AGREE, 0);
    play_templates_come(p);
    play_finger_hint(p, WIRE_HINT_PLACE);
    play_tap(p, ACTION_HELP, 0);
    play_tap(p, ACTION_BACK, 0);
    assert_null(play_sent(p, WIRE_ATTEMPT));
    assert_non_null(play_sent(p, WIRE_VERIFY));
    play_tap(p, ACTION_FINGER_HARD, 0);
    play_tap(p, ACTION_RETRY, 0);
    assert_null(play_sent(p, WIRE_ATTEMPT));
    assert_non_null(play_sent(p, WIRE_VERIFY));
    play_card_up(p, 1);
    play_card_down(p, 2, 0xA1);
    assert_null(play_sent(p, WIRE_ATTEMPT));
    assert_non_null(play_sent(p, WIRE_VERIFY));
}

static void a_finger_on_the_declaration_is_counted_as_any_other(void **state)
{
    struct play *p = *state;
    play_to_declaration(p);
    play_finger_hint(p, WIRE_HINT_HOLD);
    play_saying(p, WIRE_VERIFIED);
    play_said(p, PEER_FINGER, p->session.visit_number);
    assert_int_equal(p->session.state, STATE_FINGER_HELP);
    play_tap(p, ACTION_RETRY, 0);
    assert_null(play_sent(p, WIRE_VERIFY));
    assert_true(((const struct wire_attempt *)play_sent(p, WIRE_ATTEMPT)->body)->verified);
    play_check_may_begin(p);
    assert_int_equal(p->session.state, STATE_DECLARE);
    play_fault(p, PEER_COURIER, WIRE_FAULT_ATTEMPTS_SPENT, p->session.visit_number); /* elsewhere */
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_non_null(play_sent(p, WIRE_VERIFY_STOP));
}

static void a_refusal_that_comes_after_the_right_finger_stops_nothing(void **state)
{
    struct play *p = *state;
    play_to_declaration(p);
    play_finger_matches(p);
    assert_int_equal(p->session.state, STATE_SENDING);
    play_fault(p, PEER_COURIER, WIRE_FAULT_ATTEMPTS_SPENT, p->session.visit_number);
    assert_int_equal(p->session.state, STATE_SENDING);
}

static void a_finger_driver_that_comes_back_is_asked_again(void **state)
{
    struct play *p = *state;
    play_card_down(p, 1, 0xA1);
    play_tap(p, ACTION_AGREE, 0);
    play_templates_come(p);
    play_step(p, (struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_FINGER});
    assert_int_equal(p->session.state, STATE_FINGER);
    play_saying(p, WIRE_READY);
    play_said(p, PEER_FINGER, 0);
    assert_non_null(play_sent(p, WIRE_VERIFY));
}

static void whatever_driver_ends_in_whatever_state_the_kiosk_comes_back_to_its_start(void **state)
{
    struct play *p = *state;
    for (int s = 0; s < STATES; s++)
        for (int peer = 0; peer < PEERS; peer++) {
            if (state_phase((enum state)s) == PHASE_COMMISSION)
                continue; /* it is no visit, and stays at its step (test_commission.c) */
            practice_visit(&p->session, (enum state)s, NOON);
            p->session.deadline_ms = ++p->now_ms;
            play_step(p, (struct event){.kind = EVENT_PEER_DOWN, .peer = (enum peer)peer});
            play_saying(p, WIRE_READY);
            play_said(p, (enum peer)peer, 0);
            play_card_up(p, p->session.visit.placement);
            for (int i = 0; i < 40 && p->session.state != STATE_START; i++) { /* seconds of an alert */
                p->now_ms = session_deadline_ms(&p->session);
                assert_int_not_equal(p->now_ms, 0);
                play_step(p, (struct event){.kind = EVENT_TIME});
            }
            assert_int_equal(p->session.state, STATE_START);
        }
}

static void a_sensor_that_was_away_asks_for_the_finger_by_itself(void **state)
{
    struct play *p = *state;
    play_card_down(p, 1, 0xA1);
    play_tap(p, ACTION_AGREE, 0);
    play_templates_come(p);
    play_fault(p, PEER_FINGER, WIRE_FAULT_SENSOR_ABSENT, p->session.visit_number);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    play_saying(p, WIRE_READY);
    play_said(p, PEER_FINGER, 0);
    assert_int_equal(p->session.state, STATE_FINGER);
    assert_non_null(play_sent(p, WIRE_VERIFY));
}

static void every_fault_of_a_request_has_a_screen_with_a_next_step(void **state)
{
    struct play *p = *state;
    for (uint32_t f = WIRE_FAULT_NONE + 1; f < WIRE_FAULTS; f++) {
        play_card_down(p, f, 0xA1);
        play_tap(p, ACTION_AGREE, 0);
        play_fault(p, PEER_COURIER, (enum wire_fault)f, p->session.visit_number);
        assert_int_equal(p->session.state, STATE_TROUBLE);
        screen_build(&p->session, &p->scene);
        bool retry = false, done = false, help = false;
        for (unsigned i = 0; i < p->scene.count; i++) {
            retry |= p->scene.elements[i].action.what == ACTION_RETRY;
            done |= p->scene.elements[i].action.what == ACTION_DONE;
            help |= p->scene.elements[i].role == ROLE_PRIMARY &&
                    (p->scene.elements[i].action.what == ACTION_HELP ||
                     p->scene.elements[i].action.what == ACTION_CALL ||
                     p->scene.elements[i].action.what == ACTION_ENROL);
        }
        assert_true(done && (retry || help));
        if (retry) {
            play_tap(p, ACTION_RETRY, 0);
            assert_non_null(play_sent(p, WIRE_TEMPLATES_ASK));
        }
        play_tap(p, ACTION_DONE, 0);
        play_card_up(p, f);
    }
}

static void a_driver_message_out_of_place_is_called_a_bug(void **state)
{
    struct play *p = *state;
    play_saying(p, WIRE_QUERY);
    play_said(p, PEER_COURIER, 0);
    assert_false(p->allowed);
    play_card_down(p, 1, 0xA1);
    play_saying(p, WIRE_CARD_SEEN)->card_seen.placement = 2;
    play_said(p, PEER_CARD, 0);
    assert_false(p->allowed);
    assert_int_equal(p->session.state, STATE_CONSENT);
}

/* Any tap in any state, with any index, leaves a state that has a screen. */
static void no_tap_leads_out_of_the_machine(void **state)
{
    struct play *p = *state;
    for (int from = 0; from < STATES; from++)
        for (int action = 0; action < ACTIONS; action++)
            for (unsigned which = 0; which < 70; which += 3) {
                practice_visit(&p->session, (enum state)from, NOON);
                play_tap(p, (enum action)action, (uint16_t)which);
                assert_in_range(p->session.state, 0, STATES - 1);
                screen_build(&p->session, &p->scene);
                assert_true(p->scene.count >= 2);
                assert_int_equal(p->scene.elements[0].role == ROLE_TITLE ||
                                     p->scene.elements[1].role == ROLE_TITLE,
                                 1);
            }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, play_setup, play_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_resident_sees_the_result_after_card_consent_and_finger),
        TEST(a_driver_says_only_what_is_its_to_say),
        TEST(an_answer_to_no_visit_is_nobodys),
        TEST(a_disk_that_is_full_is_told_before_anything_is_typed),
        TEST(after_days_without_the_service_nothing_is_taken_in),
        TEST(a_broken_line_is_told_before_consent_and_its_return_goes_on),
        TEST(nothing_is_asked_of_the_service_before_consent),
        TEST(an_objection_is_sent_only_after_the_finger_on_the_declaration),
        TEST(sending_again_after_a_crash_uses_the_same_key_and_a_new_ground_another),
        TEST(one_goes_back_from_a_reason_to_the_list_it_was_in),
        TEST(what_was_asked_to_be_shown_is_hidden_again_on_the_next_screen),
        TEST(a_case_that_is_not_there_opens_nothing),
        TEST(a_person_the_service_takes_no_objection_of_cannot_make_one),
        TEST(a_reason_with_an_open_case_or_a_closed_window_cannot_be_contested),
        TEST(a_late_reply_never_reaches_the_next_person),
        TEST(an_answer_before_its_question_is_not_allowed),
        TEST(a_courier_that_never_answers_is_told_and_asked_again),
        TEST(a_finger_that_is_not_read_leads_to_help_and_another_try),
        TEST(stopping_and_coming_back_buys_no_uncounted_try),
        TEST(who_asked_for_help_before_laying_a_finger_down_has_lost_no_try),
        TEST(a_finger_on_the_declaration_is_counted_as_any_other),
        TEST(a_refusal_that_comes_after_the_right_finger_stops_nothing),
        TEST(a_finger_driver_that_comes_back_is_asked_again),
        TEST(a_sensor_that_was_away_asks_for_the_finger_by_itself),
        TEST(whatever_driver_ends_in_whatever_state_the_kiosk_comes_back_to_its_start),
        TEST(every_fault_of_a_request_has_a_screen_with_a_next_step),
        TEST(a_driver_message_out_of_place_is_called_a_bug),
        TEST(no_tap_leads_out_of_the_machine),
    };
    return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}
