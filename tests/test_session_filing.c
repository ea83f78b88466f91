/* What a person files, from the first tap to the receipt, as the session sees it. */
#include "kiosk/choices.h"
#include "kiosk/filing.h"
#include "kiosk/practice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NOON = 1795320000, DAY_S = 86400 };

static struct session session;
static struct commands commands;
static struct wire_packet packet;
static int64_t wall_s;

static void step(struct event e)
{
    e.now_ms = 1000;
    e.wall_s = wall_s;
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

static void said(enum peer peer, uint32_t visit)
{
    packet.header.visit = visit;
    step((struct event){.kind = EVENT_PACKET, .peer = peer, .packet = &packet});
}

static const struct wire_filing *filed(void)
{
    for (unsigned i = 0; i < commands.count; i++)
        if (commands.list[i].kind == COMMAND_SEND && commands.list[i].type == WIRE_FILING)
            return commands.list[i].body;
    return NULL;
}

/* In a state of the fictitious family's visit. */
static int in_state(enum state state)
{
    static const struct session_setup usual = {.idle_ms = SESSION_IDLE_MS,
                                               .alert_ms = SESSION_ALERT_MS,
                                               .lifted_ms = SESSION_LIFTED_MS,
                                               .remind_ms = SESSION_REMIND_MS,
                                               .call_ms = HANDOVER_MS,
                                               .seed = {1, 2, 3}};
    memset(&session, 0, sizeof session);
    session_init(&session, &usual);
    wall_s = NOON;
    practice_visit(&session, state, NOON);
    explicit_bzero(&session.visit.draft, sizeof session.visit.draft);
    explicit_bzero(&session.visit.receipt, sizeof session.visit.receipt);
    session.visit.card.assurance = WIRE_ASSURANCE_TAG;
    return 0;
}

static void receipt_comes(const char *number, bool delivered, bool refused)
{
    struct wire_receipt *r = &saying(WIRE_RECEIPT)->receipt;
    strcpy(r->number, number);
    r->accepted_at = wall_s;
    r->delivered = delivered;
    r->refused = refused;
    said(PEER_COURIER, session.visit_number);
}

static void check_may_begin(void)
{
    saying(WIRE_ATTEMPT_TAKEN);
    said(PEER_COURIER, session.visit_number);
}

static void skip_to_review(void)
{
    for (int i = 0; i < 4 && session.state != STATE_REVIEW; i++)
        tap(ACTION_SKIP, 0);
    assert_int_equal(session.state, STATE_REVIEW);
}

static void several_reasons_become_one_filing_with_a_ground_and_a_day_each(void **state)
{
    (void)state;
    in_state(STATE_PROGRAMME);
    tap(ACTION_OBJECT, 0);
    assert_int_equal(session.state, STATE_WHICH);
    tap(ACTION_ON, 0); /* nothing chosen yet */
    assert_int_equal(session.state, STATE_WHICH);
    tap(ACTION_POINT, 0);
    tap(ACTION_POINT, DRAFT_UNRECORDED);
    tap(ACTION_ON, 0);
    tap(ACTION_GROUND, 0);
    assert_int_equal(session.state, STATE_SINCE);
    tap(ACTION_PRECISION, ENTRY_ABOUT);
    tap(ACTION_LESS, ENTRY_PART_YEAR);
    tap(ACTION_ON, 0);
    assert_int_equal(session.state, STATE_GROUND);
    tap(ACTION_GROUND, 0); /* not one that stands without a record */
    assert_int_equal(session.state, STATE_GROUND);
    tap(ACTION_GROUND, 2);
    tap(ACTION_KEY, 'A');
    tap(ACTION_ON, 0);
    assert_int_equal(session.state, STATE_PHONE);
    tap(ACTION_KEY, '8');
    tap(ACTION_ON, 0);
    tap(ACTION_CONFIRM, 0);
    check_may_begin();
    assert_int_equal(session.state, STATE_DECLARE);
    saying(WIRE_VERIFIED)->verified = (struct wire_verified){1, 2};
    said(PEER_FINGER, session.visit_number);
    const struct wire_filing *f = filed();
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
    (void)state;
    in_state(STATE_TROUBLE);
    assert_true(choices_may_note(&session));
    tap(ACTION_PROVISIONAL, 0);
    tap(ACTION_OFFER, 2); /* its window is over */
    assert_int_equal(session.state, STATE_WHICH);
    tap(ACTION_OFFER, 0);
    tap(ACTION_GROUND, DRAFT_UNKNOWN);
    assert_int_equal(session.state, STATE_REVIEW);
    tap(ACTION_CONFIRM, 0);
    assert_int_equal(session.state, STATE_SENDING);
    const struct wire_filing *f = filed();
    assert_int_equal(f->kind, WIRE_FILING_PROVISIONAL);
    assert_string_equal(f->programme, "PKH");
    assert_string_equal(f->contested[0].ground, "");
    assert_int_equal(f->subject.score_class, 0);
    assert_string_equal(f->subject.consent.version, SESSION_NOTE_VERSION);
    receipt_comes("482910000017", false, false);
    assert_int_equal(session.state, STATE_RECEIPT);
    tap(ACTION_BACK, 0); /* there is no result to go back to */
    assert_int_equal(session.state, STATE_RECEIPT);
}

static void a_newer_catalogue_changes_nothing_of_what_is_being_filled_in(void **state)
{
    static struct wire_catalogue newer;
    (void)state;
    in_state(STATE_TROUBLE);
    newer = session.catalogue;
    newer.made_at++;
    strcpy(newer.offers[0].code, "LPG"); /* a programme more, ahead of the others */
    tap(ACTION_PROVISIONAL, 0);
    tap(ACTION_OFFER, 0);
    saying(WIRE_CATALOGUE)->catalogue = newer;
    said(PEER_COURIER, 0);
    tap(ACTION_GROUND, DRAFT_UNKNOWN);
    tap(ACTION_CONFIRM, 0);
    assert_string_equal(filed()->programme, "PKH");
    receipt_comes("482910000017", false, false);
    tap(ACTION_DONE, 0);
    assert_string_equal(session.catalogue.offers[0].code, "LPG");
}

static void the_last_signed_window_is_what_counts_to_its_last_second(void **state)
{
    (void)state;
    in_state(STATE_TROUBLE);
    for (uint32_t i = 0; i < session.catalogue.offer_count; i++)
        session.catalogue.offers[i].objection_closes_at = NOON;
    session.wall_s = NOON;
    assert_true(choices_may_note(&session));
    session.wall_s = NOON + 1;
    assert_false(choices_may_note(&session));
    session.wall_s = NOON;
    session.visit.breakdown.programme_count = 1; /* whoever has seen a result objects to that */
    assert_false(choices_may_note(&session));
}

static void what_was_noted_in_time_is_completed_after_the_window(void **state)
{
    struct wire_breakdown *b = &session.visit.breakdown;
    (void)state;
    in_state(STATE_REASON);
    b->programmes[0].objection_closes_at = NOON - DAY_S;
    assert_false(visit_may_contest(&session, 0));
    b->cases[0].may = WIRE_MAY_COMPLETE;
    strcpy(b->cases[0].programme, "PKH");
    b->cases[0].accepted_at = NOON - 2 * DAY_S;
    assert_true(visit_may_contest(&session, 0));
    tap(ACTION_CONTEST, 0);
    tap(ACTION_GROUND, 1);
    skip_to_review();
    tap(ACTION_CONFIRM, 0);
    check_may_begin();
    saying(WIRE_VERIFIED)->verified = (struct wire_verified){1, 2};
    said(PEER_FINGER, session.visit_number);
    assert_string_equal(filed()->about, b->cases[0].number);
    b->cases[0].accepted_at = NOON - DAY_S + 1;
    assert_false(visit_may_contest(&session, 0));
}

static void what_was_not_sent_yet_is_not_lost_by_looking_elsewhere(void **state)
{
    (void)state;
    in_state(STATE_TROUBLE);
    tap(ACTION_PROVISIONAL, 0);
    tap(ACTION_OFFER, 0);
    tap(ACTION_GROUND, DRAFT_UNKNOWN);
    tap(ACTION_CONFIRM, 0);
    saying(WIRE_FAULT)->fault.fault = WIRE_FAULT_SERVICE_SLOW;
    said(PEER_COURIER, session.visit_number);
    assert_int_equal(session.state, STATE_TROUBLE);
    tap(ACTION_PROVISIONAL, 0);
    tap(ACTION_REPORT, WIRE_REPORT_MISSED_HOUSEHOLD);
    assert_int_equal(session.state, STATE_TROUBLE);
    tap(ACTION_AGENTS, 0);
    assert_int_equal(session.state, STATE_AGENTS);
    tap(ACTION_BACK, 0);
    assert_int_equal(session.state, STATE_TROUBLE);
    tap(ACTION_RETRY, 0);
    assert_int_equal(session.state, STATE_SENDING);
    assert_int_equal(filed()->kind, WIRE_FILING_PROVISIONAL);
    assert_string_equal(filed()->programme, "PKH");
}

static void a_complaint_is_nobodys_and_nothing_of_it_stays(void **state)
{
    static const struct visit nothing;
    (void)state;
    in_state(STATE_START);
    tap(ACTION_COMPLAIN, 0);
    assert_int_equal(session.state, STATE_GROUND);
    tap(ACTION_GROUND, CHOICES_ABOUT_MONEY);
    tap(ACTION_KEY, 'X');
    tap(ACTION_ON, 0);
    skip_to_review();
    tap(ACTION_CONFIRM, 0);
    assert_int_equal(session.state, STATE_SENDING);
    const struct wire_filing *f = filed();
    static const struct wire_subject nobody;
    assert_memory_equal(&f->subject, &nobody, sizeof nobody);
    assert_string_equal(f->contested[0].ground, "money");
    receipt_comes("482910000017", true, false);
    tap(ACTION_DONE, 0);
    assert_int_equal(session.state, STATE_START);
    assert_memory_equal(&session.visit, &nothing, sizeof nothing);
}

static void a_card_laid_beside_a_complaint_is_not_read_and_is_to_be_taken(void **state)
{
    (void)state;
    in_state(STATE_START);
    tap(ACTION_COMPLAIN, 0);
    saying(WIRE_CARD_SEEN)->card_seen.placement = 9;
    said(PEER_CARD, 0);
    assert_int_equal(session.state, STATE_GROUND);
    union wire_body *b = saying(WIRE_CARD_READ);
    b->card_read.placement = 9;
    b->card_read.card.uid_size = 7;
    said(PEER_CARD, 0);
    assert_int_equal(session.visit.card.uid_size, 0);
    tap(ACTION_BACK, 0);
    assert_int_equal(session.state, STATE_TAKE_CARD);
    saying(WIRE_CARD_GONE)->card_gone.placement = 9;
    said(PEER_CARD, 0);
    assert_int_equal(session.state, STATE_START);
}

static void a_complaint_that_could_not_be_stored_can_be_tried_again_whatever_cards_do(void **state)
{
    (void)state;
    in_state(STATE_START);
    tap(ACTION_COMPLAIN, 0);
    tap(ACTION_GROUND, CHOICES_ABOUT_OTHER);
    skip_to_review();
    tap(ACTION_CONFIRM, 0);
    saying(WIRE_FAULT)->fault.fault = WIRE_FAULT_STORE_UNUSABLE;
    said(PEER_COURIER, session.visit_number);
    assert_int_equal(session.state, STATE_TROUBLE);
    saying(WIRE_CARD_SEEN)->card_seen.placement = 9;
    said(PEER_CARD, 0);
    saying(WIRE_CARD_GONE)->card_gone.placement = 9;
    said(PEER_CARD, 0);
    assert_int_equal(session.state, STATE_TROUBLE);
    tap(ACTION_RETRY, 0);
    assert_int_equal(session.state, STATE_SENDING);
    assert_int_equal(filed()->kind, WIRE_FILING_COMPLAINT);
}

static void without_the_inspectorates_key_no_complaint_is_begun(void **state)
{
    (void)state;
    in_state(STATE_START);
    session.catalogue.complaints = 0;
    tap(ACTION_COMPLAIN, 0);
    assert_int_equal(session.state, STATE_START);
}

static void a_courier_that_was_killed_tells_what_became_of_it_under_the_same_number(void **state)
{
    uint8_t key[WIRE_KEY];
    (void)state;
    in_state(STATE_CASE);
    session.visit.breakdown.cases[0].may = WIRE_MAY_WITHDRAW;
    tap(ACTION_APPEAL, 0);
    assert_int_equal(session.state, STATE_CASE);
    tap(ACTION_WITHDRAW, 0);
    tap(ACTION_CONFIRM, 0);
    check_may_begin();
    saying(WIRE_VERIFIED)->verified = (struct wire_verified){1, 2};
    said(PEER_FINGER, session.visit_number);
    memcpy(key, filed()->key, sizeof key);
    receipt_comes("482910000017", false, false);
    step((struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_COURIER});
    saying(WIRE_READY);
    said(PEER_COURIER, 0);
    assert_non_null(filed());
    assert_memory_equal(filed()->key, key, sizeof key);
    receipt_comes("482910000025", false, false); /* stored anew: the first is with the service */
    assert_string_equal(session.visit.receipt.number, "482910000017");
    receipt_comes("482910000017", true, false);
    assert_int_equal(session.visit.receipt.delivered, 1);
    saying(WIRE_READY);
    said(PEER_COURIER, 0);
    assert_null(filed());
}

static void a_rating_is_asked_once_and_keeps_nobody(void **state)
{
    (void)state;
    in_state(STATE_OVERVIEW);
    tap(ACTION_DONE, 0);
    assert_int_equal(session.state, STATE_TAKE_CARD);
    assert_true(session.may_rate);
    tap(ACTION_RATE, WIRE_RATING_FAIR);
    assert_int_equal(filed()->kind, WIRE_FILING_RATING);
    assert_int_equal(filed()->subject.card.uid_size, 0);
    tap(ACTION_RATE, WIRE_RATING_GOOD);
    assert_null(filed());
    saying(WIRE_CARD_GONE)->card_gone.placement = 1;
    said(PEER_CARD, 0);
    assert_int_equal(session.state, STATE_START);
}

static void a_card_nobody_knows_reports_its_family_without_a_finger(void **state)
{
    (void)state;
    in_state(STATE_TROUBLE);
    tap(ACTION_REPORT, WIRE_REPORT_MISSED_HOUSEHOLD);
    assert_int_equal(session.state, STATE_WORDS);
    skip_to_review();
    tap(ACTION_CONFIRM, 0);
    assert_int_equal(filed()->report, WIRE_REPORT_MISSED_HOUSEHOLD);
    assert_string_equal(filed()->person, "");
}

static void who_died_must_be_said(void **state)
{
    (void)state;
    in_state(STATE_OVERVIEW);
    tap(ACTION_REPORTS, 0);
    tap(ACTION_REPORT, WIRE_REPORT_DEATH);
    assert_int_equal(session.state, STATE_WORDS);
    tap(ACTION_SKIP, 0);
    tap(ACTION_ON, 0);
    assert_int_equal(session.state, STATE_WORDS);
    tap(ACTION_KEY, 'A');
    tap(ACTION_ON, 0);
    assert_int_equal(session.state, STATE_SINCE);
    tap(ACTION_ON, 0);
    assert_int_equal(session.state, STATE_REVIEW);
    for (int i = 0; i < 3; i++)
        tap(ACTION_BACK, 0);
    assert_int_equal(session.state, STATE_WHICH);
    tap(ACTION_BACK, 0);
    assert_int_equal(session.state, STATE_OVERVIEW);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(several_reasons_become_one_filing_with_a_ground_and_a_day_each),
        cmocka_unit_test(without_a_line_an_objection_is_noted_by_the_card_alone),
        cmocka_unit_test(a_newer_catalogue_changes_nothing_of_what_is_being_filled_in),
        cmocka_unit_test(the_last_signed_window_is_what_counts_to_its_last_second),
        cmocka_unit_test(what_was_noted_in_time_is_completed_after_the_window),
        cmocka_unit_test(what_was_not_sent_yet_is_not_lost_by_looking_elsewhere),
        cmocka_unit_test(a_complaint_is_nobodys_and_nothing_of_it_stays),
        cmocka_unit_test(a_card_laid_beside_a_complaint_is_not_read_and_is_to_be_taken),
        cmocka_unit_test(a_complaint_that_could_not_be_stored_can_be_tried_again_whatever_cards_do),
        cmocka_unit_test(without_the_inspectorates_key_no_complaint_is_begun),
        cmocka_unit_test(a_courier_that_was_killed_tells_what_became_of_it_under_the_same_number),
        cmocka_unit_test(a_rating_is_asked_once_and_keeps_nobody),
        cmocka_unit_test(a_card_nobody_knows_reports_its_family_without_a_finger),
        cmocka_unit_test(who_died_must_be_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
