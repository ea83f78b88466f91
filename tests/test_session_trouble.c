/* Whatever goes wrong in a visit: what is said, and that every screen and every tap leads on. */
#include "kiosk/practice.h"
#include "kiosk/screens/screen.h"
#include "kiosk/session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NOON = 1795320000 };

static struct session session, before;
static struct commands commands;
static struct wire_packet packet;
static struct scene scene;
static int64_t now_ms;

static void step(struct event e)
{
    e.now_ms = now_ms;
    e.wall_s = NOON;
    session_step(&session, &e, &commands);
}

static void tap(enum action action, uint16_t which)
{
    step((struct event){.kind = EVENT_TAP, .action = action, .which = which});
}

static union wire_body *saying(enum wire_type type)
{
    memset(&packet, 0, sizeof packet);
    packet.header.type = type;
    return &packet.body;
}

static bool said(enum peer peer, uint32_t visit)
{
    struct event e = {.kind = EVENT_PACKET, .peer = peer, .packet = &packet};
    e.now_ms = now_ms;
    e.wall_s = NOON;
    packet.header.visit = visit;
    return session_step(&session, &e, &commands);
}

static void time_comes(void)
{
    assert_int_not_equal(session_deadline_ms(&session), 0);
    now_ms = session_deadline_ms(&session);
    step((struct event){.kind = EVENT_TIME});
}

static void card_read(void)
{
    union wire_body *b = saying(WIRE_CARD_READ);
    b->card_read.placement = session.visit.placement;
    b->card_read.card.assurance = WIRE_ASSURANCE_TAG;
    b->card_read.card.uid_size = 7;
    assert_true(said(PEER_CARD, 0));
}

static int fresh(void **state)
{
    static const struct session_setup usual = {.idle_ms = SESSION_IDLE_MS,
                                               .alert_ms = SESSION_ALERT_MS,
                                               .lifted_ms = SESSION_LIFTED_MS,
                                               .remind_ms = SESSION_REMIND_MS,
                                               .call_ms = HANDOVER_MS};
    (void)state;
    session_init(&session, &usual);
    now_ms = 1000;
    return 0;
}

/* In a state of the fictitious family's visit. */
static void be_in(enum state state)
{
    fresh(NULL);
    practice_visit(&session, state, NOON);
}

static const struct element *labelled(const char *start)
{
    screen_build(&session, &scene);
    for (unsigned i = 0; i < scene.count; i++)
        if (!strncmp(scene.elements[i].label, start, strlen(start)))
            return &scene.elements[i];
    return NULL;
}

/* Taps everything that the screen offers, each from here. */
static void assert_every_tap_is_answered(void)
{
    screen_build(&session, &scene);
    session.now_ms = now_ms;
    before = session;
    for (unsigned i = 0; i < scene.count; i++) {
        struct scene_action a = scene.elements[i].action;
        /* What is chosen shows it already; a key may have come to the end of what it can do. */
        if (!a.what || scene.elements[i].chosen || scene.elements[i].role == ROLE_KEY)
            continue;
        session = before;
        tap((enum action)a.what, a.which);
        if (!memcmp(&session, &before, sizeof session))
            fail_msg("\"%s\" on %s: nothing", scene.elements[i].label, scene.name);
    }
    session = before;
}

static void a_tap_on_whatever_a_screen_offers_is_answered(void **state)
{
    (void)state;
    for (int s = 0; s < STATES; s++) {
        be_in((enum state)s);
        assert_every_tap_is_answered();
    }
    for (int f = WIRE_FAULT_NONE + 1; f < WIRE_FAULTS; f++) {
        be_in(STATE_TROUBLE);
        session.fault = (enum wire_fault)f;
        assert_every_tap_is_answered();
        session.retry = STATE_START;
        assert_every_tap_is_answered();
    }
}

static void what_would_only_be_refused_again_is_for_the_staff(void **state)
{
    static const enum wire_fault faults[] = {
        WIRE_FAULT_CARD_UNKNOWN, WIRE_FAULT_CARD_PENDING,    WIRE_FAULT_ATTEMPTS_SPENT,
        WIRE_FAULT_SENSOR_UNFIT, WIRE_FAULT_TEMPLATES_UNFIT, WIRE_FAULT_SERVICE_REFUSED};
    (void)state;
    for (unsigned i = 0; i < sizeof faults / sizeof *faults; i++) {
        be_in(STATE_TEMPLATES);
        saying(WIRE_FAULT)->fault.fault = faults[i];
        said(PEER_COURIER, session.visit_number);
        assert_int_equal(session.state, STATE_TROUBLE);
        assert_null(labelled("Coba lagi"));
        assert_non_null(labelled(faults[i] == WIRE_FAULT_CARD_UNKNOWN ? "Rekam sidik jari"
                                                                      : "Panggil petugas"));
        tap(ACTION_HELP, 0);
        assert_non_null(labelled("Silakan panggil petugas desa."));
        tap(ACTION_BACK, 0);
        assert_int_equal(session.state, STATE_TROUBLE);
        assert_int_equal(session.fault, faults[i]);
    }
}

static void a_card_that_is_never_read_through_is_told_and_not_waited_for(void **state)
{
    (void)state;
    be_in(STATE_START);
    saying(WIRE_CARD_SEEN)->card_seen.placement = 1;
    said(PEER_CARD, 0);
    assert_int_equal(session.state, STATE_READING);
    step((struct event){.kind = EVENT_TOUCH}); /* who taps meanwhile waits no longer */
    time_comes();
    assert_in_range(now_ms, 1001, 1000 + SESSION_ANSWER_MS);
    assert_int_equal(session.state, STATE_TROUBLE);
    assert_int_equal(session.fault, WIRE_FAULT_CARD_UNREADABLE);
    card_read(); /* after all */
    assert_int_equal(session.state, STATE_CONSENT);
}

static void who_ends_while_the_card_is_read_is_asked_to_take_it(void **state)
{
    (void)state;
    be_in(STATE_START);
    saying(WIRE_CARD_SEEN)->card_seen.placement = 1;
    said(PEER_CARD, 0);
    tap(ACTION_DONE, 0);
    assert_int_equal(session.state, STATE_TAKE_CARD);
    card_read();
    assert_int_equal(session.state, STATE_TAKE_CARD);
    saying(WIRE_CARD_PHOTO)->card_photo.placement = 1;
    packet.body.card_photo.width_px = packet.body.card_photo.height_px = 8;
    assert_true(said(PEER_CARD, 0));
    assert_int_equal(session.visit.photo_width_px, 0);
}

/* As when its program cannot be started: nothing else would tell. */
static void
a_reader_whose_driver_does_not_come_is_told_before_anybody_lays_a_card_down(void **state)
{
    (void)state;
    assert_non_null(labelled("Letakkan KTP"));
    saying(WIRE_READY);
    said(PEER_FINGER, 0);
    time_comes();
    assert_int_equal(session.state, STATE_START);
    assert_null(labelled("Letakkan KTP"));
    assert_non_null(labelled("Pembaca KTP sedang tidak bisa dipakai."));
    assert_int_equal(session_deadline_ms(&session), 0);
    saying(WIRE_READY);
    said(PEER_CARD, 0);
    assert_non_null(labelled("Letakkan KTP"));
    step((struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_CARD});
    assert_non_null(labelled("Letakkan KTP")); /* mostly it is back before anybody sees it */
    time_comes();
    assert_null(labelled("Letakkan KTP"));
}

static void nobody_leaves_before_the_receipt_has_its_number(void **state)
{
    (void)state;
    be_in(STATE_SENDING);
    assert_null(labelled("Selesai"));
    assert_non_null(labelled("Bantuan"));
    time_comes();
    assert_int_equal(session.state, STATE_TROUBLE);
    assert_non_null(labelled("Coba lagi"));
    assert_non_null(labelled("Selesai"));
}

/* Reader and courier fall over together: the card seems lifted while the new courier is asked. */
static void what_became_of_a_filing_is_learnt_under_whatever_covers_it(void **state)
{
    static const enum state covers[] = {STATE_LIFTED, STATE_HELP, STATE_IDLE};
    (void)state;
    for (unsigned i = 0; i < sizeof covers / sizeof *covers; i++) {
        be_in(STATE_RECEIPT);
        session.visit.receipt.delivered = 0;
        session.state = covers[i];
        session.under = STATE_RECEIPT;
        saying(WIRE_READY);
        said(PEER_COURIER, 0);
        assert_int_equal(commands.count, 1);
        assert_int_equal(commands.list[0].type, WIRE_FILING);
        saying(WIRE_RECEIPT)->receipt.delivered = 1;
        said(PEER_COURIER, session.visit_number);
        assert_int_equal(session.state, covers[i]);
        assert_int_equal(session.visit.receipt.delivered, 1);
    }
}

static void a_result_that_comes_after_a_wrong_card_ended_the_visit_is_nobodys_fault(void **state)
{
    (void)state;
    be_in(STATE_LOADING);
    session.visit.verified_at = NOON;
    saying(WIRE_CARD_GONE)->card_gone.placement = session.visit.placement;
    said(PEER_CARD, 0);
    saying(WIRE_FAULT)->fault.fault = WIRE_FAULT_CARD_NOT_EKTP;
    said(PEER_CARD, 0);
    assert_int_equal(session.state, STATE_TROUBLE);
    saying(WIRE_BREAKDOWN);
    assert_true(said(PEER_COURIER, session.visit_number));
    assert_int_equal(session.state, STATE_TROUBLE);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup(name, fresh)
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
