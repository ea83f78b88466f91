/* What time, touches and sounds do to a visit, and what the next person finds. */
#include "session_play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void a_person_who_walked_away_is_asked_for_and_then_forgotten(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    assert_int_equal(session_deadline_ms(&p->session) - p->now_ms, SESSION_IDLE_MS);
    play_time_passes(p);
    assert_int_equal(p->session.state, STATE_IDLE);
    assert_int_equal(play_chimed(p), WIRE_SOUND_ATTENTION);
    assert_int_equal(session_alert_s(&p->session), SESSION_ALERT_MS / 1000);
    assert_int_equal(session_deadline_ms(&p->session) - p->now_ms, 1000);
    screen_build(&p->session, &p->scene);
    for (unsigned i = 0; i < p->scene.count; i++)
        assert_null(strstr(p->scene.elements[i].label, "PKH"));
    play_time_passes(p);
    assert_int_equal(p->session.state, STATE_TAKE_CARD);
    assert_string_equal(p->session.visit.breakdown.name, "");
}

static void a_person_who_needs_time_may_stay_as_often_as_wanted(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    play_tap(p, ACTION_PROGRAMME, 0);
    for (int i = 0; i < 50; i++) {
        play_time_passes(p);
        assert_int_equal(p->session.state, STATE_IDLE);
        play_tap(p, ACTION_GO_ON, 0);
        assert_int_equal(p->session.state, STATE_PROGRAMME);
    }
}

static void any_touch_and_any_finger_begins_the_time_anew(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    p->now_ms += SESSION_IDLE_MS - 1;
    play_step(p, (struct event){.kind = EVENT_TOUCH});
    assert_int_equal(session_deadline_ms(&p->session) - p->now_ms, SESSION_IDLE_MS);
    play_tap(p, ACTION_DONE, 0);
    play_card_up(p, 1);
    play_card_down(p, 2, 0xA1);
    play_tap(p, ACTION_AGREE, 0);
    play_templates_come(p);
    p->now_ms += SESSION_IDLE_MS - 1;
    play_saying(p, WIRE_FINGER_HINT)->finger_hint.hint = WIRE_HINT_HOLD;
    play_said(p, PEER_FINGER, p->session.visit_number);
    assert_int_equal(session_deadline_ms(&p->session) - p->now_ms, SESSION_IDLE_MS);
}

static void a_finger_that_was_read_is_heard_once_each_time(void **state)
{
    struct play *p = *state;
    play_card_down(p, 1, 0xA1);
    play_tap(p, ACTION_AGREE, 0);
    play_templates_come(p);
    play_finger_hint(p, WIRE_HINT_HOLD);
    assert_null(play_sent(p, WIRE_CHIME));
    for (int round = 0; round < 2; round++) {
        play_finger_hint(p, WIRE_HINT_LIFT);
        assert_int_equal(play_chimed(p), WIRE_SOUND_READ);
        assert_int_equal(play_sent(p, WIRE_CHIME)->peer, PEER_VOICE);
        play_finger_hint(p, WIRE_HINT_LIFT);
        assert_null(play_sent(p, WIRE_CHIME));
        play_finger_hint(p, WIRE_HINT_AGAIN);
    }
    play_finger_matches(p);
    play_finger_hint(p, WIRE_HINT_LIFT); /* late */
    assert_null(play_sent(p, WIRE_CHIME));
}

static bool promises_a_sound(struct play *p)
{
    bool promised = false;
    screen_build(&p->session, &p->scene);
    for (unsigned i = 0; i < p->scene.count; i++)
        promised = promised || strstr(p->scene.elements[i].label, "terdengar bunyi");
    return promised;
}

static void a_sound_is_promised_only_where_one_will_be_heard(void **state)
{
    struct play *p = *state;
    play_card_down(p, 1, 0xA1);
    play_tap(p, ACTION_AGREE, 0);
    play_templates_come(p);
    assert_false(promises_a_sound(p));
    play_saying(p, WIRE_READY);
    play_said(p, PEER_VOICE, 0);
    assert_true(promises_a_sound(p));
    play_fault(p, PEER_VOICE, WIRE_FAULT_VOICE_ABSENT, 0);
    assert_true(promises_a_sound(p));
    play_fault(p, PEER_VOICE, WIRE_FAULT_SOUND_ABSENT, 0);
    assert_false(promises_a_sound(p));
}

static void a_visit_is_the_same_without_a_voice(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    play_fault(p, PEER_VOICE, WIRE_FAULT_SOUND_ABSENT, 0);
    assert_true(p->allowed);
    play_step(p, (struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_VOICE});
    assert_true(p->allowed);
    assert_int_equal(p->commands.count, 0);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
}

static void a_finger_never_given_ends_like_a_person_who_left(void **state)
{
    struct play *p = *state;
    play_card_down(p, 1, 0xA1);
    play_tap(p, ACTION_AGREE, 0);
    play_templates_come(p);
    play_time_passes(p);
    assert_int_equal(p->session.state, STATE_IDLE);
    assert_non_null(play_sent(p, WIRE_VERIFY_STOP));
    play_tap(p, ACTION_GO_ON, 0);
    assert_non_null(play_sent(p, WIRE_VERIFY));
}

static void a_closed_screen_shows_nothing_until_it_is_opened(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    play_tap(p, ACTION_CLOSE, 0);
    screen_build(&p->session, &p->scene);
    for (unsigned i = 0; i < p->scene.count; i++)
        assert_null(strstr(p->scene.elements[i].label, "PKH"));
    play_time_passes(p);
    assert_int_equal(p->session.state, STATE_IDLE);
    play_tap(p, ACTION_GO_ON, 0);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
}

static void an_account_is_masked_until_it_is_asked_for(void **state)
{
    struct play *p = *state;
    practice_visit(&p->session, STATE_PROGRAMME, NOON);
    p->session.visit.programme = 1;
    for (int shown = 0; shown < 2; shown++) {
        bool seen = false;
        screen_build(&p->session, &p->scene);
        for (unsigned i = 0; i < p->scene.count; i++)
            seen |= strstr(p->scene.elements[i].detail, "1736") != NULL;
        assert_int_equal(seen, shown);
        play_tap(p, ACTION_SHOW, 0);
    }
    play_tap(p, ACTION_SHOW, 0);
    play_tap(p, ACTION_BACK, 0);
    assert_false(p->session.visit.shown);
}

static void a_still_start_screen_waits_for_nothing(void **state)
{
    struct play *p = *state;
    assert_int_equal(session_deadline_ms(&p->session), 0);
    play_tap(p, ACTION_SIZE, 0);
    play_time_passes(p);
    assert_int_equal(p->session.settings.size, TEXT_DEFAULT);
    assert_int_equal(session_deadline_ms(&p->session), 0);
}

static void the_next_person_finds_the_default_settings(void **state)
{
    struct play *p = *state;
    play_tap(p, ACTION_SIZE, 0);
    play_tap(p, ACTION_HELP, 0);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.settings.size, TEXT_LARGE);
    play_to_overview(p);
    assert_int_equal(p->session.settings.size, TEXT_LARGE);
    play_tap(p, ACTION_DONE, 0);
    play_card_up(p, 1);
    assert_int_equal(p->session.settings.size, TEXT_DEFAULT);
}

static void help_hides_the_visit_and_returns_to_it(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    play_tap(p, ACTION_HELP, 0);
    screen_build(&p->session, &p->scene);
    for (unsigned i = 0; i < p->scene.count; i++)
        assert_null(strstr(p->scene.elements[i].label, "PKH"));
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, play_setup, play_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_person_who_walked_away_is_asked_for_and_then_forgotten),
        TEST(a_person_who_needs_time_may_stay_as_often_as_wanted),
        TEST(any_touch_and_any_finger_begins_the_time_anew),
        TEST(a_finger_that_was_read_is_heard_once_each_time),
        TEST(a_sound_is_promised_only_where_one_will_be_heard),
        TEST(a_visit_is_the_same_without_a_voice),
        TEST(a_finger_never_given_ends_like_a_person_who_left),
        TEST(a_closed_screen_shows_nothing_until_it_is_opened),
        TEST(an_account_is_masked_until_it_is_asked_for),
        TEST(a_still_start_screen_waits_for_nothing),
        TEST(the_next_person_finds_the_default_settings),
        TEST(help_hides_the_visit_and_returns_to_it),
    };
    return cmocka_run_group_tests_name("session_wait", tests, NULL, NULL);
}
