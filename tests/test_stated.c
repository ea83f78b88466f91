/* What staff note for somebody without a card: what they may, what they may not, and what is sent.
 */
#include "staff_play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char nik[] = "3510154807710002";

static void is_called(struct play *p)
{
    play_catalogue_comes(p);
    play_tap(p, ACTION_HELP, 0);
    assert_true(play_shows(p, "KTP hilang atau rusak"));
    play_tap(p, ACTION_STATED, 0);
    assert_int_equal(p->session.state, STATE_CALLED);
}

static void signs_in(struct play *p, uint32_t rights, uint32_t assisted)
{
    play_card_down(p, 2, HELPER);
    assert_int_equal(staff_asked(p)->role, WIRE_ROLE_HELPER);
    struct wire_staff *s = staff_listed(p, "wayan");
    s->rights = rights;
    s->policy.assisted = assisted;
    staff_told(p);
    assert_int_equal(p->session.state, STATE_STAFF_FINGER);
    play_finger_matches(p);
}

static void types_the_nik(struct play *p)
{
    assert_int_equal(p->session.state, STATE_STATED_NIK);
    for (const char *c = nik; *c; c++) {
        play_tap(p, ACTION_ON, 0); /* not yet */
        assert_int_equal(p->session.state, STATE_STATED_NIK);
        play_tap(p, ACTION_KEY, (uint16_t)*c);
        play_tap(p, ACTION_KEY, 'X');
    }
    play_tap(p, ACTION_ERASE, 0);
    play_tap(p, ACTION_ON, 0);
    assert_int_equal(p->session.state, STATE_STATED_NIK);
    play_tap(p, ACTION_KEY, '2');
    play_tap(p, ACTION_KEY, '7'); /* one too many */
    play_tap(p, ACTION_ON, 0);
    assert_int_equal(p->session.state, STATE_STATED_CHECK);
    assert_true(play_shows(p, "3510 1548 0771 0002"));
}

static void to_menu(struct play *p)
{
    is_called(p);
    signs_in(p, WIRE_RIGHTS, WIRE_LEAVES);
    types_the_nik(p);
    play_tap(p, ACTION_AGREE, 0);
    assert_int_equal(p->session.state, STATE_STATED);
}

/* Every message the face sends is one that the wire lets through. */
static const struct wire_filing *filed(struct play *p)
{
    const struct command *c = play_sent(p, WIRE_FILING);
    assert_non_null(c);
    memset(&p->packet, 0, sizeof p->packet);
    p->packet.header.type = WIRE_FILING;
    p->packet.header.visit = c->visit;
    p->packet.header.size = (uint32_t)wire_body_size(WIRE_FILING);
    memcpy(&p->packet.body, c->body, p->packet.header.size);
    assert_int_equal(
        wire_check(&p->packet, sizeof p->packet.header + p->packet.header.size, WIRE_FROM_KIOSK),
        0);
    return &p->packet.body.filing;
}

static void a_home_visit_is_asked_for_by_the_nik_with_the_helpers_name(void **state)
{
    struct play *p = *state;
    to_menu(p);
    assert_true(play_shows(p, "Dibantu petugas: Bu wayan, Kaur"));
    play_tap(p, ACTION_REPORT, WIRE_REPORT_HOME_VISIT);
    assert_int_equal(p->session.state, STATE_PHONE);
    play_tap(p, ACTION_SKIP, 0);
    assert_int_equal(p->session.state, STATE_REVIEW);
    assert_true(play_shows(p, "3510 1548 0771 0002"));
    assert_true(play_shows(p, "Bu wayan membacakan isian ini."));
    play_tap(p, ACTION_CONFIRM, 0);
    assert_int_equal(p->session.state, STATE_SENDING);
    const struct wire_filing *f = filed(p);
    assert_int_equal(f->kind, WIRE_FILING_REPORT);
    assert_int_equal(f->report, WIRE_REPORT_HOME_VISIT);
    assert_int_equal(f->subject.card.assurance, WIRE_ASSURANCE_STATED);
    assert_string_equal(f->subject.card.nik, nik);
    assert_int_equal(f->subject.card.uid_size, 0);
    assert_string_equal(f->subject.consent.version, SESSION_STATED_VERSION);
    assert_int_equal(f->subject.help.kind, WIRE_HELP_ASSISTED);
    assert_string_equal(f->subject.help.helper, "wayan");
    play_receipt_comes(p, true);
    assert_int_equal(p->session.state, STATE_RECEIPT);
    assert_true(play_shows(p, "Bu wayan"));
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_STATED);
}

static void a_provisional_objection_is_noted_without_a_finger(void **state)
{
    struct play *p = *state;
    to_menu(p);
    play_tap(p, ACTION_PROVISIONAL, 0);
    assert_int_equal(p->session.state, STATE_WHICH);
    play_tap(p, ACTION_OFFER, 0);
    play_tap(p, ACTION_GROUND, DRAFT_UNKNOWN);
    assert_int_equal(p->session.state, STATE_REVIEW);
    assert_false(play_shows(p, "mencatat KTP ini"));
    play_tap(p, ACTION_CONFIRM, 0);
    assert_int_equal(p->session.state, STATE_SENDING);
    assert_int_equal(filed(p)->kind, WIRE_FILING_PROVISIONAL);
}

/* Neither a result nor what belongs to one, nor the end of the use of somebody's data. */
static void nothing_else_can_be_done_by_word_alone(void **state)
{
    struct play *p = *state;
    to_menu(p);
    for (int action = 0; action < ACTIONS; action++) {
        if (action == ACTION_PROVISIONAL || action == ACTION_REPORT || action == ACTION_REPORTS ||
            action == ACTION_DONE || action == ACTION_STOP || action == ACTION_HELP ||
            (action >= ACTION_SOUND && action <= ACTION_SLOWER))
            continue;
        play_tap(p, (enum action)action, 0);
        assert_null(play_sent(p, WIRE_QUERY));
        assert_null(play_sent(p, WIRE_TEMPLATES_ASK));
        assert_int_equal(p->session.state, STATE_STATED);
    }
    play_breakdown_comes(p);
    assert_int_equal(p->session.state, STATE_STATED);
    assert_int_equal(p->session.visit.breakdown.programme_count, 0);
    play_tap(p, ACTION_REPORTS, 0);
    assert_int_equal(p->session.state, STATE_WHICH);
    assert_true(play_shows(p, "Keluarga terkena bencana"));
    assert_false(play_shows(p, "Menarik persetujuan data"));
    play_tap(p, ACTION_REPORT, WIRE_REPORT_DATA_WITHDRAWAL);
    assert_int_equal(p->session.state, STATE_WHICH);
}

static void what_the_policy_leaves_out_is_told_before_anything_is_typed(void **state)
{
    struct play *p = *state;
    is_called(p);
    signs_in(p, WIRE_RIGHTS, WIRE_LEAVE_REPORT);
    types_the_nik(p);
    play_tap(p, ACTION_AGREE, 0);
    play_tap(p, ACTION_PROVISIONAL, 0);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_int_equal(p->session.fault, WIRE_FAULT_HELP_LIMITED);
    play_tap(p, ACTION_RETRY, 0);
    assert_int_equal(p->session.state, STATE_STATED);
}

static void staff_who_may_not_assist_get_nowhere(void **state)
{
    struct play *p = *state;
    is_called(p);
    signs_in(p, WIRE_RIGHT_ATTEND, WIRE_LEAVES);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_int_equal(p->session.fault, WIRE_FAULT_HELP_LIMITED);
    play_card_up(p, 2);
    assert_true(play_wiped(p));
}

static void a_card_that_cannot_be_read_leads_there_and_is_taken_first(void **state)
{
    struct play *p = *state;
    play_catalogue_comes(p);
    play_card_seen(p, 1);
    play_fault(p, PEER_CARD, WIRE_FAULT_CARD_UNREADABLE, 0);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_true(play_shows(p, "Panggil petugas"));
    play_tap(p, ACTION_STATED, 0);
    assert_int_equal(p->session.state, STATE_CALLED);
    assert_true(play_shows(p, "Silakan ambil KTP"));
    play_card_up(p, 1);
    signs_in(p, WIRE_RIGHTS, WIRE_LEAVES);
    types_the_nik(p);
}

/* Before a list of staff is there, and where its policy leaves nothing, nobody is sent to wait. */
static void without_a_policy_that_lets_staff_it_is_not_offered(void **state)
{
    struct play *p = *state;
    play_tap(p, ACTION_HELP, 0);
    assert_false(play_shows(p, "KTP hilang atau rusak"));
    play_tap(p, ACTION_STATED, 0);
    assert_int_equal(p->session.state, STATE_HELP);
    play_catalogue_comes(p);
    assert_true(play_shows(p, "KTP hilang atau rusak"));
}

/* Who is helped on a card's visit is asked for the finger, not for a NIK. */
static void nobody_gets_there_from_a_residents_visit(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    play_tap(p, ACTION_HELP, 0);
    assert_false(play_shows(p, "KTP hilang atau rusak"));
    play_tap(p, ACTION_STATED, 0);
    assert_int_equal(p->session.state, STATE_HELP);
}

static void who_does_not_agree_or_ends_the_help_leaves_nothing(void **state)
{
    struct play *p = *state;
    is_called(p);
    signs_in(p, WIRE_RIGHTS, WIRE_LEAVES);
    types_the_nik(p);
    play_tap(p, ACTION_REFUSE, 0);
    assert_int_equal(p->session.state, STATE_TAKE_CARD); /* the helper's */
    assert_null(play_sent(p, WIRE_FILING));
    assert_string_equal(p->session.visit.stated.nik.text, "");
    play_card_up(p, 2);
    assert_true(play_wiped(p));
    to_menu(p);
    play_tap(p, ACTION_REPORT, WIRE_REPORT_HOME_VISIT);
    play_tap(p, ACTION_STOP, 0);
    assert_int_equal(p->session.state, STATE_TAKE_CARD);
    play_card_up(p, 2);
    assert_true(play_wiped(p));
}

static void the_next_card_is_nobodys_and_whoever_walks_away_is_wiped(void **state)
{
    struct play *p = *state;
    to_menu(p);
    play_card_up(p, 2);
    assert_int_equal(p->session.state, STATE_STATED); /* the helper took it */
    play_card_down(p, 3, RESIDENT);
    assert_int_equal(p->session.state, STATE_STATED);
    play_card_up(p, 3);
    play_time_passes(p);
    assert_int_equal(p->session.state, STATE_IDLE);
    play_time_passes(p);
    assert_true(play_wiped(p));
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, play_setup, play_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_home_visit_is_asked_for_by_the_nik_with_the_helpers_name),
        TEST(a_provisional_objection_is_noted_without_a_finger),
        TEST(nothing_else_can_be_done_by_word_alone),
        TEST(what_the_policy_leaves_out_is_told_before_anything_is_typed),
        TEST(staff_who_may_not_assist_get_nowhere),
        TEST(a_card_that_cannot_be_read_leads_there_and_is_taken_first),
        TEST(without_a_policy_that_lets_staff_it_is_not_offered),
        TEST(nobody_gets_there_from_a_residents_visit),
        TEST(who_does_not_agree_or_ends_the_help_leaves_nothing),
        TEST(the_next_card_is_nobodys_and_whoever_walks_away_is_wiped),
    };
    return cmocka_run_group_tests_name("stated", tests, NULL, NULL);
}
