/* A device that is nobody's yet: the screen asks for the file that makes it a village's kiosk. */
#include "session_play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void told(struct play *p, enum wire_site_state state, unsigned devices)
{
    struct wire_site *site = &play_saying(p, WIRE_SITE)->site;
    site->state = state;
    site->devices = devices;
    strcpy(site->serial, "kiosk-00007");
    play_said(p, PEER_PROVISION, 0);
    assert_true(p->allowed);
}

static void type(struct play *p, const char *digits)
{
    for (; *digits; digits++)
        play_tap(p, ACTION_KEY, (uint16_t)*digits);
}

static void a_new_device_asks_for_its_file_and_no_other_does(void **state)
{
    struct play *p = *state;
    assert_int_equal(p->session.state, STATE_START);
    told(p, WIRE_SITE_NONE, 0);
    assert_int_equal(p->session.state, STATE_SITE_FILE);
    play_card_down(p, 1, 0xA1);
    assert_true(p->allowed);
    assert_int_equal(p->session.state, STATE_SITE_FILE);
    play_saying(p, WIRE_SITE)->site.state = WIRE_SITE_DONE;
    play_said(p, PEER_COURIER, 0);
    assert_false(p->allowed);
    assert_int_equal(p->session.state, STATE_SITE_FILE);
}

static void of_many_devices_it_is_the_one_whose_digits_are_typed(void **state)
{
    struct play *p = *state;
    told(p, WIRE_SITE_WHICH, 40);
    assert_int_equal(p->session.state, STATE_SITE_SERIAL);
    type(p, "0000");
    play_tap(p, ACTION_ON, 0);
    assert_null(play_sent(p, WIRE_SITE_PICK));
    type(p, "78");
    play_tap(p, ACTION_ERASE, 0);
    type(p, "7");
    play_tap(p, ACTION_ON, 0);
    const struct wire_site_pick *picked = play_sent(p, WIRE_SITE_PICK)->body;
    assert_string_equal(picked->digits, "00007");
    told(p, WIRE_SITE_UNKNOWN, 40);
    assert_string_equal(p->session.siting.digits.text, "");
    assert_int_equal(p->session.state, STATE_SITE_SERIAL);
    told(p, WIRE_SITE_FOUND, 40);
    assert_int_equal(p->session.state, STATE_SITE_PLACE);
    play_tap(p, ACTION_SITE, 0);
    assert_int_equal(p->session.state, STATE_SITE_SERIAL);
    assert_null(play_sent(p, WIRE_SITE_TAKE));
    told(p, WIRE_SITE_FOUND, 40);
    play_tap(p, ACTION_SITE, 1);
    assert_non_null(play_sent(p, WIRE_SITE_TAKE));
    assert_int_equal(p->session.state, STATE_SITE_WAIT);
}

static void only_what_is_shown_to_be_found_can_be_taken(void **state)
{
    struct play *p = *state;
    for (enum wire_site_state s = WIRE_SITE_NONE; s < WIRE_SITE_STATES; s++) {
        told(p, s, 1);
        play_tap(p, ACTION_SITE, 1);
        assert_int_equal(play_sent(p, WIRE_SITE_TAKE) != NULL, s == WIRE_SITE_FOUND);
    }
}

static void once_it_is_in_service_the_face_starts_again(void **state)
{
    struct play *p = *state;
    told(p, WIRE_SITE_ENROLLING, 0);
    assert_int_equal(p->session.state, STATE_SITE_WAIT);
    assert_int_equal(p->commands.count ? p->commands.list[p->commands.count - 1].kind
                                       : COMMAND_SEND,
                     COMMAND_SEND);
    told(p, WIRE_SITE_DONE, 0);
    bool ends = false;
    for (unsigned i = 0; i < p->commands.count; i++)
        ends = ends || p->commands.list[i].kind == COMMAND_END;
    assert_true(ends);
}

static void a_commission_waits_until_then_and_help_leads_back(void **state)
{
    struct play *p = *state;
    told(p, WIRE_SITE_WHICH, 40);
    play_saying(p, WIRE_COMMISSION_DUE);
    play_said(p, PEER_COURIER, 0);
    assert_int_equal(p->session.state, STATE_SITE_SERIAL);
    play_tap(p, ACTION_HELP, 0);
    assert_int_equal(p->session.state, STATE_HELP);
    told(p, WIRE_SITE_NONE, 0); /* the file went away meanwhile */
    assert_int_equal(p->session.state, STATE_HELP);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_SITE_FILE);
    play_tap(p, ACTION_HELP, 0);
    play_tap(p, ACTION_DONE, 0);
    assert_int_equal(p->session.state, STATE_SITE_FILE);
}

#define OF_A_NEW_DEVICE(test) cmocka_unit_test_setup_teardown(test, play_setup, play_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        OF_A_NEW_DEVICE(a_new_device_asks_for_its_file_and_no_other_does),
        OF_A_NEW_DEVICE(of_many_devices_it_is_the_one_whose_digits_are_typed),
        OF_A_NEW_DEVICE(only_what_is_shown_to_be_found_can_be_taken),
        OF_A_NEW_DEVICE(once_it_is_in_service_the_face_starts_again),
        OF_A_NEW_DEVICE(a_commission_waits_until_then_and_help_leads_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
