#include "kiosk/helping.h"

#include "kiosk/command.h"
#include "kiosk/confirming.h"
#include "kiosk/transition.h"
#include "kiosk/visit.h"

#include <string.h>

bool helping_is_on(const struct session *s)
{
    return s->visit.helping.help.kind != WIRE_HELP_NONE;
}

bool helping_is_attended(const struct session *s)
{
    return s->visit.helping.help.kind == WIRE_HELP_ATTENDED;
}

/* Whoever's finger was read needs no face compared, unless it cannot be read once more. */
static bool has_finger(const struct session *s)
{
    return s->visit.score_class && s->visit.handover.from != STATE_FINGER_HELP &&
           !visit_sensor_is_down(s);
}

static bool may_attend(const struct session *s, const struct wire_policy *may)
{
    return s->visit.handover.staff.rights & WIRE_RIGHT_ATTEND && may->attended && !has_finger(s);
}

bool helping_takes_card_alone(const struct session *s)
{
    const struct handover *h = &s->visit.handover;
    const struct wire_policy *may = &h->staff.policy;
    if (!may->card_alone || stated_is_on(s))
        return false;
    return h->role == WIRE_ROLE_HELPER ? may_attend(s, may)
                                       : h->role == WIRE_ROLE_WITNESS &&
                                             h->help.reason == WIRE_NO_FINGER_SENSOR_DOWN;
}

bool helping_is_by_card(const struct session *s)
{
    return s->visit.helping.help.card_alone && visit_sensor_is_down(s);
}

bool helping_offers(const struct session *s, enum wire_help_kind kind)
{
    const struct wire_staff *staff = &s->visit.handover.staff;
    const struct wire_policy *may = &s->visit.helping.policy;
    if (kind == WIRE_HELP_ASSISTED)
        return staff->rights & WIRE_RIGHT_ASSIST && may->assisted;
    return kind == WIRE_HELP_ATTENDED && may_attend(s, may);
}

bool helping_offers_relative(const struct session *s)
{
    return s->state == STATE_CALLED && s->visit.handover.role == WIRE_ROLE_HELPER &&
           visit_has_card(s) && s->catalogue.policy.relatives;
}

bool helping_allows(const struct session *s, enum wire_leave leave)
{
    const struct helping *h = &s->visit.helping;
    switch ((enum wire_help_kind)h->help.kind) {
    case WIRE_HELP_ASSISTED:
        return h->policy.assisted & leave;
    case WIRE_HELP_ATTENDED:
        return h->policy.attended & leave;
    case WIRE_HELP_NONE:
    case WIRE_HELPS:
        break;
    }
    return true;
}

/* --- who it is to be ----------------------------------------------------------------------- */

static void choose_kind(struct session *s, struct commands *c, enum wire_help_kind kind)
{
    s->visit.handover.help.kind = kind;
    if (kind == WIRE_HELP_ATTENDED)
        transition_enter(s, c, STATE_NO_FINGER);
    else
        handover_return(s, c);
}

/* The witness is staff where the helper, or the witness, gives no finger. */
static void choose_reason(struct session *s, struct commands *c, uint16_t reason)
{
    struct handover *h = &s->visit.handover;
    if (reason < WIRE_NO_FINGER_WORN || reason >= WIRE_NO_FINGERS)
        return;
    h->help.reason = reason;
    if (s->visit.helping.policy.named_witness && !h->help.card_alone)
        transition_enter(s, c, STATE_WITNESS);
    else
        handover_expect(s, c, WIRE_ROLE_WITNESS);
}

static void helper_signed_in(struct session *s, struct commands *c)
{
    struct handover *h = &s->visit.handover;
    struct helping *helping = &s->visit.helping;
    memcpy(h->help.helper, h->staff.id, sizeof h->help.helper);
    memcpy(h->help.helper_name, h->staff.name, sizeof h->help.helper_name);
    memcpy(helping->post, h->staff.post, sizeof helping->post);
    helping->policy = h->staff.policy;
    helping->card = h->card;
    if (h->card.assurance == WIRE_ASSURANCE_CHIP)
        helping->templates = h->templates;
    explicit_bzero(&h->templates, sizeof h->templates);
    h->until_ms = s->now_ms + s->setup.call_ms;
    if (h->help.card_alone) {
        h->help.kind = WIRE_HELP_ATTENDED;
        choose_reason(s, c, WIRE_NO_FINGER_SENSOR_DOWN);
    } else {
        transition_enter(s, c, STATE_HELP_KIND);
    }
}

void helping_signed_in(struct session *s, struct commands *c)
{
    struct handover *h = &s->visit.handover;
    if (h->role == WIRE_ROLE_PAGES) {
        pages_signed_in(s, c);
        return;
    }
    if (h->role == WIRE_ROLE_HELPER && stated_is_on(s)) {
        stated_signed_in(s, c);
        return;
    }
    if (h->role == WIRE_ROLE_HELPER) {
        helper_signed_in(s, c);
        return;
    }
    memcpy(h->help.witness, h->staff.id, sizeof h->help.witness);
    memcpy(h->help.witness_name, h->staff.name, sizeof h->help.witness_name);
    explicit_bzero(&h->templates, sizeof h->templates);
    handover_return(s, c);
}

static void choose_witness(struct session *s, struct commands *c, bool staff)
{
    if (staff)
        handover_expect(s, c, WIRE_ROLE_WITNESS);
    else
        transition_enter(s, c, STATE_WITNESS_NAME);
}

/* --- a name -------------------------------------------------------------------------------- */

static bool type(struct session *s, const struct event *e)
{
    struct entry *name = &s->visit.handover.name;
    if (s->state != STATE_RELATIVE && s->state != STATE_WITNESS_NAME)
        return false;
    if (e->action == ACTION_KEY && strlen(name->text) + 1 < WIRE_TITLE)
        entry_type(name, e->which);
    else if (e->action == ACTION_ERASE)
        entry_erase(name);
    else if (e->action == ACTION_LAYER)
        name->digits = !name->digits;
    return e->action == ACTION_KEY || e->action == ACTION_ERASE || e->action == ACTION_LAYER;
}

static void take_name(struct session *s, struct commands *c)
{
    struct handover *h = &s->visit.handover;
    if (!h->name.text[0])
        return;
    if (s->state == STATE_WITNESS_NAME) {
        strncpy(h->help.witness_name, h->name.text, sizeof h->help.witness_name - 1);
        handover_return(s, c);
    } else {
        h->help.kind = WIRE_HELP_ASSISTED;
        s->visit.helping.policy = s->catalogue.policy;
        strncpy(h->help.helper_name, h->name.text, sizeof h->help.helper_name - 1);
        transition_enter(s, c, STATE_ASSENT);
    }
}

/* --- the resident's word ------------------------------------------------------------------- */

/* Where the visit goes on from: a finger that was hard to read is tried again. */
static enum state onward(const struct session *s)
{
    enum state from = s->visit.handover.from;
    return from == STATE_FINGER_HELP ? s->retry : from;
}

static void agree(struct session *s, struct commands *c)
{
    struct handover *h = &s->visit.handover;
    s->visit.helping.help = h->help;
    if (s->visit.draft.kind)
        s->visit.draft.help = h->help;
    explicit_bzero(&h->name, sizeof h->name);
    if (!helping_is_attended(s)) {
        transition_enter(s, c, onward(s));
        return;
    }
    strcpy(s->visit.consent.version, SESSION_FACE_VERSION);
    s->visit.consent.given_at = s->wall_s;
    s->visit.score_class = 0;
    s->visit.verified_at = 0;
    s->visit.untried = false; /* it was of a finger that is not asked for any more */
    transition_enter(s, c, STATE_FACE);
}

static void go_on_alone(struct session *s, struct commands *c)
{
    enum state from = s->visit.handover.from;
    explicit_bzero(&s->visit.handover, sizeof s->visit.handover);
    explicit_bzero(&s->visit.helping, sizeof s->visit.helping);
    transition_enter(s, c, from);
}

/* --- face and photo ------------------------------------------------------------------------ */

static void compare(struct session *s, struct commands *c, bool same)
{
    struct helping *h = &s->visit.helping;
    if (!s->visit.photo_width_px)
        return;
    if (!same) {
        explicit_bzero(h, sizeof *h);
        command_incident(s, c, WIRE_FAULT_FACE_UNSURE);
        transition_trouble(s, c, WIRE_FAULT_FACE_UNSURE, STATE_START);
    } else if (!h->by_witness) {
        h->by_witness = true;
    } else {
        s->visit.verified_at = s->wall_s;
        transition_enter(s, c, STATE_APART);
    }
}

/* Whoever was to see no more has stepped away. */
static void go_on(struct session *s, struct commands *c)
{
    bool opened = s->visit.breakdown.programme_count != 0;
    if (!helping_allows(s, WIRE_LEAVE_RESULT))
        transition_trouble(s, c, WIRE_FAULT_HELP_LIMITED, STATE_START);
    else
        transition_enter(s, c, helping_is_attended(s) && !opened ? STATE_LOADING : onward(s));
}

/* --- its end ------------------------------------------------------------------------------- */

static void stop(struct session *s, struct commands *c)
{
    enum state place = state_phase(s->state) == PHASE_COVER ? s->under : s->state;
    if (!helping_is_on(s) || s->state == STATE_LIFTED)
        return;
    if (helping_is_attended(s) || stated_is_on(s)) {
        transition_enter(s, c, STATE_TAKE_CARD);
        return;
    }
    explicit_bzero(&s->visit.helping, sizeof s->visit.helping);
    s->visit.handover.from = place == STATE_TROUBLE ? s->retry : place;
    transition_enter(s, c, STATE_APART);
}

/* --- taps ---------------------------------------------------------------------------------- */

static bool answer(struct session *s, struct commands *c, enum action action)
{
    if (s->state == STATE_ASSENT && action == ACTION_AGREE)
        agree(s, c);
    else if (s->state == STATE_ASSENT && action == ACTION_REFUSE)
        go_on_alone(s, c);
    else if (s->state == STATE_APART && action == ACTION_GO_ON)
        go_on(s, c);
    else if (s->state == STATE_RELATIVE && action == ACTION_BACK)
        go_on_alone(s, c);
    else if ((s->state == STATE_RELATIVE || s->state == STATE_WITNESS_NAME) && action == ACTION_ON)
        take_name(s, c);
    else
        return false;
    return true;
}

bool helping_tap(struct session *s, struct commands *c, const struct event *e)
{
    enum wire_help_kind kind = (enum wire_help_kind)e->which;
    if (e->action == ACTION_KIND && s->state == STATE_HELP_KIND && helping_offers(s, kind))
        choose_kind(s, c, kind);
    else if (e->action == ACTION_WHY && s->state == STATE_NO_FINGER)
        choose_reason(s, c, e->which);
    else if (e->action == ACTION_WITNESS && s->state == STATE_WITNESS)
        choose_witness(s, c, e->which);
    else if (e->action == ACTION_RELATIVE && helping_offers_relative(s))
        transition_enter(s, c, STATE_RELATIVE);
    else if (e->action == ACTION_FACE && s->state == STATE_FACE)
        compare(s, c, e->which);
    else if (e->action == ACTION_CONFIRM && s->state == STATE_DECLARE && helping_is_by_card(s))
        confirming_by_card(s, c);
    else if (e->action == ACTION_STOP)
        stop(s, c);
    else
        return type(s, e) || answer(s, c, e->action);
    return true;
}
