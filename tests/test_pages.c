/* The staff's own pages: who gets there, what stands on them, and what becomes of them. */
#include "staff_play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void asks_for_the_pages(struct play *p)
{
    play_tap(p, ACTION_HELP, 0);
    assert_int_equal(p->session.state, STATE_HELP);
    play_tap(p, ACTION_STAFF, 0);
    assert_int_equal(p->session.state, STATE_CALLED);
}

/* The card stays on the reader. */
static void signs_in(struct play *p)
{
    asks_for_the_pages(p);
    play_card_down(p, 1, HELPER);
    assert_int_equal(staff_asked(p)->role, WIRE_ROLE_PAGES);
    staff_listed(p, "ketut")->rights = WIRE_RIGHT_PAGES;
    staff_told(p);
    play_finger_matches(p);
    assert_int_equal(p->session.state, STATE_STAFF);
}

static void staff_get_there_by_card_and_finger_and_each_sign_in_is_told(void **state)
{
    struct play *p = *state;
    signs_in(p);
    const struct command *told = play_sent(p, WIRE_SIGN_IN);
    assert_non_null(told);
    const struct wire_sign_in *s = told->body;
    assert_int_equal(s->role, WIRE_ROLE_PAGES);
    assert_int_equal(s->outcome, WIRE_SIGN_IN_GOOD);
    assert_string_equal(s->id, "ketut");
    assert_true(play_shows(p, "Bu ketut"));
}

static void who_is_not_staff_or_has_the_wrong_finger_gets_nowhere(void **state)
{
    struct play *p = *state;
    asks_for_the_pages(p);
    play_card_down(p, 1, RESIDENT);
    staff_is(p, WIRE_STAFF_UNLISTED, "");
    assert_int_equal(p->session.state, STATE_CALLED);
    assert_true(play_shows(p, "bukan KTP petugas"));
    play_card_up(p, 1);
    play_card_down(p, 2, HELPER);
    staff_is(p, WIRE_STAFF_LISTED, "ketut");
    play_finger_differs(p);
    assert_int_equal(p->session.state, STATE_CALLED);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_TAKE_CARD);
    play_card_up(p, 2);
    assert_int_equal(p->session.state, STATE_START);
}

static void nobody_gets_there_from_a_residents_visit(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    play_tap(p, ACTION_HELP, 0);
    assert_int_equal(p->session.state, STATE_HELP);
    assert_false(play_shows(p, "Untuk petugas"));
    play_tap(p, ACTION_STAFF, 0);
    assert_int_equal(p->session.state, STATE_HELP);
}

static void counts_come(struct play *p)
{
    struct wire_counts *c = &play_saying(p, WIRE_COUNTS)->counts;
    c->since_day = 20261024;
    c->until_day = 20261122;
    c->visits = 12;
    c->attended = 1;
    c->troubles[WIRE_FAULT_LINK_DOWN] = 7;
    play_said(p, PEER_COURIER, p->session.visit_number);
}

static void the_report_is_counts_alone_and_few_are_not_told_apart(void **state)
{
    struct play *p = *state;
    p->session.up[PEER_PRINTER] = true;
    signs_in(p);
    play_tap(p, ACTION_COUNTS, 0);
    const struct command *ask = play_sent(p, WIRE_COUNTS_ASK);
    assert_non_null(ask);
    assert_int_equal(((const struct wire_counts_ask *)ask->body)->days, PAGES_DAYS);
    counts_come(p);
    assert_int_equal(p->session.state, STATE_REPORT);
    assert_true(play_shows(p, "12"));
    assert_true(play_shows(p, "kurang dari 5"));
    assert_true(play_shows(p, "Sambungan ke pusat sedang putus."));
    assert_false(play_shows(p, "Kertas cetak habis."));
    play_tap(p, ACTION_PRINT, PRINTING_WHOLE);
    assert_int_equal(p->session.visit.printing.state, PRINTING_NOW);
    static struct wire_print print;
    screen_paper(&p->session, &p->scene, &print);
    assert_string_equal(print.lines[0].text, "Laporan desa");
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_STAFF);
}

static void a_slip_comes_with_number_and_hour_and_goes_to_paper(void **state)
{
    struct play *p = *state;
    static struct wire_print print;
    p->session.up[PEER_PRINTER] = true;
    signs_in(p);
    play_tap(p, ACTION_SLIPS, 0);
    play_tap(p, ACTION_SLIP, 1);
    const struct command *ask = play_sent(p, WIRE_SLIP_ASK);
    assert_non_null(ask);
    const struct wire_slip_ask *wanted = ask->body;
    assert_int_equal(wanted->first, 1);
    assert_int_equal(wanted->places, PAGES_FIRST);
    assert_true(wanted->last_hour >= wanted->from_hour);
    *(&play_saying(p, WIRE_SLIP)->slip) = (struct wire_slip){.number = 12, .hour = 10, .first = 1};
    play_said(p, PEER_COURIER, p->session.visit_number);
    assert_int_equal(p->session.state, STATE_SLIPS);
    assert_int_equal(p->session.visit.printing.state, PRINTING_NOW);
    assert_true(play_shows(p, "12"));
    assert_true(play_shows(p, "10.00 sampai 11.00"));
    screen_paper(&p->session, &p->scene, &print);
    for (uint32_t i = 0; i < print.count; i++)
        assert_null(strstr(print.lines[i].text, "Bu ketut"));
}

static void a_late_answer_of_the_courier_never_shows_on_another_page(void **state)
{
    struct play *p = *state;
    signs_in(p);
    play_tap(p, ACTION_COUNTS, 0);
    play_tap(p, ACTION_BACK, 0);
    counts_come(p);
    assert_int_equal(p->session.state, STATE_STAFF);
    play_tap(p, ACTION_SLIPS, 0);
    play_tap(p, ACTION_SLIP, 0);
    counts_come(p);
    assert_int_equal(p->session.state, STATE_COUNTING);
    play_tap(p, ACTION_BACK, 0);
    play_saying(p, WIRE_SLIP)->slip = (struct wire_slip){.number = 12, .hour = 10, .first = 1};
    play_said(p, PEER_COURIER, p->session.visit_number);
    assert_int_equal(p->session.state, STATE_STAFF);
}

static void while_the_screen_is_cleaned_no_touch_counts_and_it_ends_by_itself(void **state)
{
    struct play *p = *state;
    signs_in(p);
    play_tap(p, ACTION_DAY, 0);
    play_tap(p, ACTION_CLEAN, 0);
    assert_int_equal(p->session.state, STATE_CLEANING);
    int64_t until_ms = session_deadline_ms(&p->session);
    assert_int_equal(until_ms - p->now_ms, PAGES_CLEANING_MS);
    for (int action = 0; action < ACTIONS; action++) {
        p->now_ms += 100;
        play_tap(p, (enum action)action, 0);
        play_step(p, (struct event){.kind = EVENT_TOUCH});
        assert_int_equal(p->session.state, STATE_CLEANING);
        assert_int_equal(session_deadline_ms(&p->session), until_ms);
    }
    play_time_passes(p);
    assert_int_equal(p->session.state, STATE_DAY);
}

static void the_daily_page_tells_troubles_in_plain_words(void **state)
{
    struct play *p = *state;
    p->session.device_fault[PEER_PRINTER] = WIRE_FAULT_PAPER_LOW;
    signs_in(p);
    play_tap(p, ACTION_DAY, 0);
    assert_true(play_shows(p, "Kertas cetak hampir habis."));
    assert_true(play_shows(p, "tersambung"));
    assert_true(play_shows(p, "Jam buka"));
}

static void the_card_is_asked_for_at_the_end_and_nothing_stays(void **state)
{
    struct play *p = *state;
    signs_in(p);
    play_tap(p, ACTION_DONE, 0);
    assert_int_equal(p->session.state, STATE_TAKE_CARD);
    assert_false(pages_are_on(&p->session));
    play_card_up(p, 1);
    assert_true(play_wiped(p));
    play_card_down(p, 2, RESIDENT);
    assert_int_equal(p->session.state, STATE_CONSENT); /* the next visit is a resident's */
    assert_false(pages_are_on(&p->session));
}

static void whoever_walks_away_is_signed_out(void **state)
{
    struct play *p = *state;
    signs_in(p);
    play_card_up(p, 1);
    play_time_passes(p);
    assert_int_equal(p->session.state, STATE_IDLE);
    play_time_passes(p);
    assert_int_equal(p->session.state, STATE_START);
    assert_false(pages_are_on(&p->session));
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, play_setup, play_teardown)
    const struct CMUnitTest tests[] = {
        TEST(staff_get_there_by_card_and_finger_and_each_sign_in_is_told),
        TEST(who_is_not_staff_or_has_the_wrong_finger_gets_nowhere),
        TEST(nobody_gets_there_from_a_residents_visit),
        TEST(the_report_is_counts_alone_and_few_are_not_told_apart),
        TEST(a_slip_comes_with_number_and_hour_and_goes_to_paper),
        TEST(a_late_answer_of_the_courier_never_shows_on_another_page),
        TEST(while_the_screen_is_cleaned_no_touch_counts_and_it_ends_by_itself),
        TEST(the_daily_page_tells_troubles_in_plain_words),
        TEST(the_card_is_asked_for_at_the_end_and_nothing_stays),
        TEST(whoever_walks_away_is_signed_out),
    };
    return cmocka_run_group_tests_name("pages", tests, NULL, NULL);
}
