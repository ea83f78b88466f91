/* What staff note for somebody without a card: what they may, what they may not, and what is sent.
 */
#include "session_play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { STAFF = 0xB1, RESIDENT = 0xA1 };

static const char nik[] = "3510154807710002";

static struct session *of(struct play *p)
{
    return &p->session;
}

static bool shows(struct play *p, const char *words)
{
    screen_build(of(p), &p->scene);
    for (unsigned i = 0; i < p->scene.count; i++) {
        const struct element *e = &p->scene.elements[i];
        if ((e->label && strstr(e->label, words)) || (e->detail && strstr(e->detail, words)))
            return true;
    }
    return false;
}

/* The last programmes and windows that the service told. */
static void catalogue_comes(struct play *p)
{
    struct session *practice = calloc(1, sizeof *practice);
    practice_visit(practice, STATE_OVERVIEW, NOON);
    play_saying(p, WIRE_CATALOGUE)->catalogue = practice->catalogue;
    free(practice);
    play_said(p, PEER_COURIER, 0);
}

static void is_called(struct play *p)
{
    catalogue_comes(p);
    play_tap(p, ACTION_HELP, 0);
    assert_true(shows(p, "KTP hilang atau rusak"));
    play_tap(p, ACTION_STATED, 0);
    assert_int_equal(of(p)->state, STATE_CALLED);
}

static void signs_in(struct play *p, uint32_t rights, uint32_t assisted)
{
    play_card_down(p, 2, STAFF);
    assert_int_equal(((const struct wire_staff_ask *)play_sent(p, WIRE_STAFF_ASK)->body)->role,
                     WIRE_ROLE_HELPER);
    struct wire_staff *s = &play_saying(p, WIRE_STAFF)->staff;
    s->standing = WIRE_STAFF_LISTED;
    strcpy(s->id, "k-1");
    strcpy(s->name, "WAYAN");
    strcpy(s->post, "Kaur");
    s->rights = rights;
    s->policy.assisted = assisted;
    s->count = 1;
    s->templates[0].position = 2;
    play_said(p, PEER_COURIER, of(p)->visit_number);
    assert_int_equal(of(p)->state, STATE_STAFF_FINGER);
    play_saying(p, WIRE_VERIFIED)->verified.matched = 1;
    play_said(p, PEER_FINGER, of(p)->visit_number);
}

static void types_the_nik(struct play *p)
{
    assert_int_equal(of(p)->state, STATE_STATED_NIK);
    for (const char *c = nik; *c; c++) {
        play_tap(p, ACTION_ON, 0); /* not yet */
        assert_int_equal(of(p)->state, STATE_STATED_NIK);
        play_tap(p, ACTION_KEY, (uint16_t)*c);
        play_tap(p, ACTION_KEY, 'X');
    }
    play_tap(p, ACTION_KEY, '7'); /* one too many */
    play_tap(p, ACTION_ON, 0);
    assert_int_equal(of(p)->state, STATE_STATED_CHECK);
    assert_true(shows(p, "3510 1548 0771 0002"));
}

static void to_menu(struct play *p)
{
    is_called(p);
    signs_in(p, WIRE_RIGHTS, WIRE_LEAVES);
    types_the_nik(p);
    play_tap(p, ACTION_AGREE, 0);
    assert_int_equal(of(p)->state, STATE_STATED);
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
    assert_true(shows(p, "Dibantu petugas: WAYAN, Kaur"));
    play_tap(p, ACTION_REPORT, WIRE_REPORT_HOME_VISIT);
    assert_int_equal(of(p)->state, STATE_PHONE);
    play_tap(p, ACTION_SKIP, 0);
    assert_int_equal(of(p)->state, STATE_REVIEW);
    assert_true(shows(p, "3510 1548 0771 0002"));
    assert_true(shows(p, "WAYAN membacakan isian ini."));
    play_tap(p, ACTION_CONFIRM, 0);
    assert_int_equal(of(p)->state, STATE_SENDING);
    const struct wire_filing *f = filed(p);
    assert_int_equal(f->kind, WIRE_FILING_REPORT);
    assert_int_equal(f->report, WIRE_REPORT_HOME_VISIT);
    assert_int_equal(f->subject.card.assurance, WIRE_ASSURANCE_STATED);
    assert_string_equal(f->subject.card.nik, nik);
    assert_int_equal(f->subject.card.uid_size, 0);
    assert_string_equal(f->subject.consent.version, SESSION_STATED_VERSION);
    assert_int_equal(f->subject.help.kind, WIRE_HELP_ASSISTED);
    assert_string_equal(f->subject.help.helper, "k-1");
    play_receipt_comes(p, true);
    assert_int_equal(of(p)->state, STATE_RECEIPT);
    assert_true(shows(p, "WAYAN"));
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(of(p)->state, STATE_STATED);
}

static void a_provisional_objection_is_noted_without_a_finger(void **state)
{
    struct play *p = *state;
    to_menu(p);
    play_tap(p, ACTION_PROVISIONAL, 0);
    assert_int_equal(of(p)->state, STATE_WHICH);
    play_tap(p, ACTION_OFFER, 0);
    play_tap(p, ACTION_GROUND, DRAFT_UNKNOWN);
    assert_int_equal(of(p)->state, STATE_REVIEW);
    assert_false(shows(p, "mencatat KTP ini"));
    play_tap(p, ACTION_CONFIRM, 0);
    assert_int_equal(of(p)->state, STATE_SENDING);
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
        assert_int_equal(of(p)->state, STATE_STATED);
    }
    play_breakdown_comes(p);
    assert_int_equal(of(p)->state, STATE_STATED);
    assert_int_equal(of(p)->visit.breakdown.programme_count, 0);
    play_tap(p, ACTION_REPORTS, 0);
    assert_int_equal(of(p)->state, STATE_WHICH);
    assert_true(shows(p, "Keluarga terkena bencana"));
    assert_false(shows(p, "Menarik persetujuan data"));
    play_tap(p, ACTION_REPORT, WIRE_REPORT_DATA_WITHDRAWAL);
    assert_int_equal(of(p)->state, STATE_WHICH);
}

static void what_the_policy_leaves_out_is_told_before_anything_is_typed(void **state)
{
    struct play *p = *state;
    is_called(p);
    signs_in(p, WIRE_RIGHTS, WIRE_LEAVE_REPORT);
    types_the_nik(p);
    play_tap(p, ACTION_AGREE, 0);
    play_tap(p, ACTION_PROVISIONAL, 0);
    assert_int_equal(of(p)->state, STATE_TROUBLE);
    assert_int_equal(of(p)->fault, WIRE_FAULT_HELP_LIMITED);
    play_tap(p, ACTION_RETRY, 0);
    assert_int_equal(of(p)->state, STATE_STATED);
}

static void staff_who_may_not_assist_get_nowhere(void **state)
{
    struct play *p = *state;
    is_called(p);
    signs_in(p, WIRE_RIGHT_ATTEND, WIRE_LEAVES);
    assert_int_equal(of(p)->state, STATE_TROUBLE);
    assert_int_equal(of(p)->fault, WIRE_FAULT_HELP_LIMITED);
    play_card_up(p, 2);
    assert_true(play_wiped(p));
}

static void a_card_that_cannot_be_read_leads_there_and_is_taken_first(void **state)
{
    struct play *p = *state;
    catalogue_comes(p);
    play_card_seen(p, 1);
    play_fault(p, PEER_CARD, WIRE_FAULT_CARD_UNREADABLE, 0);
    assert_int_equal(of(p)->state, STATE_TROUBLE);
    assert_true(shows(p, "Panggil petugas"));
    play_tap(p, ACTION_STATED, 0);
    assert_int_equal(of(p)->state, STATE_CALLED);
    assert_true(shows(p, "Silakan ambil KTP"));
    play_card_up(p, 1);
    signs_in(p, WIRE_RIGHTS, WIRE_LEAVES);
    types_the_nik(p);
}

/* Before a list of staff is there, and where its policy leaves nothing, nobody is sent to wait. */
static void without_a_policy_that_lets_staff_it_is_not_offered(void **state)
{
    struct play *p = *state;
    play_tap(p, ACTION_HELP, 0);
    assert_false(shows(p, "KTP hilang atau rusak"));
    play_tap(p, ACTION_STATED, 0);
    assert_int_equal(of(p)->state, STATE_HELP);
    catalogue_comes(p);
    assert_true(shows(p, "KTP hilang atau rusak"));
}

/* Who is helped on a card's visit is asked for the finger, not for a NIK. */
static void nobody_gets_there_from_a_residents_visit(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    play_tap(p, ACTION_HELP, 0);
    assert_false(shows(p, "KTP hilang atau rusak"));
    play_tap(p, ACTION_STATED, 0);
    assert_int_equal(of(p)->state, STATE_HELP);
}

static void who_does_not_agree_or_ends_the_help_leaves_nothing(void **state)
{
    struct play *p = *state;
    is_called(p);
    signs_in(p, WIRE_RIGHTS, WIRE_LEAVES);
    types_the_nik(p);
    play_tap(p, ACTION_REFUSE, 0);
    assert_int_equal(of(p)->state, STATE_TAKE_CARD); /* the helper's */
    assert_null(play_sent(p, WIRE_FILING));
    assert_string_equal(of(p)->visit.stated.nik.text, "");
    play_card_up(p, 2);
    assert_true(play_wiped(p));
    to_menu(p);
    play_tap(p, ACTION_REPORT, WIRE_REPORT_HOME_VISIT);
    play_tap(p, ACTION_STOP, 0);
    assert_int_equal(of(p)->state, STATE_TAKE_CARD);
    play_card_up(p, 2);
    assert_true(play_wiped(p));
}

static void the_next_card_is_nobodys_and_whoever_walks_away_is_wiped(void **state)
{
    struct play *p = *state;
    to_menu(p);
    play_card_up(p, 2);
    assert_int_equal(of(p)->state, STATE_STATED); /* the helper took it */
    play_card_down(p, 3, RESIDENT);
    assert_int_equal(of(p)->state, STATE_STATED);
    play_card_up(p, 3);
    play_time_passes(p);
    assert_int_equal(of(p)->state, STATE_IDLE);
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
