/* What a person files, from the first tap to the receipt, as the session sees it. */
#include "kiosk/choices.h"
#include "kiosk/filing.h"
#include "session_play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { DAY_S = 86400 };

static const struct wire_filing *filed(const struct play *p)
{
    const struct command *c = play_sent(p, WIRE_FILING);
    return c ? c->body : NULL;
}

/* In a state of the practice family's visit, with nothing begun. */
static void at(struct play *p, enum state state)
{
    play_at(p, state);
    explicit_bzero(&p->session.visit.draft, sizeof p->session.visit.draft);
    explicit_bzero(&p->session.visit.receipt, sizeof p->session.visit.receipt);
    p->session.visit.card.assurance = WIRE_ASSURANCE_TAG;
}

static void receipt_comes(struct play *p, const char *number, bool delivered)
{
    struct wire_receipt *r = &play_saying(p, WIRE_RECEIPT)->receipt;
    strcpy(r->number, number);
    r->accepted_at = NOON;
    r->delivered = delivered;
    play_said(p, PEER_COURIER, p->session.visit_number);
}

static void several_reasons_become_one_filing_with_a_ground_and_a_day_each(void **state)
{
    struct play *p = *state;
    at(p, STATE_PROGRAMME);
    play_tap(p, ACTION_OBJECT, 0);
    assert_int_equal(p->session.state, STATE_WHICH);
    play_tap(p, ACTION_ON, 0); /* nothing chosen yet */
    assert_int_equal(p->session.state, STATE_WHICH);
    play_tap(p, ACTION_POINT, 0);
    play_tap(p, ACTION_POINT, DRAFT_UNRECORDED);
    play_tap(p, ACTION_ON, 0);
    play_tap(p, ACTION_GROUND, 0);
    assert_int_equal(p->session.state, STATE_SINCE);
    play_tap(p, ACTION_PRECISION, ENTRY_ABOUT);
    play_tap(p, ACTION_LESS, ENTRY_PART_YEAR);
    play_tap(p, ACTION_ON, 0);
    assert_int_equal(p->session.state, STATE_GROUND);
    play_tap(p, ACTION_GROUND, 0); /* not one that stands without a record */
    assert_int_equal(p->session.state, STATE_GROUND);
    play_tap(p, ACTION_GROUND, 2);
    play_tap(p, ACTION_KEY, 'A');
    play_tap(p, ACTION_ON, 0);
    assert_int_equal(p->session.state, STATE_PHONE);
    play_tap(p, ACTION_KEY, '8');
    play_tap(p, ACTION_ON, 0);
    play_tap(p, ACTION_CONFIRM, 0);
    play_check_may_begin(p);
    assert_int_equal(p->session.state, STATE_DECLARE);
    play_finger_matches(p);
    const struct wire_filing *f = filed(p);
    assert_non_null(f);
    assert_int_equal(f->kind, WIRE_FILING_OBJECTION);
    assert_int_equal(f->contested_count, 2);
    assert_string_equal(f->contested[0].reason, "r1");
    assert_string_equal(f->contested[0].ground, "sold");
    assert_int_equal(f->contested[0].since, 20250000);
    assert_string_equal(f->contested[1].reason, "");
    assert_string_equal(f->text, "A");
    assert_string_equal(f->phone, "8");
    assert_int_equal(f->subject.score_class, 2);
}

static void without_a_line_an_objection_is_noted_by_the_card_alone(void **state)
{
    struct play *p = *state;
    at(p, STATE_TROUBLE);
    assert_true(choices_may_note(&p->session));
    play_tap(p, ACTION_PROVISIONAL, 0);
    play_tap(p, ACTION_OFFER, 2); /* its window is over */
    assert_int_equal(p->session.state, STATE_WHICH);
    play_tap(p, ACTION_OFFER, 0);
    play_tap(p, ACTION_GROUND, DRAFT_UNKNOWN);
    assert_int_equal(p->session.state, STATE_REVIEW);
    play_tap(p, ACTION_CONFIRM, 0);
    assert_int_equal(p->session.state, STATE_SENDING);
    const struct wire_filing *f = filed(p);
    assert_int_equal(f->kind, WIRE_FILING_PROVISIONAL);
    assert_string_equal(f->programme, "PKH");
    assert_string_equal(f->contested[0].ground, "");
    assert_int_equal(f->subject.score_class, 0);
    assert_string_equal(f->subject.consent.version, SESSION_NOTE_VERSION);
    receipt_comes(p, "482910000017", false);
    assert_int_equal(p->session.state, STATE_RECEIPT);
    play_tap(p, ACTION_BACK, 0); /* there is no result to go back to */
    assert_int_equal(p->session.state, STATE_RECEIPT);
}

static void a_newer_catalogue_changes_nothing_of_what_is_being_filled_in(void **state)
{
    static struct wire_catalogue newer;
    struct play *p = *state;
    at(p, STATE_TROUBLE);
    newer = p->session.catalogue;
    newer.made_at++;
    strcpy(newer.offers[0].code, "LPG"); /* a programme more, ahead of the others */
    play_tap(p, ACTION_PROVISIONAL, 0);
    play_tap(p, ACTION_OFFER, 0);
    play_saying(p, WIRE_CATALOGUE)->catalogue = newer;
    play_said(p, PEER_COURIER, 0);
    play_tap(p, ACTION_GROUND, DRAFT_UNKNOWN);
    play_tap(p, ACTION_CONFIRM, 0);
    assert_string_equal(filed(p)->programme, "PKH");
    receipt_comes(p, "482910000017", false);
    play_tap(p, ACTION_DONE, 0);
    assert_string_equal(p->session.catalogue.offers[0].code, "LPG");
}

static void the_last_signed_window_is_what_counts_to_its_last_second(void **state)
{
    struct play *p = *state;
    at(p, STATE_TROUBLE);
    for (uint32_t i = 0; i < p->session.catalogue.offer_count; i++)
        p->session.catalogue.offers[i].objection_closes_at = NOON;
    p->session.wall_s = NOON;
    assert_true(choices_may_note(&p->session));
    p->session.wall_s = NOON + 1;
    assert_false(choices_may_note(&p->session));
    p->session.wall_s = NOON;
    p->session.visit.breakdown.programme_count = 1; /* whoever has seen a result objects to that */
    assert_false(choices_may_note(&p->session));
}

static void what_was_noted_in_time_is_completed_after_the_window(void **state)
{
    struct play *p = *state;
    struct wire_breakdown *b = &p->session.visit.breakdown;
    at(p, STATE_REASON);
    b->programmes[0].objection_closes_at = NOON - DAY_S;
    assert_false(visit_may_contest(&p->session, 0));
    b->cases[0].may = WIRE_MAY_COMPLETE;
    strcpy(b->cases[0].programme, "PKH");
    b->cases[0].accepted_at = NOON - 2 * DAY_S;
    assert_true(visit_may_contest(&p->session, 0));
    play_tap(p, ACTION_CONTEST, 0);
    play_tap(p, ACTION_GROUND, 1);
    play_to_review(p);
    play_tap(p, ACTION_CONFIRM, 0);
    play_check_may_begin(p);
    play_finger_matches(p);
    assert_string_equal(filed(p)->about, b->cases[0].number);
    b->cases[0].accepted_at = NOON - DAY_S + 1;
    assert_false(visit_may_contest(&p->session, 0));
}

static void what_was_not_sent_yet_is_not_lost_by_looking_elsewhere(void **state)
{
    struct play *p = *state;
    at(p, STATE_TROUBLE);
    play_tap(p, ACTION_PROVISIONAL, 0);
    play_tap(p, ACTION_OFFER, 0);
    play_tap(p, ACTION_GROUND, DRAFT_UNKNOWN);
    play_tap(p, ACTION_CONFIRM, 0);
    play_fault(p, PEER_COURIER, WIRE_FAULT_SERVICE_SLOW, p->session.visit_number);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    play_tap(p, ACTION_PROVISIONAL, 0);
    play_tap(p, ACTION_REPORT, WIRE_REPORT_MISSED_HOUSEHOLD);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    play_tap(p, ACTION_AGENTS, 0);
    assert_int_equal(p->session.state, STATE_AGENTS);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    play_tap(p, ACTION_RETRY, 0);
    assert_int_equal(p->session.state, STATE_SENDING);
    assert_int_equal(filed(p)->kind, WIRE_FILING_PROVISIONAL);
    assert_string_equal(filed(p)->programme, "PKH");
}

static void a_complaint_is_nobodys_and_nothing_of_it_stays(void **state)
{
    static const struct visit nothing;
    struct play *p = *state;
    at(p, STATE_START);
    play_tap(p, ACTION_COMPLAIN, 0);
    assert_int_equal(p->session.state, STATE_GROUND);
    play_tap(p, ACTION_GROUND, CHOICES_ABOUT_MONEY);
    play_tap(p, ACTION_KEY, 'X');
    play_tap(p, ACTION_ON, 0);
    play_to_review(p);
    play_tap(p, ACTION_CONFIRM, 0);
    assert_int_equal(p->session.state, STATE_SENDING);
    const struct wire_filing *f = filed(p);
    static const struct wire_subject nobody;
    assert_memory_equal(&f->subject, &nobody, sizeof nobody);
    assert_string_equal(f->contested[0].ground, "money");
    receipt_comes(p, "482910000017", true);
    play_tap(p, ACTION_DONE, 0);
    assert_int_equal(p->session.state, STATE_START);
    assert_memory_equal(&p->session.visit, &nothing, sizeof nothing);
}

static void a_card_laid_beside_a_complaint_is_not_read_and_is_to_be_taken(void **state)
{
    struct play *p = *state;
    at(p, STATE_START);
    play_tap(p, ACTION_COMPLAIN, 0);
    play_card_seen(p, 9);
    assert_int_equal(p->session.state, STATE_GROUND);
    union wire_body *b = play_saying(p, WIRE_CARD_READ);
    b->card_read.placement = 9;
    b->card_read.card.uid_size = 7;
    play_said(p, PEER_CARD, 0);
    assert_int_equal(p->session.visit.card.uid_size, 0);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_TAKE_CARD);
    play_card_up(p, 9);
    assert_int_equal(p->session.state, STATE_START);
}

static void a_complaint_that_could_not_be_stored_can_be_tried_again_whatever_cards_do(void **state)
{
    struct play *p = *state;
    at(p, STATE_START);
    play_tap(p, ACTION_COMPLAIN, 0);
    play_tap(p, ACTION_GROUND, CHOICES_ABOUT_OTHER);
    play_to_review(p);
    play_tap(p, ACTION_CONFIRM, 0);
    play_fault(p, PEER_COURIER, WIRE_FAULT_STORE_UNUSABLE, p->session.visit_number);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    play_card_seen(p, 9);
    play_card_up(p, 9);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    play_tap(p, ACTION_RETRY, 0);
    assert_int_equal(p->session.state, STATE_SENDING);
    assert_int_equal(filed(p)->kind, WIRE_FILING_COMPLAINT);
}

static void without_the_inspectorates_key_no_complaint_is_begun(void **state)
{
    struct play *p = *state;
    at(p, STATE_START);
    p->session.catalogue.complaints = 0;
    play_tap(p, ACTION_COMPLAIN, 0);
    assert_int_equal(p->session.state, STATE_START);
}

static void a_courier_that_was_killed_tells_what_became_of_it_under_the_same_number(void **state)
{
    uint8_t key[WIRE_KEY];
    struct play *p = *state;
    at(p, STATE_CASE);
    p->session.visit.breakdown.cases[0].may = WIRE_MAY_WITHDRAW;
    play_tap(p, ACTION_APPEAL, 0);
    assert_int_equal(p->session.state, STATE_CASE);
    play_tap(p, ACTION_WITHDRAW, 0);
    play_tap(p, ACTION_CONFIRM, 0);
    play_check_may_begin(p);
    play_finger_matches(p);
    memcpy(key, filed(p)->key, sizeof key);
    receipt_comes(p, "482910000017", false);
    play_step(p, (struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_COURIER});
    play_saying(p, WIRE_READY);
    play_said(p, PEER_COURIER, 0);
    assert_non_null(filed(p));
    assert_memory_equal(filed(p)->key, key, sizeof key);
    receipt_comes(p, "482910000025", false); /* stored anew: the first is with the service */
    assert_string_equal(p->session.visit.receipt.number, "482910000017");
    receipt_comes(p, "482910000017", true);
    assert_int_equal(p->session.visit.receipt.delivered, 1);
    play_saying(p, WIRE_READY);
    play_said(p, PEER_COURIER, 0);
    assert_null(filed(p));
}

static void a_rating_is_asked_once_and_keeps_nobody(void **state)
{
    struct play *p = *state;
    at(p, STATE_OVERVIEW);
    play_tap(p, ACTION_DONE, 0);
    assert_int_equal(p->session.state, STATE_TAKE_CARD);
    assert_true(p->session.may_rate);
    play_tap(p, ACTION_RATE, WIRE_RATING_FAIR);
    assert_int_equal(filed(p)->kind, WIRE_FILING_RATING);
    assert_int_equal(filed(p)->subject.card.uid_size, 0);
    play_tap(p, ACTION_RATE, WIRE_RATING_GOOD);
    assert_null(filed(p));
    play_card_up(p, 1);
    assert_int_equal(p->session.state, STATE_START);
}

static void a_card_nobody_knows_reports_its_family_without_a_finger(void **state)
{
    struct play *p = *state;
    at(p, STATE_TROUBLE);
    play_tap(p, ACTION_REPORT, WIRE_REPORT_MISSED_HOUSEHOLD);
    assert_int_equal(p->session.state, STATE_WORDS);
    play_to_review(p);
    play_tap(p, ACTION_CONFIRM, 0);
    assert_int_equal(filed(p)->report, WIRE_REPORT_MISSED_HOUSEHOLD);
    assert_string_equal(filed(p)->person, "");
}

static void who_died_must_be_said(void **state)
{
    struct play *p = *state;
    at(p, STATE_OVERVIEW);
    play_tap(p, ACTION_REPORTS, 0);
    play_tap(p, ACTION_REPORT, WIRE_REPORT_DEATH);
    assert_int_equal(p->session.state, STATE_WORDS);
    play_tap(p, ACTION_SKIP, 0);
    play_tap(p, ACTION_ON, 0);
    assert_int_equal(p->session.state, STATE_WORDS);
    play_tap(p, ACTION_KEY, 'A');
    play_tap(p, ACTION_ON, 0);
    assert_int_equal(p->session.state, STATE_SINCE);
    play_tap(p, ACTION_ON, 0);
    assert_int_equal(p->session.state, STATE_REVIEW);
    for (int i = 0; i < 3; i++)
        play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_WHICH);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, play_setup, play_teardown)
    const struct CMUnitTest tests[] = {
        TEST(several_reasons_become_one_filing_with_a_ground_and_a_day_each),
        TEST(without_a_line_an_objection_is_noted_by_the_card_alone),
        TEST(a_newer_catalogue_changes_nothing_of_what_is_being_filled_in),
        TEST(the_last_signed_window_is_what_counts_to_its_last_second),
        TEST(what_was_noted_in_time_is_completed_after_the_window),
        TEST(what_was_not_sent_yet_is_not_lost_by_looking_elsewhere),
        TEST(a_complaint_is_nobodys_and_nothing_of_it_stays),
        TEST(a_card_laid_beside_a_complaint_is_not_read_and_is_to_be_taken),
        TEST(a_complaint_that_could_not_be_stored_can_be_tried_again_whatever_cards_do),
        TEST(without_the_inspectorates_key_no_complaint_is_begun),
        TEST(a_courier_that_was_killed_tells_what_became_of_it_under_the_same_number),
        TEST(a_rating_is_asked_once_and_keeps_nobody),
        TEST(a_card_nobody_knows_reports_its_family_without_a_finger),
        TEST(who_died_must_be_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
