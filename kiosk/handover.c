#include "kiosk/handover.h"

#include "kiosk/card.h"
#include "kiosk/command.h"
#include "kiosk/enrolling.h"
#include "kiosk/transition.h"
#include "kiosk/visit.h"

#include <string.h>

/* Where the visit is, whatever covers it. What went wrong is tried again, not told again. */
static enum state place(const struct session *s)
{
    enum state state = state_phase(s->state) == PHASE_COVER ? s->under : s->state;
    return state == STATE_TROUBLE ? s->retry : state;
}

bool handover_may_call(const struct session *s)
{
    enum phase phase = state_phase(place(s));
    bool within = phase == PHASE_CARD || phase == PHASE_ANSWER || phase == PHASE_FINGER ||
                  phase == PHASE_READER;
    return within && s->state != STATE_LIFTED && visit_has_card(s) && s->visit.card.uid_size &&
           !helping_is_on(s);
}

static void tell(struct session *s, struct commands *c, enum handover_told told)
{
    struct handover *h = &s->visit.handover;
    explicit_bzero(&h->staff, sizeof h->staff);
    explicit_bzero(&h->templates, sizeof h->templates);
    h->told = told;
    transition_enter(s, c, STATE_CALLED);
}

static void report(struct session *s, struct commands *c, enum wire_sign_in_outcome outcome)
{
    const struct handover *h = &s->visit.handover;
    command_sign_in(s, c, h->role, outcome, h->staff.id);
}

/* --- the resident's card ------------------------------------------------------------------- */

static void forget(struct session *s)
{
    explicit_bzero(&s->visit.handover, sizeof s->visit.handover);
    explicit_bzero(&s->visit.helping, sizeof s->visit.helping);
}

/* It lies there again, or still: nobody helps, and the visit goes on. */
static void go_on_alone(struct session *s, struct commands *c)
{
    enum state from = s->visit.handover.from;
    forget(s);
    transition_enter(s, c, from);
}

static void come_back(struct session *s)
{
    struct handover *h = &s->visit.handover;
    s->visit.placement = h->placement;
    h->placement = 0;
    explicit_bzero(&h->card, sizeof h->card);
}

/* The visit is over; whoever's card lies there is to take it. */
static void end(struct session *s, struct commands *c)
{
    if (visit_has_card(s))
        s->put_aside = s->visit.placement;
    transition_enter(s, c, STATE_START);
}

/* Without help, and the resident's card is asked for as if it had been lifted. */
static void give_up(struct session *s, struct commands *c)
{
    enum state from = s->visit.handover.from;
    if (from == STATE_START) { /* nobody's visit waits */
        end(s, c);
        return;
    }
    if (visit_has_card(s)) {
        go_on_alone(s, c);
        return;
    }
    s->put_aside = s->visit.handover.placement;
    forget(s);
    transition_cover(s, c, STATE_LIFTED);
    s->under = from;
}

static bool is_enrolling(enum wire_role role)
{
    return role == WIRE_ROLE_ENROL || role == WIRE_ROLE_ENROL_WITNESS;
}

static bool is_witness(enum wire_role role)
{
    return role == WIRE_ROLE_WITNESS || role == WIRE_ROLE_ENROL_WITNESS;
}

/* --- whose card it is ---------------------------------------------------------------------- */

/* Looks the card up that lies there, if it may be anybody's who is waited for. */
static void look_up(struct session *s, struct commands *c)
{
    struct handover *h = &s->visit.handover;
    bool resident = card_is_same(&h->card, &s->visit.card);
    if (resident && h->role == WIRE_ROLE_HELPER) {
        come_back(s);
        go_on_alone(s, c);
    } else if (resident) {
        tell(s, c, HANDOVER_RESIDENT);
    } else if (is_witness(h->role) && card_is_same(&h->card, &s->visit.helping.card)) {
        report(s, c, WIRE_SIGN_IN_REFUSED);
        tell(s, c, HANDOVER_SAME);
    } else {
        transition_enter(s, c, STATE_STAFF_CHECK);
    }
}

void handover_expect(struct session *s, struct commands *c, enum wire_role role)
{
    struct handover *h = &s->visit.handover;
    h->role = role;
    h->until_ms = s->now_ms + s->setup.call_ms;
    tell(s, c, HANDOVER_NOTHING);
    if (h->card.uid_size && !card_is_same(&h->card, &s->visit.helping.card))
        look_up(s, c); /* the witness was quick */
}

void handover_begin(struct session *s, struct commands *c, enum wire_role role)
{
    uint32_t lies = visit_has_card(s) ? s->visit.placement : s->put_aside;
    s->put_aside = 0;
    explicit_bzero(&s->visit, sizeof s->visit);
    s->visit_number++;
    s->visit.placement = lies; /* it is to be taken first */
    s->visit.handover.from = STATE_START;
    handover_expect(s, c, role);
}

static void call(struct session *s, struct commands *c)
{
    enum state from = place(s);
    if (!handover_may_call(s))
        return;
    forget(s);
    s->visit.handover.from = from;
    handover_expect(s, c, WIRE_ROLE_HELPER);
}

static bool resident_returns(struct session *s, struct commands *c)
{
    if (!card_is_same(&s->visit.handover.card, &s->visit.card))
        return false;
    come_back(s);
    transition_enter(s, c, STATE_ASSENT);
    return true;
}

void handover_return(struct session *s, struct commands *c)
{
    s->visit.handover.told = HANDOVER_NOTHING;
    transition_enter(s, c, STATE_RETURN);
    if (s->visit.handover.card.uid_size)
        resident_returns(s, c);
}

bool handover_card_seen(struct session *s, uint32_t placement)
{
    struct handover *h = &s->visit.handover;
    explicit_bzero(&h->card, sizeof h->card);
    explicit_bzero(&h->templates, sizeof h->templates);
    h->placement = placement;
    return true;
}

bool handover_card_read(struct session *s, struct commands *c, const struct wire_card_read *read)
{
    struct handover *h = &s->visit.handover;
    if (!h->placement || read->placement != h->placement)
        return false;
    h->card = read->card;
    if (s->state == STATE_CALLED) {
        look_up(s, c);
    } else if (s->state == STATE_RETURN) {
        if (!resident_returns(s, c))
            h->told = HANDOVER_OTHER;
    }
    return true;
}

/* The card is known and its owner is staff: that alone is enough where the service says so. */
static void take_card_alone(struct session *s, struct commands *c)
{
    if (!helping_takes_card_alone(s)) {
        report(s, c, WIRE_SIGN_IN_FAULT);
        tell(s, c, HANDOVER_NO_SENSOR);
        return;
    }
    report(s, c, WIRE_SIGN_IN_CARD_ALONE);
    s->visit.handover.help.card_alone = 1;
    helping_signed_in(s, c);
}

static void ask_finger(struct session *s, struct commands *c)
{
    const struct handover *h = &s->visit.handover;
    if (s->state != STATE_STAFF_CHECK || h->staff.standing != WIRE_STAFF_LISTED ||
        !h->templates.count)
        return;
    if (visit_sensor_is_down(s))
        take_card_alone(s, c);
    else
        transition_enter(s, c, STATE_STAFF_FINGER);
}

void handover_card_templates(struct session *s, struct commands *c,
                             const struct wire_templates *templates)
{
    s->visit.handover.templates = *templates;
    ask_finger(s, c);
}

void handover_card_gone(struct session *s, struct commands *c)
{
    struct handover *h = &s->visit.handover;
    bool checked = s->state == STATE_STAFF_CHECK || s->state == STATE_STAFF_FINGER;
    if (!h->placement) { /* it was the resident's own */
        s->visit.placement = 0;
        return;
    }
    h->placement = 0;
    explicit_bzero(&h->card, sizeof h->card);
    if (!checked)
        return;
    report(s, c, WIRE_SIGN_IN_FAULT);
    tell(s, c, HANDOVER_LIFTED);
}

void handover_card_fault(struct session *s, struct commands *c)
{
    if (s->state == STATE_CALLED || s->state == STATE_STAFF_CHECK)
        tell(s, c, HANDOVER_UNREADABLE);
    else if (s->state == STATE_RETURN)
        s->visit.handover.told = HANDOVER_UNREADABLE;
}

/* --- who it is ----------------------------------------------------------------------------- */

static enum handover_told why_not(uint32_t standing)
{
    switch ((enum wire_staff_standing)standing) {
    case WIRE_STAFF_UNLISTED:
        return HANDOVER_UNLISTED;
    case WIRE_STAFF_REVOKED:
        return HANDOVER_REVOKED;
    case WIRE_STAFF_NO_RIGHT:
        return HANDOVER_NO_RIGHT;
    case WIRE_STAFF_NO_LIST:
    case WIRE_STAFF_LISTED:
    case WIRE_STAFF_STANDINGS:
        break;
    }
    return HANDOVER_NO_LIST;
}

void handover_staff(struct session *s, struct commands *c, const struct wire_staff *staff)
{
    struct handover *h = &s->visit.handover;
    bool same = is_witness(h->role) && !strcmp(staff->id, h->help.helper);
    h->staff = *staff;
    if (staff->standing != WIRE_STAFF_LISTED || same) {
        report(s, c, WIRE_SIGN_IN_REFUSED);
        tell(s, c, same ? HANDOVER_SAME : why_not(staff->standing));
        return;
    }
    if (staff->count) { /* at chip the card's own come by themselves */
        h->templates.count = staff->count;
        memcpy(h->templates.templates, staff->templates, sizeof h->templates.templates);
    }
    explicit_bzero(h->staff.templates, sizeof h->staff.templates);
    ask_finger(s, c);
}

static enum handover_told what_failed(enum wire_fault fault)
{
    if (fault == WIRE_FAULT_SENSOR_ABSENT || fault == WIRE_FAULT_SENSOR_UNFIT ||
        fault == WIRE_FAULT_TEMPLATES_UNFIT)
        return HANDOVER_NO_SENSOR;
    return fault == WIRE_FAULT_ATTEMPTS_SPENT ? HANDOVER_SPENT : HANDOVER_NO_LINE;
}

void handover_fault(struct session *s, struct commands *c, enum wire_fault fault)
{
    if (s->state != STATE_STAFF_CHECK && s->state != STATE_STAFF_FINGER)
        return;
    report(s, c, WIRE_SIGN_IN_FAULT);
    tell(s, c, what_failed(fault));
}

void handover_verified(struct session *s, struct commands *c, bool matched)
{
    if (s->state != STATE_STAFF_FINGER)
        return;
    report(s, c, matched ? WIRE_SIGN_IN_GOOD : WIRE_SIGN_IN_NO_MATCH);
    if (matched && is_enrolling(s->visit.handover.role))
        enrolling_signed_in(s, c);
    else if (matched)
        helping_signed_in(s, c);
    else
        tell(s, c, HANDOVER_NO_MATCH);
}

/* --- taps, arriving, time ------------------------------------------------------------------ */

bool handover_tap(struct session *s, struct commands *c, const struct event *e)
{
    if (e->action == ACTION_CALL) {
        call(s, c);
        return true;
    }
    if (state_phase(s->state) != PHASE_HANDOVER)
        return false;
    if (e->action == ACTION_BACK)
        give_up(s, c);
    else if (e->action == ACTION_RETRY && s->state == STATE_CALLED &&
             s->visit.handover.card.uid_size)
        look_up(s, c);
    else
        return false;
    return true;
}

/* The helper is waited for as long as it takes to come; then it goes step by step. */
void handover_give_time(struct session *s)
{
    const struct handover *h = &s->visit.handover;
    bool comes = s->state == STATE_CALLED && h->role == WIRE_ROLE_HELPER;
    int64_t step_ms = s->now_ms + HANDOVER_STEP_MS;
    s->deadline_ms = comes || step_ms > h->until_ms ? h->until_ms : step_ms;
}

void handover_arrive(struct session *s, struct commands *c)
{
    const struct handover *h = &s->visit.handover;
    handover_give_time(s);
    if (s->state == STATE_STAFF_CHECK)
        command_staff_ask(s, c, &h->card, h->role);
    if (s->state == STATE_STAFF_FINGER)
        command_verify(s, c, &h->templates);
}

void handover_touched(struct session *s)
{
    if (s->state != STATE_CALLED && s->state != STATE_STAFF_CHECK && s->state != STATE_RETURN)
        handover_give_time(s);
}

void handover_time_is_up(struct session *s, struct commands *c)
{
    bool late = s->now_ms >= s->visit.handover.until_ms;
    enum state from = s->visit.handover.from;
    if (s->state == STATE_STAFF_FINGER || s->state == STATE_STAFF_CHECK) {
        report(s, c, WIRE_SIGN_IN_LATE);
        if (!late) {
            tell(s, c, s->state == STATE_STAFF_CHECK ? HANDOVER_NO_LINE : HANDOVER_LATE);
            return;
        }
    }
    if (!visit_has_card(s) || from == STATE_START) {
        end(s, c);
        return;
    }
    forget(s);
    transition_cover(s, c, STATE_IDLE); /* nobody came, and the card still lies there */
    s->under = from;
}
