/* What the service sets from afar is there for the next person, and changes nothing for this one.
 */
#include "session_play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void set_from_afar(struct play *p, uint32_t idle_s, uint32_t loudness, const char *hours)
{
    struct wire_settings *a = &play_saying(p, WIRE_SETTINGS)->settings;
    a->version = 1;
    a->idle_s = idle_s;
    a->loudness = loudness;
    strcpy(a->hours, hours);
    play_said(p, PEER_COURIER, 0);
}

static uint32_t loudness_sent(const struct play *p)
{
    const struct command *sent = play_sent(p, WIRE_VOICE_CONTROL);
    const struct wire_voice_control *body = sent ? sent->body : NULL;
    return body && body->control == WIRE_CONTROL_RESET ? body->loudness : 0;
}

static void with_nobody_there_it_holds_at_once(void **state)
{
    struct play *p = *state;
    set_from_afar(p, 200, 5, "mon-fri 09.00-14.00");
    assert_true(p->allowed);
    assert_int_equal(p->session.setup.idle_ms, 200000);
    assert_int_equal(p->session.setup.hours.days[1].opens_min, 9 * 60);
    assert_int_equal(loudness_sent(p), 5);
}

static void who_is_there_keeps_what_was(void **state)
{
    struct play *p = *state;
    int64_t idle_ms = p->session.setup.idle_ms;
    play_to_overview(p);
    set_from_afar(p, 200, 5, "");
    assert_int_equal(p->session.setup.idle_ms, idle_ms);
    assert_int_equal(loudness_sent(p), 0);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
    play_tap(p, ACTION_DONE, 0);
    play_card_up(p, 1);
    assert_int_equal(p->session.state, STATE_START);
    assert_int_equal(p->session.setup.idle_ms, 200000);
    assert_int_equal(loudness_sent(p), 5);
}

static void what_is_taken_back_is_as_it_was_provisioned(void **state)
{
    struct play *p = *state;
    int64_t idle_ms = p->session.setup.idle_ms;
    set_from_afar(p, 200, 5, "mon-fri 09.00-14.00");
    set_from_afar(p, 0, 0, "");
    assert_int_equal(p->session.setup.idle_ms, idle_ms);
    assert_int_equal(p->session.setup.hours.days[1].opens_min, 0);
}

static void a_voice_that_comes_back_is_as_loud_as_before(void **state)
{
    struct play *p = *state;
    set_from_afar(p, 0, 5, "");
    play_step(p, (struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_VOICE});
    play_saying(p, WIRE_READY);
    play_said(p, PEER_VOICE, 0);
    assert_int_equal(loudness_sent(p), 5);
}

static void only_the_courier_may_say_so(void **state)
{
    struct play *p = *state;
    play_saying(p, WIRE_SETTINGS)->settings.idle_s = 30;
    play_said(p, PEER_VOICE, 0);
    assert_false(p->allowed);
    assert_int_equal(p->session.setup.idle_ms, p->session.provisioned.idle_ms);
}

#define PLAYED(test) cmocka_unit_test_setup_teardown(test, play_setup, play_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLAYED(with_nobody_there_it_holds_at_once),
        PLAYED(who_is_there_keeps_what_was),
        PLAYED(what_is_taken_back_is_as_it_was_provisioned),
        PLAYED(a_voice_that_comes_back_is_as_loud_as_before),
        PLAYED(only_the_courier_may_say_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
