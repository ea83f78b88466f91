#include "staff_play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

void staff_called(struct play *p)
{
    play_tap(p, ACTION_CALL, 0);
    assert_int_equal(p->session.state, STATE_CALLED);
}

struct wire_staff *staff_listed(struct play *p, const char *id)
{
    struct wire_staff *s = &play_saying(p, WIRE_STAFF)->staff;
    s->standing = WIRE_STAFF_LISTED;
    s->rights = WIRE_RIGHTS;
    snprintf(s->id, sizeof s->id, "%s", id);
    snprintf(s->name, sizeof s->name, "Bu %s", id);
    strcpy(s->post, "Kaur");
    s->policy = (struct wire_policy){.assisted = WIRE_LEAVES,
                                     .attended = WIRE_LEAVE_RESULT | WIRE_LEAVE_OBJECT,
                                     .named_witness = 1};
    s->count = 1;
    s->templates[0].position = 2;
    return s;
}

void staff_told(struct play *p)
{
    play_said(p, PEER_COURIER, p->session.visit_number);
}

void staff_is(struct play *p, enum wire_staff_standing standing, const char *id)
{
    if (standing == WIRE_STAFF_LISTED) {
        staff_listed(p, id);
    } else {
        struct wire_staff *s = &play_saying(p, WIRE_STAFF)->staff;
        s->standing = standing;
        snprintf(s->id, sizeof s->id, "%s", id);
    }
    staff_told(p);
}

void staff_signs_in(struct play *p, uint32_t placement, uint8_t uid, const char *id)
{
    play_card_down(p, placement, uid);
    staff_is(p, WIRE_STAFF_LISTED, id);
    assert_int_equal(p->session.state, STATE_STAFF_FINGER);
    play_finger_matches(p);
    play_card_up(p, placement);
}

const struct wire_staff_ask *staff_asked(const struct play *p)
{
    const struct command *c = play_sent(p, WIRE_STAFF_ASK);
    assert_non_null(c);
    return c->body;
}

enum wire_sign_in_outcome staff_outcome(const struct play *p)
{
    const struct command *c = play_sent(p, WIRE_SIGN_IN);
    return c ? (enum wire_sign_in_outcome)((const struct wire_sign_in *)c->body)->outcome : 0;
}

void staff_to_finger_help(struct play *p)
{
    play_card_down(p, 1, RESIDENT);
    play_tap(p, ACTION_AGREE, 0);
    play_templates_come(p);
    play_tap(p, ACTION_FINGER_HARD, 0);
    assert_int_equal(p->session.state, STATE_FINGER_HELP);
}

void staff_helper_signs_in(struct play *p)
{
    play_card_up(p, 1);
    staff_signs_in(p, 2, HELPER, "wayan");
    assert_int_equal(p->session.state, STATE_HELP_KIND);
}

void staff_attends(struct play *p, enum wire_no_finger why, bool by_staff)
{
    play_tap(p, ACTION_KIND, WIRE_HELP_ATTENDED);
    play_tap(p, ACTION_WHY, (uint16_t)why);
    play_tap(p, ACTION_WITNESS, by_staff);
    assert_int_equal(p->session.state, by_staff ? STATE_CALLED : STATE_WITNESS_NAME);
}

void staff_resident_is_back(struct play *p, uint32_t placement)
{
    assert_int_equal(p->session.state, STATE_RETURN);
    play_card_down(p, placement, RESIDENT);
    assert_int_equal(p->session.state, STATE_ASSENT);
}

void staff_are_sure(struct play *p)
{
    play_tap(p, ACTION_FACE, 1);
    play_tap(p, ACTION_FACE, 1);
    play_tap(p, ACTION_GO_ON, 0);
}

void staff_assists(struct play *p)
{
    staff_called(p);
    staff_helper_signs_in(p);
    play_tap(p, ACTION_KIND, WIRE_HELP_ASSISTED);
    staff_resident_is_back(p, 3);
    play_tap(p, ACTION_AGREE, 0);
}

void staff_to_assisted_result(struct play *p)
{
    staff_to_finger_help(p);
    staff_assists(p);
    play_check_may_begin(p);
    assert_int_equal(p->session.state, STATE_FINGER);
    play_finger_matches(p);
    play_breakdown_comes(p);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
}

void staff_to_faces(struct play *p)
{
    staff_to_finger_help(p);
    staff_called(p);
    staff_helper_signs_in(p);
    staff_attends(p, WIRE_NO_FINGER_WORN, true);
    staff_signs_in(p, 3, WITNESS, "made");
    staff_resident_is_back(p, 4);
    play_tap(p, ACTION_AGREE, 0);
    assert_int_equal(p->session.state, STATE_FACE);
    play_photo_comes(p, 4);
}

void staff_to_attended_result(struct play *p)
{
    staff_to_faces(p);
    staff_are_sure(p);
    assert_int_equal(p->session.state, STATE_LOADING);
    play_breakdown_comes(p);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
}
