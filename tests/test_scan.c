#include "kiosk/scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct session session;
static struct scan scan;

static struct ring at(int box)
{
    return (struct ring){box, box};
}

static int fresh(void **state)
{
    (void)state;
    session_init(&session, &(struct session_setup){.defaults = {.scan = SCAN_MEDIUM}});
    memset(&scan, 0, sizeof scan);
    return 0;
}

static void the_ring_rests_its_pace_wherever_it_comes(void **state)
{
    int64_t pace_ms = scan_pace_ms(SCAN_MEDIUM);
    (void)state;
    assert_int_equal(scan_due_ms(&scan, &session, at(3), 1000), 1000 + pace_ms);
    assert_int_equal(scan_due_ms(&scan, &session, at(3), 1700),
                     1000 + pace_ms); /* a clock ticked */
    assert_int_equal(scan_due_ms(&scan, &session, at(4), 2000), 2000 + pace_ms);
    assert_int_equal(scan_due_ms(&scan, &session, (struct ring){4, 9}, 3000), 3000 + pace_ms);
}

static void it_is_heard_to_the_end_before_the_ring_goes_on(void **state)
{
    int64_t pace_ms = scan_pace_ms(SCAN_MEDIUM);
    (void)state;
    scan_due_ms(&scan, &session, at(3), 1000);
    session.listening.unsaid = 1;
    assert_int_equal(scan_due_ms(&scan, &session, at(4), 1100), 0);
    assert_int_equal(scan_due_ms(&scan, &session, at(4), 9000), 0);
    session.listening.unsaid = 0;
    assert_int_equal(scan_due_ms(&scan, &session, at(4), 9500), 9500 + pace_ms);
}

static void without_a_ring_or_a_pace_it_rests(void **state)
{
    (void)state;
    assert_int_equal(scan_due_ms(&scan, &session, at(-1), 1000), 0);
    session.settings.scan = SCAN_OFF;
    assert_int_equal(scan_due_ms(&scan, &session, at(3), 1000), 0);
}

static void the_pace_is_the_persons_and_goes_with_the_person(void **state)
{
    struct commands commands;
    struct wire_packet gone = {.header = {.type = WIRE_CARD_GONE}};
    (void)state;
    session.settings = session.setup.defaults;
    session.visit.placement = 1;
    session.state = STATE_SOUND;
    session.under = STATE_CONSENT;
    assert_true(session_step(&session, &(struct event){.kind = EVENT_TAP, .action = ACTION_SCAN},
                             &commands));
    assert_int_equal(session.settings.scan, SCAN_FAST);
    session.state = STATE_TAKE_CARD;
    session_step(&session,
                 &(struct event){.kind = EVENT_PACKET, .peer = PEER_CARD, .packet = &gone},
                 &commands);
    assert_int_equal(session.state, STATE_START);
    assert_int_equal(session.settings.scan, SCAN_MEDIUM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_ring_rests_its_pace_wherever_it_comes, fresh),
        cmocka_unit_test_setup(it_is_heard_to_the_end_before_the_ring_goes_on, fresh),
        cmocka_unit_test_setup(without_a_ring_or_a_pace_it_rests, fresh),
        cmocka_unit_test_setup(the_pace_is_the_persons_and_goes_with_the_person, fresh),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
