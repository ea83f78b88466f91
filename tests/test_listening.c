/* When a visit is spoken, to whom, and what that does to its time. */
#include "session_play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The voice's driver tells this. */
static void tells(struct play *p, enum wire_type type, uint32_t number)
{
    union wire_body *b = play_saying(p, type);
    if (type == WIRE_JACK)
        b->jack.plugged = number;
    else if (type == WIRE_SAID)
        b->said.ending = number;
    else if (type == WIRE_FAULT)
        b->fault.fault = number;
    play_said(p, PEER_VOICE, 0);
    assert_true(p->allowed);
}

static void is_said(struct play *p, const char *text)
{
    play_step(p, (struct event){.kind = EVENT_SAY, .text = text});
}

static void wait_ms(struct play *p, int64_t ms)
{
    int64_t until = p->now_ms + ms, due;
    while ((due = session_deadline_ms(&p->session)) && due <= until) {
        p->now_ms = due > p->now_ms ? due : p->now_ms + 1;
        play_step(p, (struct event){.kind = EVENT_TIME});
    }
    p->now_ms = until;
}

static bool is_controlled(const struct play *p, enum wire_control control)
{
    for (unsigned i = 0; i < p->commands.count; i++) {
        const struct command *c = &p->commands.list[i];
        if (c->kind == COMMAND_SEND && c->type == WIRE_VOICE_CONTROL &&
            ((const struct wire_voice_control *)c->body)->control == control)
            return true;
    }
    return false;
}

static int set_up(void **state)
{
    play_setup(state);
    tells(*state, WIRE_READY, 0);
    tells(*state, WIRE_JACK, 0);
    return 0;
}

/* In the middle of a visit, with the usual time to read. */
static void visits(struct play *p, enum state state)
{
    practice_visit(&p->session, state, NOON);
    p->session.deadline_ms = p->now_ms + SESSION_IDLE_MS;
}

static void headphones_begin_speech_on_the_start_screen_and_offer_the_dark(void **state)
{
    struct play *p = *state;
    assert_false(listening_may_hear(&p->session));
    tells(p, WIRE_JACK, 1);
    assert_true(listening_may_hear(&p->session));
    assert_int_equal(p->session.state, STATE_HEADPHONES);
    play_tap(p, ACTION_DARK, 0);
    assert_int_equal(p->session.state, STATE_START);
    assert_true(p->session.listening.dark);
}

static void headphones_that_were_in_before_the_driver_cover_nothing(void **state)
{
    struct play *p = *state;
    tells(p, WIRE_READY, 0);
    tells(p, WIRE_JACK, 1);
    assert_int_equal(p->session.state, STATE_START);
    assert_true(listening_may_hear(&p->session));
}

static void headphones_pulled_out_end_it_and_close_what_was_dark(void **state)
{
    struct play *p = *state;
    tells(p, WIRE_JACK, 1);
    visits(p, STATE_REASON);
    is_said(p, "Sepeda motor");
    tells(p, WIRE_JACK, 0);
    assert_true(is_controlled(p, WIRE_CONTROL_INTERRUPT));
    assert_false(listening_may_hear(&p->session));
    assert_int_equal(p->session.state, STATE_REASON); /* it was in the light */
    tells(p, WIRE_JACK, 1);
    play_tap(p, ACTION_DARK, 0);
    assert_int_equal(p->session.state, STATE_REASON);
    tells(p, WIRE_JACK, 0);
    assert_false(p->session.listening.dark);
    assert_int_equal(p->session.state, STATE_CLOSED);
    play_tap(p, ACTION_GO_ON, 0);
    assert_int_equal(p->session.state, STATE_REASON);
}

static void what_is_personal_goes_to_headphones_alone(void **state)
{
    struct play *p = *state;
    tells(p, WIRE_JACK, 1);
    for (int s = 0; s < STATES; s++) {
        practice_visit(&p->session, (enum state)s, NOON);
        assert_true(listening_may_hear(&p->session));
        is_said(p, "apa saja");
        const struct wire_say *say = play_sent(p, WIRE_SAY)->body;
        assert_int_equal(say->private, state_is_private((enum state)s));
        assert_string_equal(say->text, "apa saja");
        assert_string_equal(say->language, "id");
    }
}

static void the_loudspeaker_asks_before_it_says_what_is_personal(void **state)
{
    struct play *p = *state;
    visits(p, STATE_PROGRAMME);
    play_tap(p, ACTION_REPEAT, 0); /* a key of the voice begins it */
    assert_int_equal(p->session.state, STATE_ALOUD);
    assert_true(listening_may_hear(&p->session));
    play_tap(p, ACTION_ALOUD, 0);
    assert_int_equal(p->session.state, STATE_PROGRAMME);
    assert_false(listening_may_hear(&p->session));
    play_tap(p, ACTION_BACK, 0); /* once refused it is not asked again */
    assert_int_equal(p->session.state, STATE_OVERVIEW);
    play_tap(p, ACTION_HELP, 0);
    play_tap(p, ACTION_LISTEN, 0); /* but who asks to hear is */
    assert_int_equal(p->session.state, STATE_ALOUD);
    play_tap(p, ACTION_ALOUD, 1);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
    assert_true(listening_may_hear(&p->session));
    is_said(p, "hasil");
    assert_int_equal(((const struct wire_say *)play_sent(p, WIRE_SAY)->body)->private, 0);
    visits(p, STATE_RECEIPT);
    play_tap(p, ACTION_LISTEN, AGAIN_NUMBER); /* nor is who allowed it, whatever is heard again */
    assert_int_equal(p->session.state, STATE_RECEIPT);
    assert_int_equal(p->session.listening.again, AGAIN_NUMBER);
}

static void a_mute_kiosk_offers_nothing_to_hear(void **state)
{
    struct play *p = *state;
    for (int voiced = 1; voiced >= 0; voiced--) {
        bool offered = false;
        visits(p, STATE_CONSENT);
        p->session.up[PEER_VOICE] = voiced;
        screen_build(&p->session, &p->scene);
        for (unsigned i = 0; i < p->scene.count; i++)
            offered = offered || p->scene.elements[i].action.what == ACTION_LISTEN;
        assert_int_equal(offered, voiced);
    }
}

static void nobody_is_idle_while_something_is_said(void **state)
{
    struct play *p = *state;
    tells(p, WIRE_JACK, 1);
    visits(p, STATE_REASON);
    is_said(p, "panjang");
    is_said(p, "lebih panjang"); /* the first one's end comes after the second began */
    tells(p, WIRE_SAID, WIRE_ENDING_INTERRUPTED);
    wait_ms(p, 2 * SESSION_IDLE_MS);
    assert_int_equal(p->session.state, STATE_REASON);
    tells(p, WIRE_SAID, WIRE_ENDING_FINISHED);
    wait_ms(p, SESSION_IDLE_MS - 1);
    assert_int_equal(p->session.state, STATE_REASON);
    wait_ms(p, 2);
    assert_int_equal(p->session.state, STATE_IDLE);
}

static void an_alert_that_is_spoken_can_be_answered_in_full_time(void **state)
{
    struct play *p = *state;
    tells(p, WIRE_JACK, 1);
    visits(p, STATE_REASON);
    wait_ms(p, SESSION_IDLE_MS + 1);
    assert_int_equal(p->session.state, STATE_IDLE);
    is_said(p, "Masih di sini?");
    wait_ms(p, SESSION_ALERT_MS - 1000);
    tells(p, WIRE_SAID, WIRE_ENDING_FINISHED);
    wait_ms(p, SESSION_ALERT_MS - 1);
    assert_int_equal(p->session.state, STATE_IDLE);
    wait_ms(p, 2);
    assert_int_equal(p->session.state, STATE_TAKE_CARD);
}

static void who_pauses_and_walks_away_is_idle(void **state)
{
    struct play *p = *state;
    tells(p, WIRE_JACK, 1);
    visits(p, STATE_REASON);
    is_said(p, "panjang");
    play_step(p, (struct event){.kind = EVENT_TOUCH});
    play_tap(p, ACTION_PAUSE, 0);
    play_step(p, (struct event){.kind = EVENT_TOUCH});
    assert_true(is_controlled(p, WIRE_CONTROL_PAUSE) || p->session.listening.paused);
    wait_ms(p, SESSION_IDLE_MS + 1);
    assert_int_equal(p->session.state, STATE_IDLE);
}

static void a_voice_that_ends_in_mid_sentence_takes_nobody_with_it(void **state)
{
    struct play *p = *state;
    tells(p, WIRE_JACK, 1);
    visits(p, STATE_REASON);
    is_said(p, "panjang");
    play_step(p, (struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_VOICE});
    assert_int_equal(p->session.state, STATE_REASON);
    assert_false(listening_may_hear(&p->session));
    wait_ms(p, SESSION_IDLE_MS + 1);
    assert_int_equal(p->session.state, STATE_IDLE);
    play_tap(p, ACTION_GO_ON, 0);
    tells(p, WIRE_READY, 0);
    tells(p, WIRE_JACK, 1);
    assert_true(listening_may_hear(&p->session));
    is_said(p, "lagi");
    tells(p, WIRE_FAULT, WIRE_FAULT_SOUND_ABSENT);
    tells(p, WIRE_SAID, WIRE_ENDING_SILENT);
    assert_false(listening_may_hear(&p->session));
    wait_ms(p, SESSION_IDLE_MS + 1);
    assert_int_equal(p->session.state, STATE_IDLE);
}

static void a_voice_that_never_tells_its_end_keeps_no_visit_open(void **state)
{
    struct play *p = *state;
    tells(p, WIRE_JACK, 1);
    visits(p, STATE_REASON);
    is_said(p, "panjang");
    wait_ms(p, LISTENING_LONGEST_MS + SESSION_ALERT_MS + 1);
    assert_int_equal(p->session.state, STATE_TAKE_CARD);
}

static void the_next_person_finds_the_usual_voice_and_silence(void **state)
{
    struct play *p = *state;
    visits(p, STATE_CONSENT);
    play_tap(p, ACTION_LOUDER, 0);
    assert_true(is_controlled(p, WIRE_CONTROL_LOUDER));
    assert_true(listening_may_hear(&p->session));
    play_tap(p, ACTION_DONE, 0);
    play_card_up(p, p->session.visit.placement);
    assert_int_equal(p->session.state, STATE_START);
    assert_true(is_controlled(p, WIRE_CONTROL_RESET));
    assert_false(listening_may_hear(&p->session));
}

static void who_left_the_loudspeaker_on_at_the_start_screen_leaves_it_off(void **state)
{
    struct play *p = *state;
    play_tap(p, ACTION_SOUND, 0);
    play_tap(p, ACTION_LISTEN, 0);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_START);
    assert_true(listening_may_hear(&p->session));
    wait_ms(p, SESSION_IDLE_MS + 1);
    assert_false(listening_may_hear(&p->session));
    assert_true(is_controlled(p, WIRE_CONTROL_RESET));
}

static void a_card_laid_down_beside_the_offer_begins_a_visit(void **state)
{
    struct play *p = *state;
    tells(p, WIRE_JACK, 1);
    play_card_seen(p, 7);
    assert_int_equal(p->session.state, STATE_READING);
    assert_true(listening_may_hear(&p->session));
}

static void a_card_left_behind_in_the_dark_is_seen(void **state)
{
    struct play *p = *state;
    tells(p, WIRE_JACK, 1);
    play_tap(p, ACTION_DARK, 0);
    visits(p, STATE_OVERVIEW);
    play_tap(p, ACTION_DONE, 0);
    assert_int_equal(p->session.state, STATE_TAKE_CARD);
    assert_false(p->session.listening.dark);
}

static void the_loudspeaker_says_no_name_or_number_that_is_typed_for_a_person(void **state)
{
    static const enum state typed[] = {STATE_RELATIVE, STATE_ASSENT, STATE_WITNESS_NAME,
                                       STATE_ENROL_NIK, STATE_ENROL_CHECK};
    struct play *p = *state;
    for (unsigned i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        visits(p, typed[i]);
        p->session.listening.on = true;
        assert_false(listening_may_hear(&p->session));
        p->session.listening.headphones = true;
        assert_true(listening_may_hear(&p->session));
        p->session.listening.headphones = false;
    }
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, play_teardown)
    const struct CMUnitTest tests[] = {
        TEST(headphones_begin_speech_on_the_start_screen_and_offer_the_dark),
        TEST(headphones_that_were_in_before_the_driver_cover_nothing),
        TEST(headphones_pulled_out_end_it_and_close_what_was_dark),
        TEST(what_is_personal_goes_to_headphones_alone),
        TEST(the_loudspeaker_asks_before_it_says_what_is_personal),
        TEST(a_mute_kiosk_offers_nothing_to_hear),
        TEST(nobody_is_idle_while_something_is_said),
        TEST(an_alert_that_is_spoken_can_be_answered_in_full_time),
        TEST(who_pauses_and_walks_away_is_idle),
        TEST(a_voice_that_ends_in_mid_sentence_takes_nobody_with_it),
        TEST(a_voice_that_never_tells_its_end_keeps_no_visit_open),
        TEST(the_next_person_finds_the_usual_voice_and_silence),
        TEST(who_left_the_loudspeaker_on_at_the_start_screen_leaves_it_off),
        TEST(a_card_laid_down_beside_the_offer_begins_a_visit),
        TEST(a_card_left_behind_in_the_dark_is_seen),
        TEST(the_loudspeaker_says_no_name_or_number_that_is_typed_for_a_person),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
