/* Staff at the reader, and what help may do in a visit. */
#include "session_play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { RESIDENT = 0xA1, HELPER = 0xB1, WITNESS = 0xC1, STRANGER = 0xD1 };

static struct session *of(struct play *p)
{
    return &p->session;
}

static void calls(struct play *p)
{
    play_tap(p, ACTION_CALL, 0);
    assert_int_equal(of(p)->state, STATE_CALLED);
}

/* Of level tag: the service's answer, with templates for this sign-in. */
static void staff_is(struct play *p, enum wire_staff_standing standing, const char *id)
{
    struct wire_staff *s = &play_saying(p, WIRE_STAFF)->staff;
    s->standing = standing;
    strcpy(s->id, id);
    if (standing == WIRE_STAFF_LISTED) {
        s->rights = WIRE_RIGHTS;
        strcpy(s->name, id);
        strcpy(s->post, "Kaur");
        s->policy = (struct wire_policy){.assisted = WIRE_LEAVES,
                                         .attended = WIRE_LEAVE_RESULT | WIRE_LEAVE_OBJECT,
                                         .named_witness = 1};
        s->count = 1;
        s->templates[0].position = 2;
    }
    play_said(p, PEER_COURIER, of(p)->visit_number);
}

static void finger(struct play *p, bool matched)
{
    play_saying(p, WIRE_VERIFIED)->verified.matched = matched;
    play_said(p, PEER_FINGER, of(p)->visit_number);
}

/* The resident's card off, the helper's on, and their finger. */
static void helper_signs_in(struct play *p)
{
    play_card_up(p, 1);
    play_card_down(p, 2, HELPER);
    staff_is(p, WIRE_STAFF_LISTED, "wayan");
    assert_int_equal(of(p)->state, STATE_STAFF_FINGER);
    finger(p, true);
    assert_int_equal(of(p)->state, STATE_HELP_KIND);
    play_card_up(p, 2);
}

static void resident_is_back(struct play *p, uint32_t placement)
{
    assert_int_equal(of(p)->state, STATE_RETURN);
    play_card_down(p, placement, RESIDENT);
    assert_int_equal(of(p)->state, STATE_ASSENT);
}

static void to_finger_help(struct play *p)
{
    play_card_down(p, 1, RESIDENT);
    play_tap(p, ACTION_AGREE, 0);
    play_templates_come(p);
    play_tap(p, ACTION_FINGER_HARD, 0);
    assert_int_equal(of(p)->state, STATE_FINGER_HELP);
}

static void photo_comes(struct play *p, uint32_t placement)
{
    struct wire_card_photo *photo = &play_saying(p, WIRE_CARD_PHOTO)->card_photo;
    photo->placement = placement;
    photo->width_px = 3;
    photo->height_px = 4;
    play_said(p, PEER_CARD, 0);
}

/* Everything up to the question of the faces. */
static void to_faces(struct play *p)
{
    to_finger_help(p);
    calls(p);
    helper_signs_in(p);
    play_tap(p, ACTION_KIND, WIRE_HELP_ATTENDED);
    play_tap(p, ACTION_WHY, WIRE_NO_FINGER_WORN);
    play_tap(p, ACTION_WITNESS, 1);
    play_card_down(p, 3, WITNESS);
    staff_is(p, WIRE_STAFF_LISTED, "made");
    finger(p, true);
    play_card_up(p, 3);
    resident_is_back(p, 4);
    play_tap(p, ACTION_AGREE, 0);
    assert_int_equal(of(p)->state, STATE_FACE);
    photo_comes(p, 4);
}

static void to_attended_result(struct play *p)
{
    to_faces(p);
    play_tap(p, ACTION_FACE, 1);
    play_tap(p, ACTION_FACE, 1);
    play_tap(p, ACTION_GO_ON, 0);
    assert_int_equal(of(p)->state, STATE_LOADING);
    play_breakdown_comes(p);
    assert_int_equal(of(p)->state, STATE_OVERVIEW);
}

static void to_assisted_result(struct play *p)
{
    to_finger_help(p);
    calls(p);
    helper_signs_in(p);
    play_tap(p, ACTION_KIND, WIRE_HELP_ASSISTED);
    resident_is_back(p, 3);
    play_tap(p, ACTION_AGREE, 0);
    play_check_may_begin(p);
    assert_int_equal(of(p)->state, STATE_FINGER);
    play_finger_matches(p);
    play_breakdown_comes(p);
    assert_int_equal(of(p)->state, STATE_OVERVIEW);
}

static bool shows(struct play *p, enum role role, const char *words)
{
    screen_build(of(p), &p->scene);
    for (unsigned i = 0; i < p->scene.count; i++)
        if (p->scene.elements[i].role == role && (strstr(p->scene.elements[i].label, words) ||
                                                  strstr(p->scene.elements[i].detail, words)))
            return true;
    return false;
}

static enum wire_sign_in_outcome signed_in(struct play *p)
{
    const struct command *c = play_sent(p, WIRE_SIGN_IN);
    return c ? (enum wire_sign_in_outcome)((const struct wire_sign_in *)c->body)->outcome : 0;
}

/* --- the hand-over ------------------------------------------------------------------------- */

static void a_helper_signs_in_and_the_same_card_goes_on(void **state)
{
    struct play *p = *state;
    to_finger_help(p);
    calls(p);
    play_card_up(p, 1);
    assert_int_equal(of(p)->state, STATE_CALLED); /* it is not lifted: that was asked for */
    play_card_down(p, 2, HELPER);
    const struct wire_staff_ask *ask = play_sent(p, WIRE_STAFF_ASK)->body;
    assert_int_equal(ask->role, WIRE_ROLE_HELPER);
    assert_int_equal(ask->card.uid[0], HELPER);
    staff_is(p, WIRE_STAFF_LISTED, "wayan");
    assert_non_null(play_sent(p, WIRE_VERIFY));
    finger(p, true);
    assert_int_equal(signed_in(p), WIRE_SIGN_IN_GOOD);
    play_card_up(p, 2);
    play_tap(p, ACTION_KIND, WIRE_HELP_ASSISTED);
    resident_is_back(p, 3);
    play_tap(p, ACTION_AGREE, 0);
    assert_int_equal(of(p)->visit.helping.help.kind, WIRE_HELP_ASSISTED);
    assert_string_equal(of(p)->visit.helping.help.helper, "wayan");
}

static void nothing_of_the_visit_is_shown_while_staff_are_at_the_reader(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    calls(p);
    const enum action taps[] = {ACTION_PROGRAMME, ACTION_CLOSE, ACTION_REPORTS, ACTION_SHOW};
    for (size_t i = 0; i < sizeof taps / sizeof taps[0]; i++) {
        play_tap(p, taps[i], 0);
        assert_int_equal(of(p)->state, STATE_CALLED);
    }
    assert_false(shows(p, ROLE_TITLE, "LATIHAN"));
    assert_false(shows(p, ROLE_CARD, "PKH"));
}

/* It shows nothing of the visit, takes none of the two minutes, and ends with the next card. */
static void help_explains_the_hand_over_and_gives_way_to_the_next_card(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    calls(p);
    int64_t until_ms = session_deadline_ms(of(p));
    play_card_up(p, 1);
    play_tap(p, ACTION_HELP, 0);
    assert_int_equal(of(p)->state, STATE_HELP);
    assert_true(shows(p, ROLE_TEXT, "Ikuti langkahnya."));
    assert_false(shows(p, ROLE_CARD, "PKH"));
    p->now_ms += 20000;
    play_step(p, (struct event){.kind = EVENT_TOUCH});
    assert_int_equal(session_deadline_ms(of(p)), until_ms);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(of(p)->state, STATE_CALLED);
    assert_int_equal(session_deadline_ms(of(p)), until_ms);
    play_tap(p, ACTION_HELP, 0);
    play_card_down(p, 2, HELPER);
    assert_int_equal(of(p)->state, STATE_STAFF_CHECK);
    play_tap(p, ACTION_HELP, 0);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(of(p)->state, STATE_STAFF_CHECK);
    assert_null(play_sent(p, WIRE_STAFF_ASK)); /* nothing is counted twice */
    play_tap(p, ACTION_HELP, 0);
    staff_is(p, WIRE_STAFF_LISTED, "wayan");
    assert_int_equal(of(p)->state, STATE_STAFF_FINGER);
    play_tap(p, ACTION_HELP, 0);
    assert_non_null(play_sent(p, WIRE_VERIFY_STOP));
    play_tap(p, ACTION_BACK, 0);
    assert_non_null(play_sent(p, WIRE_VERIFY));
    play_tap(p, ACTION_HELP, 0);
    play_card_up(p, 2);
    assert_int_equal(of(p)->state, STATE_CALLED);
    assert_int_equal(signed_in(p), WIRE_SIGN_IN_FAULT);
}

static void who_reads_the_help_too_long_or_ends_it_leaves_no_visit(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    calls(p);
    play_card_up(p, 1);
    play_card_down(p, 2, HELPER);
    play_tap(p, ACTION_HELP, 0);
    play_time_passes(p);
    assert_int_equal(of(p)->state, STATE_TAKE_CARD); /* the helper's */
    play_card_up(p, 2);
    assert_true(play_wiped(p));
    play_to_overview(p);
    calls(p);
    play_card_up(p, 1);
    play_card_down(p, 4, HELPER);
    play_tap(p, ACTION_HELP, 0);
    play_tap(p, ACTION_DONE, 0);
    assert_int_equal(of(p)->state, STATE_TAKE_CARD);
    play_card_up(p, 4);
    assert_true(play_wiped(p));
}

static void another_card_than_the_residents_does_not_open_the_visit(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    calls(p);
    helper_signs_in(p);
    play_tap(p, ACTION_KIND, WIRE_HELP_ASSISTED);
    play_card_down(p, 5, STRANGER);
    assert_int_equal(of(p)->state, STATE_RETURN);
    assert_int_equal(of(p)->visit.handover.told, HANDOVER_OTHER);
    play_card_up(p, 5);
    play_time_passes(p);
    assert_true(play_wiped(p));
}

static void
without_the_residents_card_the_visit_is_wiped_and_staffs_card_is_to_be_taken(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    calls(p);
    play_card_up(p, 1);
    play_card_down(p, 2, HELPER);
    staff_is(p, WIRE_STAFF_LISTED, "wayan");
    finger(p, true);
    play_tap(p, ACTION_KIND, WIRE_HELP_ASSISTED);
    play_time_passes(p);
    assert_int_equal(of(p)->state, STATE_TAKE_CARD);
    assert_int_equal(of(p)->visit.breakdown.programme_count, 0);
    assert_int_equal(of(p)->visit.card.uid_size, 0);
    play_card_up(p, 2);
    assert_true(play_wiped(p));
}

static void two_minutes_without_staff_wipe_the_visit(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    calls(p);
    play_card_up(p, 1);
    int64_t called_ms = p->now_ms;
    for (uint32_t i = 2; !play_wiped(p); i += 2) {
        assert_true(i < 40);
        if (session_deadline_ms(of(p)) - p->now_ms > 20000) {
            p->now_ms += 20000;
            play_card_down(p, i, STRANGER); /* trying on and on gives no more time */
            staff_is(p, WIRE_STAFF_UNLISTED, "");
            play_card_up(p, i);
            assert_int_equal(of(p)->visit.handover.told, HANDOVER_UNLISTED);
        } else {
            play_time_passes(p);
        }
    }
    assert_true(p->now_ms - called_ms <= HANDOVER_MS);
}

static void a_card_still_there_after_two_minutes_is_asked_whether_somebody_is(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    calls(p);
    play_time_passes(p);
    assert_int_equal(of(p)->state, STATE_IDLE);
    play_tap(p, ACTION_GO_ON, 0);
    assert_int_equal(of(p)->state, STATE_OVERVIEW);
}

static void the_residents_card_put_back_early_goes_on_alone(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    calls(p);
    play_card_up(p, 1);
    play_card_down(p, 2, RESIDENT);
    assert_int_equal(of(p)->state, STATE_OVERVIEW);
    play_card_up(p, 2);
    assert_int_equal(of(p)->state, STATE_LIFTED);
}

static void a_revoked_card_is_told_so_and_is_in_the_journal(void **state)
{
    struct play *p = *state;
    to_finger_help(p);
    calls(p);
    play_card_up(p, 1);
    play_card_down(p, 2, STRANGER);
    staff_is(p, WIRE_STAFF_REVOKED, "komang");
    assert_int_equal(signed_in(p), WIRE_SIGN_IN_REFUSED);
    assert_string_equal(((const struct wire_sign_in *)play_sent(p, WIRE_SIGN_IN)->body)->id,
                        "komang");
    assert_int_equal(of(p)->state, STATE_CALLED);
    assert_true(shows(p, ROLE_STRONG, "tidak lagi terdaftar"));
    assert_null(play_sent(p, WIRE_VERIFY));
}

static void the_wrong_finger_signs_nobody_in_and_may_be_tried_again(void **state)
{
    struct play *p = *state;
    to_finger_help(p);
    calls(p);
    play_card_up(p, 1);
    play_card_down(p, 2, HELPER);
    staff_is(p, WIRE_STAFF_LISTED, "wayan");
    finger(p, false);
    assert_int_equal(signed_in(p), WIRE_SIGN_IN_NO_MATCH);
    assert_int_equal(of(p)->state, STATE_CALLED);
    play_tap(p, ACTION_RETRY, 0);
    assert_int_equal(of(p)->state, STATE_STAFF_CHECK);
    assert_non_null(play_sent(p, WIRE_STAFF_ASK)); /* which is counted again */
}

static void a_card_lifted_before_the_finger_signs_nobody_in(void **state)
{
    struct play *p = *state;
    to_finger_help(p);
    calls(p);
    play_card_up(p, 1);
    play_card_down(p, 2, HELPER);
    staff_is(p, WIRE_STAFF_LISTED, "wayan");
    play_card_up(p, 2);
    assert_non_null(play_sent(p, WIRE_VERIFY_STOP));
    assert_int_equal(of(p)->state, STATE_CALLED);
    finger(p, true); /* too late */
    assert_int_equal(of(p)->state, STATE_CALLED);
}

static void thirty_seconds_without_a_finger_are_told_and_another_may_try(void **state)
{
    struct play *p = *state;
    to_finger_help(p);
    calls(p);
    play_card_up(p, 1);
    play_card_down(p, 2, HELPER);
    staff_is(p, WIRE_STAFF_LISTED, "wayan");
    int64_t from_ms = p->now_ms;
    play_time_passes(p);
    assert_int_equal(p->now_ms - from_ms, HANDOVER_STEP_MS);
    assert_int_equal(signed_in(p), WIRE_SIGN_IN_LATE);
    assert_int_equal(of(p)->state, STATE_CALLED);
}

static void a_witness_is_neither_the_helper_nor_the_resident(void **state)
{
    struct play *p = *state;
    to_finger_help(p);
    calls(p);
    helper_signs_in(p);
    play_tap(p, ACTION_KIND, WIRE_HELP_ATTENDED);
    play_tap(p, ACTION_WHY, WIRE_NO_FINGER_WORN);
    play_tap(p, ACTION_WITNESS, 1);
    play_card_down(p, 3, HELPER);
    assert_int_equal(of(p)->state, STATE_CALLED);
    assert_int_equal(of(p)->visit.handover.told, HANDOVER_SAME);
    play_card_up(p, 3);
    play_card_down(p, 4, RESIDENT);
    assert_int_equal(of(p)->visit.handover.told, HANDOVER_RESIDENT);
    play_card_up(p, 4);
    play_card_down(p, 5, STRANGER); /* the same person with another card */
    staff_is(p, WIRE_STAFF_LISTED, "wayan");
    assert_int_equal(of(p)->visit.handover.told, HANDOVER_SAME);
    assert_int_equal(signed_in(p), WIRE_SIGN_IN_REFUSED);
}

static void nobody_calls_staff_where_there_is_no_card(void **state)
{
    struct play *p = *state;
    play_tap(p, ACTION_CALL, 0);
    assert_int_equal(of(p)->state, STATE_START);
    play_tap(p, ACTION_KIND, WIRE_HELP_ATTENDED);
    play_tap(p, ACTION_FACE, 1);
    play_tap(p, ACTION_GO_ON, 0);
    assert_int_equal(of(p)->state, STATE_START);
    of(p)->catalogue.complaints = 1;
    play_tap(p, ACTION_COMPLAIN, 0); /* of nobody, and seen by none of the staff */
    play_tap(p, ACTION_CALL, 0);
    assert_int_equal(of(p)->state, STATE_GROUND);
}

/* --- help ---------------------------------------------------------------------------------- */

static void
an_assisted_result_is_opened_by_the_residents_own_finger_and_names_the_helper(void **state)
{
    struct play *p = *state;
    to_assisted_result(p);
    assert_true(shows(p, ROLE_BANNER, "wayan, Kaur"));
    assert_true(shows(p, ROLE_STOP, "Berhenti dibantu"));
    play_tap(p, ACTION_PROGRAMME, 0);
    assert_true(shows(p, ROLE_BANNER, "wayan"));
    play_tap(p, ACTION_HELP, 0);
    assert_true(shows(p, ROLE_BANNER, "wayan"));
}

static void an_attended_result_names_reason_helper_and_witness_and_has_no_finger(void **state)
{
    struct play *p = *state;
    to_faces(p);
    play_tap(p, ACTION_FACE, 1);
    assert_int_equal(of(p)->state, STATE_FACE);
    assert_true(shows(p, ROLE_FACT, "made"));
    play_tap(p, ACTION_FACE, 1);
    assert_int_equal(of(p)->state, STATE_APART);
    assert_null(play_sent(p, WIRE_QUERY)); /* the witness steps away first */
    play_tap(p, ACTION_GO_ON, 0);
    const struct wire_subject *s =
        &((const struct wire_query *)play_sent(p, WIRE_QUERY)->body)->subject;
    assert_int_equal(s->score_class, 0);
    assert_int_equal(s->verified_at, NOON);
    assert_string_equal(s->consent.version, SESSION_FACE_VERSION);
    assert_int_equal(s->help.kind, WIRE_HELP_ATTENDED);
    assert_int_equal(s->help.reason, WIRE_NO_FINGER_WORN);
    assert_string_equal(s->help.helper, "wayan");
    assert_string_equal(s->help.witness, "made");
}

static void a_face_nobody_is_sure_of_opens_nothing(void **state)
{
    struct play *p = *state;
    to_faces(p);
    play_tap(p, ACTION_FACE, 1);
    play_tap(p, ACTION_FACE, 0); /* the witness */
    assert_int_equal(of(p)->state, STATE_TROUBLE);
    assert_int_equal(of(p)->fault, WIRE_FAULT_FACE_UNSURE);
    assert_non_null(play_sent(p, WIRE_INCIDENT));
    play_tap(p, ACTION_GO_ON, 0);
    play_tap(p, ACTION_RETRY, 0);
    assert_int_equal(of(p)->state, STATE_TROUBLE);
    assert_int_equal(of(p)->visit.helping.help.kind, WIRE_HELP_NONE);
}

static void a_witness_by_name_is_written_down(void **state)
{
    struct play *p = *state;
    to_finger_help(p);
    calls(p);
    helper_signs_in(p);
    play_tap(p, ACTION_KIND, WIRE_HELP_ATTENDED);
    play_tap(p, ACTION_WHY, WIRE_NO_FINGER_BANDAGE);
    play_tap(p, ACTION_WITNESS, 0);
    play_tap(p, ACTION_ON, 0); /* nobody's name */
    assert_int_equal(of(p)->state, STATE_WITNESS_NAME);
    play_tap(p, ACTION_KEY, 'A');
    play_tap(p, ACTION_KEY, 'B');
    play_tap(p, ACTION_ON, 0);
    resident_is_back(p, 3);
    assert_string_equal(of(p)->visit.handover.help.witness_name, "AB");
    assert_string_equal(of(p)->visit.handover.help.witness, "");
}

static void who_does_not_agree_goes_on_alone(void **state)
{
    struct play *p = *state;
    to_finger_help(p);
    calls(p);
    helper_signs_in(p);
    play_tap(p, ACTION_KIND, WIRE_HELP_ASSISTED);
    resident_is_back(p, 3);
    play_tap(p, ACTION_REFUSE, 0);
    assert_int_equal(of(p)->state, STATE_FINGER_HELP);
    assert_int_equal(of(p)->visit.helping.help.kind, WIRE_HELP_NONE);
    assert_string_equal(of(p)->visit.helping.post, "");
}

static void ending_assistance_shows_nothing_until_the_resident_goes_on_alone(void **state)
{
    struct play *p = *state;
    to_assisted_result(p);
    play_tap(p, ACTION_STOP, 0);
    assert_int_equal(of(p)->state, STATE_APART);
    assert_false(shows(p, ROLE_BANNER, ""));
    play_tap(p, ACTION_GO_ON, 0);
    assert_int_equal(of(p)->state, STATE_OVERVIEW);
    assert_false(shows(p, ROLE_BANNER, ""));
}

static void ending_attendance_ends_the_visit(void **state)
{
    struct play *p = *state;
    to_attended_result(p);
    play_tap(p, ACTION_STOP, 0);
    assert_int_equal(of(p)->state, STATE_TAKE_CARD);
    assert_int_equal(of(p)->visit.breakdown.programme_count, 0);
}

static void a_relative_helps_without_staff_and_the_card_stays(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    calls(p);
    play_tap(p, ACTION_RELATIVE, 0); /* the service does not let relatives help */
    assert_int_equal(of(p)->state, STATE_CALLED);
    of(p)->catalogue.policy = (struct wire_policy){.assisted = WIRE_LEAVE_RESULT, .relatives = 1};
    play_tap(p, ACTION_RELATIVE, 0);
    assert_int_equal(of(p)->state, STATE_RELATIVE);
    play_tap(p, ACTION_KEY, 'A');
    play_tap(p, ACTION_ON, 0);
    play_tap(p, ACTION_AGREE, 0);
    assert_int_equal(of(p)->state, STATE_OVERVIEW);
    assert_true(shows(p, ROLE_BANNER, "Dibantu keluarga: A"));
    play_tap(p, ACTION_REPORTS, 0);
    assert_int_equal(of(p)->fault, WIRE_FAULT_HELP_LIMITED);
}

/* To REVIEW, where it is read back. */
static void objects(struct play *p)
{
    play_tap(p, ACTION_PROGRAMME, 0);
    play_tap(p, ACTION_REASON, 0);
    play_tap(p, ACTION_CONTEST, 0);
    play_tap(p, ACTION_GROUND, 0);
    play_to_review(p);
}

static void
without_a_finger_the_helper_signs_for_each_filing_and_the_receipt_names_all(void **state)
{
    struct play *p = *state;
    to_attended_result(p);
    objects(p);
    play_tap(p, ACTION_CONFIRM, 0);
    const struct wire_staff_ask *ask = play_sent(p, WIRE_STAFF_ASK)->body;
    assert_int_equal(ask->role, WIRE_ROLE_CONFIRM);
    assert_int_equal(ask->card.uid[0], HELPER);
    staff_is(p, WIRE_STAFF_LISTED, "wayan");
    assert_int_equal(of(p)->state, STATE_DECLARE);
    finger(p, true);
    assert_int_equal(signed_in(p), WIRE_SIGN_IN_GOOD);
    const struct wire_filing *f = play_sent(p, WIRE_FILING)->body;
    assert_int_equal(f->subject.help.kind, WIRE_HELP_ATTENDED);
    assert_string_equal(f->subject.help.helper, "wayan");
    play_receipt_comes(p, true);
    assert_true(shows(p, ROLE_FACT, "wayan"));
    assert_true(shows(p, ROLE_FACT, "made"));
    assert_int_equal(of(p)->visit.helping.templates.count, 0); /* those of one check */
}

static void what_was_read_back_is_sent_as_it_is_or_not_at_all(void **state)
{
    struct play *p = *state;
    to_assisted_result(p);
    objects(p);
    play_tap(p, ACTION_CONFIRM, 0);
    play_check_may_begin(p);
    assert_int_equal(of(p)->state, STATE_DECLARE);
    play_tap(p, ACTION_KEY, 'X');
    play_tap(p, ACTION_GROUND, 1);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(of(p)->state, STATE_REASON); /* where it was begun */
    assert_int_equal(of(p)->visit.draft.kind, 0);
}

static void a_filing_that_was_helped_names_the_helper_though_the_help_has_ended(void **state)
{
    struct play *p = *state;
    to_assisted_result(p);
    objects(p);
    play_tap(p, ACTION_STOP, 0);
    play_tap(p, ACTION_GO_ON, 0);
    assert_int_equal(of(p)->state, STATE_REVIEW);
    play_tap(p, ACTION_CONFIRM, 0);
    play_check_may_begin(p);
    play_finger_matches(p);
    const struct wire_filing *f = play_sent(p, WIRE_FILING)->body;
    assert_string_equal(f->subject.help.helper, "wayan");
}

static void the_services_policy_keeps_from_help_what_it_does_not_allow(void **state)
{
    struct play *p = *state;
    to_attended_result(p); /* reports are not among what is allowed */
    play_tap(p, ACTION_REPORTS, 0);
    assert_int_equal(of(p)->state, STATE_TROUBLE);
    assert_int_equal(of(p)->fault, WIRE_FAULT_HELP_LIMITED);
    play_tap(p, ACTION_RETRY, 0);
    assert_int_equal(of(p)->state, STATE_OVERVIEW);
    play_tap(p, ACTION_PROGRAMME, 0);
    play_tap(p, ACTION_OBJECT, 0);
    assert_int_equal(of(p)->state, STATE_WHICH);
}

static void a_genuine_card_without_a_finger_is_helped_and_not_sent_away(void **state)
{
    struct play *p = *state;
    play_chip_down(p, 1, "3510150101800001");
    play_tap(p, ACTION_AGREE, 0);
    play_fault(p, PEER_CARD, WIRE_FAULT_TEMPLATES_UNFIT, 0);
    assert_int_equal(of(p)->state, STATE_TROUBLE);
    assert_int_equal(of(p)->fault, WIRE_FAULT_TEMPLATES_UNFIT);
    assert_true(shows(p, ROLE_PRIMARY, "Panggil petugas"));
    calls(p);
    helper_signs_in(p);
    play_tap(p, ACTION_KIND, WIRE_HELP_ATTENDED);
    play_tap(p, ACTION_WHY, WIRE_NO_FINGER_NOT_ON_CHIP);
    play_tap(p, ACTION_WITNESS, 0);
    play_tap(p, ACTION_KEY, 'A');
    play_tap(p, ACTION_ON, 0);
    play_chip_down(p, 3, "3510150101800001");
    play_tap(p, ACTION_AGREE, 0);
    photo_comes(p, 3);
    play_fault(p, PEER_CARD, WIRE_FAULT_TEMPLATES_UNFIT, 0);
    play_tap(p, ACTION_FACE, 1);
    play_tap(p, ACTION_FACE, 1);
    play_tap(p, ACTION_GO_ON, 0);
    assert_non_null(play_sent(p, WIRE_QUERY));
}

static void at_chip_a_face_opens_nothing_before_the_card_has_proved_genuine(void **state)
{
    struct play *p = *state;
    play_chip_down(p, 1, "3510150101800001");
    calls(p);
    helper_signs_in(p);
    play_tap(p, ACTION_KIND, WIRE_HELP_ATTENDED);
    play_tap(p, ACTION_WHY, WIRE_NO_FINGER_WORN);
    play_tap(p, ACTION_WITNESS, 0);
    play_tap(p, ACTION_KEY, 'A');
    play_tap(p, ACTION_ON, 0);
    play_chip_down(p, 3, "3510150101800001");
    play_tap(p, ACTION_AGREE, 0);
    photo_comes(p, 3);
    play_tap(p, ACTION_FACE, 1);
    play_tap(p, ACTION_FACE, 1);
    play_tap(p, ACTION_GO_ON, 0);
    assert_int_equal(of(p)->state, STATE_TEMPLATES);
    assert_null(play_sent(p, WIRE_QUERY));
    play_chip_proves(p, 3);
    assert_int_equal(of(p)->state, STATE_LOADING);
    assert_non_null(play_sent(p, WIRE_QUERY));
}

#define HANDOVER_TEST(name) cmocka_unit_test_setup_teardown(name, play_setup, play_teardown)

/* --- without a sensor ---------------------------------------------------------------------- */

/* The sensor is pulled out while the resident's finger is asked for, and staff are called. */
static void to_call_without_a_sensor(struct play *p)
{
    play_card_down(p, 1, RESIDENT);
    play_tap(p, ACTION_AGREE, 0);
    play_templates_come(p);
    play_fault(p, PEER_FINGER, WIRE_FAULT_SENSOR_ABSENT, 0);
    assert_int_equal(of(p)->state, STATE_TROUBLE);
    calls(p);
    play_card_up(p, 1);
}

/* As the policy has it. */
static void staff_by_card(struct play *p, const char *id, bool enough)
{
    struct wire_staff *s = &play_saying(p, WIRE_STAFF)->staff;
    s->standing = WIRE_STAFF_LISTED;
    s->rights = WIRE_RIGHTS;
    strcpy(s->id, id);
    strcpy(s->name, id);
    strcpy(s->post, "Kaur");
    s->policy = (struct wire_policy){
        .assisted = WIRE_LEAVES, .attended = WIRE_LEAVES, .named_witness = 1, .card_alone = enough};
    s->count = 1;
    s->templates[0].position = 2;
    play_said(p, PEER_COURIER, of(p)->visit_number);
    assert_null(play_sent(p, WIRE_VERIFY));
}

static void to_result_by_two_cards(struct play *p)
{
    to_call_without_a_sensor(p);
    play_card_down(p, 2, HELPER);
    staff_by_card(p, "wayan", true);
    assert_int_equal(signed_in(p), WIRE_SIGN_IN_CARD_ALONE);
    assert_int_equal(of(p)->state, STATE_CALLED); /* no name will do: the witness is staff */
    assert_true(shows(p, ROLE_TITLE, "Saksi"));
    play_card_up(p, 2);
    play_card_down(p, 3, WITNESS);
    staff_by_card(p, "made", true);
    assert_int_equal(signed_in(p), WIRE_SIGN_IN_CARD_ALONE);
    play_card_up(p, 3);
    resident_is_back(p, 4);
    play_tap(p, ACTION_AGREE, 0);
    photo_comes(p, 4);
    play_tap(p, ACTION_FACE, 1);
    play_tap(p, ACTION_FACE, 1);
    play_tap(p, ACTION_GO_ON, 0);
    assert_int_equal(of(p)->state, STATE_LOADING);
}

static void where_the_sensor_is_down_two_cards_of_staff_open_a_result_and_say_so(void **state)
{
    struct play *p = *state;
    to_result_by_two_cards(p);
    const struct wire_query *q = play_sent(p, WIRE_QUERY)->body;
    assert_int_equal(q->subject.help.kind, WIRE_HELP_ATTENDED);
    assert_int_equal(q->subject.help.reason, WIRE_NO_FINGER_SENSOR_DOWN);
    assert_int_equal(q->subject.help.card_alone, 1);
    assert_string_equal(q->subject.help.witness, "made");
}

static void where_the_policy_says_no_a_card_alone_signs_nobody_in(void **state)
{
    struct play *p = *state;
    to_call_without_a_sensor(p);
    play_card_down(p, 2, HELPER);
    staff_by_card(p, "wayan", false);
    assert_int_equal(signed_in(p), WIRE_SIGN_IN_FAULT);
    assert_int_equal(of(p)->state, STATE_CALLED);
    assert_true(shows(p, ROLE_STRONG, "Pembaca sidik jari sedang terganggu."));
}

/* While there is one, the finger is asked for, whatever the policy says. */
static void a_sensor_that_is_there_is_never_passed_over(void **state)
{
    struct play *p = *state;
    to_finger_help(p);
    calls(p);
    play_card_up(p, 1);
    play_card_down(p, 2, HELPER);
    struct wire_staff *s = &play_saying(p, WIRE_STAFF)->staff;
    *s = (struct wire_staff){.standing = WIRE_STAFF_LISTED,
                             .rights = WIRE_RIGHTS,
                             .id = "wayan",
                             .policy = {.attended = WIRE_LEAVES, .card_alone = 1},
                             .count = 1};
    play_said(p, PEER_COURIER, of(p)->visit_number);
    assert_int_equal(of(p)->state, STATE_STAFF_FINGER);
    assert_int_equal(signed_in(p), 0);
}

/* Neither whose finger is missing for another reason, nor the staff's own pages. */
static void a_card_alone_is_enough_for_nothing_else(void **state)
{
    struct play *p = *state;
    to_finger_help(p);
    calls(p);
    helper_signs_in(p);
    play_tap(p, ACTION_KIND, WIRE_HELP_ATTENDED);
    play_tap(p, ACTION_WHY, WIRE_NO_FINGER_WORN);
    play_tap(p, ACTION_WITNESS, 1);
    play_fault(p, PEER_FINGER, WIRE_FAULT_SENSOR_ABSENT, 0);
    play_card_down(p, 3, WITNESS);
    staff_by_card(p, "made", true);
    assert_int_equal(signed_in(p), WIRE_SIGN_IN_FAULT);
    play_card_up(p, 3);
    play_tap(p, ACTION_BACK, 0);
    play_time_passes(p);
    assert_true(play_wiped(p));
    play_tap(p, ACTION_HELP, 0);
    play_tap(p, ACTION_STAFF, 0);
    play_card_down(p, 5, HELPER);
    staff_by_card(p, "wayan", true);
    assert_int_equal(signed_in(p), WIRE_SIGN_IN_FAULT);
    assert_int_equal(of(p)->state, STATE_CALLED);
}

static void what_is_filed_without_a_sensor_is_confirmed_by_a_tap_and_flagged(void **state)
{
    struct play *p = *state;
    to_result_by_two_cards(p);
    play_breakdown_comes(p);
    play_tap(p, ACTION_PROGRAMME, 0);
    play_tap(p, ACTION_REASON, 0);
    play_tap(p, ACTION_CONTEST, 0);
    play_tap(p, ACTION_GROUND, 0);
    play_to_review(p);
    play_tap(p, ACTION_CONFIRM, 0);
    assert_int_equal(of(p)->state, STATE_TEMPLATES);
    assert_int_equal(((const struct wire_staff_ask *)play_sent(p, WIRE_STAFF_ASK)->body)->role,
                     WIRE_ROLE_CONFIRM);
    staff_by_card(p, "wayan", true);
    assert_int_equal(of(p)->state, STATE_DECLARE);
    assert_true(shows(p, ROLE_PRIMARY, "Warga setuju"));
    play_tap(p, ACTION_CONFIRM, 0);
    assert_int_equal(signed_in(p), WIRE_SIGN_IN_CARD_ALONE);
    assert_int_equal(of(p)->state, STATE_SENDING);
    assert_int_equal(
        ((const struct wire_filing *)play_sent(p, WIRE_FILING)->body)->subject.help.card_alone, 1);
}

static void a_sensor_that_is_back_asks_for_the_helpers_finger_again(void **state)
{
    struct play *p = *state;
    to_result_by_two_cards(p);
    play_breakdown_comes(p);
    play_tap(p, ACTION_REPORTS, 0);
    play_tap(p, ACTION_REPORT, WIRE_REPORT_REGISTRATION);
    play_to_review(p);
    play_tap(p, ACTION_CONFIRM, 0);
    staff_by_card(p, "wayan", true);
    assert_int_equal(of(p)->state, STATE_DECLARE);
    play_saying(p, WIRE_READY);
    play_said(p, PEER_FINGER, 0);
    assert_non_null(play_sent(p, WIRE_VERIFY));
    assert_false(shows(p, ROLE_PRIMARY, "Warga setuju"));
    play_tap(p, ACTION_CONFIRM, 0);
    assert_int_equal(of(p)->state, STATE_DECLARE);
    finger(p, true);
    assert_int_equal(signed_in(p), WIRE_SIGN_IN_GOOD);
    assert_int_equal(of(p)->state, STATE_SENDING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HANDOVER_TEST(a_helper_signs_in_and_the_same_card_goes_on),
        HANDOVER_TEST(nothing_of_the_visit_is_shown_while_staff_are_at_the_reader),
        HANDOVER_TEST(help_explains_the_hand_over_and_gives_way_to_the_next_card),
        HANDOVER_TEST(who_reads_the_help_too_long_or_ends_it_leaves_no_visit),
        HANDOVER_TEST(another_card_than_the_residents_does_not_open_the_visit),
        HANDOVER_TEST(without_the_residents_card_the_visit_is_wiped_and_staffs_card_is_to_be_taken),
        HANDOVER_TEST(two_minutes_without_staff_wipe_the_visit),
        HANDOVER_TEST(a_card_still_there_after_two_minutes_is_asked_whether_somebody_is),
        HANDOVER_TEST(the_residents_card_put_back_early_goes_on_alone),
        HANDOVER_TEST(a_revoked_card_is_told_so_and_is_in_the_journal),
        HANDOVER_TEST(the_wrong_finger_signs_nobody_in_and_may_be_tried_again),
        HANDOVER_TEST(a_card_lifted_before_the_finger_signs_nobody_in),
        HANDOVER_TEST(thirty_seconds_without_a_finger_are_told_and_another_may_try),
        HANDOVER_TEST(a_witness_is_neither_the_helper_nor_the_resident),
        HANDOVER_TEST(nobody_calls_staff_where_there_is_no_card),
        HANDOVER_TEST(
            an_assisted_result_is_opened_by_the_residents_own_finger_and_names_the_helper),
        HANDOVER_TEST(an_attended_result_names_reason_helper_and_witness_and_has_no_finger),
        HANDOVER_TEST(a_face_nobody_is_sure_of_opens_nothing),
        HANDOVER_TEST(a_witness_by_name_is_written_down),
        HANDOVER_TEST(who_does_not_agree_goes_on_alone),
        HANDOVER_TEST(ending_assistance_shows_nothing_until_the_resident_goes_on_alone),
        HANDOVER_TEST(ending_attendance_ends_the_visit),
        HANDOVER_TEST(a_relative_helps_without_staff_and_the_card_stays),
        HANDOVER_TEST(without_a_finger_the_helper_signs_for_each_filing_and_the_receipt_names_all),
        HANDOVER_TEST(what_was_read_back_is_sent_as_it_is_or_not_at_all),
        HANDOVER_TEST(a_filing_that_was_helped_names_the_helper_though_the_help_has_ended),
        HANDOVER_TEST(the_services_policy_keeps_from_help_what_it_does_not_allow),
        HANDOVER_TEST(a_genuine_card_without_a_finger_is_helped_and_not_sent_away),
        HANDOVER_TEST(at_chip_a_face_opens_nothing_before_the_card_has_proved_genuine),
        HANDOVER_TEST(where_the_sensor_is_down_two_cards_of_staff_open_a_result_and_say_so),
        HANDOVER_TEST(where_the_policy_says_no_a_card_alone_signs_nobody_in),
        HANDOVER_TEST(a_sensor_that_is_there_is_never_passed_over),
        HANDOVER_TEST(a_card_alone_is_enough_for_nothing_else),
        HANDOVER_TEST(what_is_filed_without_a_sensor_is_confirmed_by_a_tap_and_flagged),
        HANDOVER_TEST(a_sensor_that_is_back_asks_for_the_helpers_finger_again),
    };
    return cmocka_run_group_tests_name("handover", tests, NULL, NULL);
}
