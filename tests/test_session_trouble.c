/* Whatever goes wrong in a visit: what is said, and that every screen and every tap leads on. */
#include "session_play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Taps everything that the screen offers, each from here. */
static void assert_every_tap_is_answered(struct play *p)
{
    screen_build(&p->session, &p->scene);
    p->session.now_ms = p->now_ms;
    const struct session before = p->session;
    for (unsigned i = 0; i < p->scene.count; i++) {
        struct scene_action a = p->scene.elements[i].action;
        /* What is chosen shows it already; a key may have come to the end of what it can do. */
        if (!a.what || p->scene.elements[i].chosen || p->scene.elements[i].role == ROLE_KEY)
            continue;
        p->session = before;
        play_tap(p, (enum action)a.what, a.which);
        if (!memcmp(&p->session, &before, sizeof p->session))
            fail_msg("\"%s\" on %s: nothing", p->scene.elements[i].label, p->scene.name);
    }
    p->session = before;
}

static void a_tap_on_whatever_a_screen_offers_is_answered(void **state)
{
    struct play *p = *state;
    for (int s = 0; s < STATES; s++) {
        play_at(p, (enum state)s);
        assert_every_tap_is_answered(p);
    }
    for (int f = WIRE_FAULT_NONE + 1; f < WIRE_FAULTS; f++) {
        play_at(p, STATE_TROUBLE);
        p->session.fault = (enum wire_fault)f;
        assert_every_tap_is_answered(p);
        p->session.retry = STATE_START;
        assert_every_tap_is_answered(p);
    }
}

static void what_would_only_be_refused_again_is_for_the_staff(void **state)
{
    static const enum wire_fault faults[] = {
        WIRE_FAULT_CARD_UNKNOWN, WIRE_FAULT_CARD_PENDING,    WIRE_FAULT_ATTEMPTS_SPENT,
        WIRE_FAULT_SENSOR_UNFIT, WIRE_FAULT_TEMPLATES_UNFIT, WIRE_FAULT_SERVICE_REFUSED};
    struct play *p = *state;
    for (unsigned i = 0; i < sizeof faults / sizeof *faults; i++) {
        play_at(p, STATE_TEMPLATES);
        play_fault(p, PEER_COURIER, faults[i], p->session.visit_number);
        assert_int_equal(p->session.state, STATE_TROUBLE);
        assert_false(play_shows(p, "Coba lagi"));
        assert_true(play_shows(p, faults[i] == WIRE_FAULT_CARD_UNKNOWN ? "Rekam sidik jari"
                                                                       : "Panggil petugas"));
        play_tap(p, ACTION_HELP, 0);
        assert_true(play_shows(p, "Silakan panggil petugas desa."));
        play_tap(p, ACTION_BACK, 0);
        assert_int_equal(p->session.state, STATE_TROUBLE);
        assert_int_equal(p->session.fault, faults[i]);
    }
}

static void a_card_that_is_never_read_through_is_told_and_not_waited_for(void **state)
{
    struct play *p = *state;
    play_at(p, STATE_START);
    play_card_seen(p, 1);
    assert_int_equal(p->session.state, STATE_READING);
    play_step(p, (struct event){.kind = EVENT_TOUCH}); /* who taps meanwhile waits no longer */
    play_time_passes(p);
    assert_in_range(p->now_ms, 1001, 1000 + SESSION_ANSWER_MS);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_int_equal(p->session.fault, WIRE_FAULT_CARD_UNREADABLE);
    play_card_read(p, 1, 0xA1); /* after all */
    assert_int_equal(p->session.state, STATE_CONSENT);
}

static void who_ends_while_the_card_is_read_is_asked_to_take_it(void **state)
{
    struct play *p = *state;
    play_at(p, STATE_START);
    play_card_seen(p, 1);
    play_tap(p, ACTION_DONE, 0);
    assert_int_equal(p->session.state, STATE_TAKE_CARD);
    play_card_read(p, 1, 0xA1);
    assert_int_equal(p->session.state, STATE_TAKE_CARD);
    play_saying(p, WIRE_CARD_PHOTO)->card_photo.placement = 1;
    p->packet.body.card_photo.width_px = p->packet.body.card_photo.height_px = 8;
    play_said(p, PEER_CARD, 0);
    assert_true(p->allowed);
    assert_int_equal(p->session.visit.photo_width_px, 0);
}

/* As when its program cannot be started: nothing else would tell. */
static void
a_reader_whose_driver_does_not_come_is_told_before_anybody_lays_a_card_down(void **state)
{
    struct play *p = *state;
    play_boots(p);
    assert_true(play_shows(p, "Letakkan KTP"));
    play_saying(p, WIRE_READY);
    play_said(p, PEER_FINGER, 0);
    play_time_passes(p);
    assert_int_equal(p->session.state, STATE_START);
    assert_false(play_shows(p, "Letakkan KTP"));
    assert_true(play_shows(p, "Pembaca KTP sedang tidak bisa dipakai."));
    assert_int_equal(session_deadline_ms(&p->session), 0);
    play_saying(p, WIRE_READY);
    play_said(p, PEER_CARD, 0);
    assert_true(play_shows(p, "Letakkan KTP"));
    play_step(p, (struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_CARD});
    assert_true(play_shows(p, "Letakkan KTP")); /* mostly it is back before anybody sees it */
    play_time_passes(p);
    assert_false(play_shows(p, "Letakkan KTP"));
}

static void nobody_leaves_before_the_receipt_has_its_number(void **state)
{
    struct play *p = *state;
    play_at(p, STATE_SENDING);
    assert_false(play_shows(p, "Selesai"));
    assert_true(play_shows(p, "Bantuan"));
    play_time_passes(p);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_true(play_shows(p, "Coba lagi"));
    assert_true(play_shows(p, "Selesai"));
}

/* Reader and courier fall over together: the card seems lifted while the new courier is asked. */
static void what_became_of_a_filing_is_learnt_under_whatever_covers_it(void **state)
{
    static const enum state covers[] = {STATE_LIFTED, STATE_HELP, STATE_IDLE};
    struct play *p = *state;
    for (unsigned i = 0; i < sizeof covers / sizeof *covers; i++) {
        play_at(p, STATE_RECEIPT);
        p->session.visit.receipt.delivered = 0;
        p->session.state = covers[i];
        p->session.under = STATE_RECEIPT;
        play_saying(p, WIRE_READY);
        play_said(p, PEER_COURIER, 0);
        assert_int_equal(p->commands.count, 1);
        assert_int_equal(p->commands.list[0].type, WIRE_FILING);
        play_saying(p, WIRE_RECEIPT)->receipt.delivered = 1;
        play_said(p, PEER_COURIER, p->session.visit_number);
        assert_int_equal(p->session.state, covers[i]);
        assert_int_equal(p->session.visit.receipt.delivered, 1);
    }
}

static void a_result_that_comes_after_a_wrong_card_ended_the_visit_is_nobodys_fault(void **state)
{
    struct play *p = *state;
    play_at(p, STATE_LOADING);
    p->session.visit.verified_at = NOON;
    play_card_up(p, p->session.visit.placement);
    play_fault(p, PEER_CARD, WIRE_FAULT_CARD_NOT_EKTP, 0);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    play_saying(p, WIRE_BREAKDOWN);
    play_said(p, PEER_COURIER, p->session.visit_number);
    assert_true(p->allowed);
    assert_int_equal(p->session.state, STATE_TROUBLE);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, play_setup, play_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_tap_on_whatever_a_screen_offers_is_answered),
        TEST(what_would_only_be_refused_again_is_for_the_staff),
        TEST(a_card_that_is_never_read_through_is_told_and_not_waited_for),
        TEST(who_ends_while_the_card_is_read_is_asked_to_take_it),
        TEST(a_reader_whose_driver_does_not_come_is_told_before_anybody_lays_a_card_down),
        TEST(nobody_leaves_before_the_receipt_has_its_number),
        TEST(what_became_of_a_filing_is_learnt_under_whatever_covers_it),
        TEST(a_result_that_comes_after_a_wrong_card_ended_the_visit_is_nobodys_fault),
    };
    return cmocka_run_group_tests_name("session_trouble", tests, NULL, NULL);
}
