#include "kiosk/transition.h"

#include "kiosk/afar.h"
#include "kiosk/command.h"
#include "kiosk/pages.h"

#include <string.h>

/* Whether somebody chose other settings than the next person is to find. */
static bool chosen(const struct session *s)
{
    return s->settings.size != s->setup.defaults.size ||
           s->settings.contrast != s->setup.defaults.contrast ||
           s->settings.scan != s->setup.defaults.scan ||
           s->settings.language != s->setup.defaults.language || listening_is_changed(s);
}

/* Nothing of the person stays; the card, if it stays, is still known to be there. */
static void forget(struct session *s, uint32_t placement)
{
    explicit_bzero(&s->visit, sizeof s->visit);
    explicit_bzero(&s->out, sizeof s->out);
    explicit_bzero(&s->enrollers, sizeof s->enrollers);
    s->visit.placement = placement;
    s->fault = WIRE_FAULT_NONE;
    if (s->newer.made_at)
        s->catalogue = s->newer;
    s->newer.made_at = 0;
}

void transition_restore(struct session *s, struct commands *c)
{
    afar_take(s);
    s->settings = s->setup.defaults;
    command_wipe(c);
    listening_forget(s, c);
}

void transition_settle(struct session *s, struct commands *c)
{
    if (state_phase(s->state) == PHASE_NOBODY && !chosen(s))
        transition_restore(s, c);
}

bool transition_awaits_proof(const struct session *s)
{
    return s->visit.card.assurance == WIRE_ASSURANCE_CHIP && !s->visit.templates.count &&
           !s->visit.fingerless;
}

static void ask_courier(struct session *s, struct commands *c)
{
    if (s->state == STATE_TEMPLATES && s->visit.check == STATE_DECLARE && helping_is_attended(s))
        command_staff_ask(s, c, &s->visit.helping.card, WIRE_ROLE_CONFIRM);
    else if (s->state == STATE_TEMPLATES && s->visit.templates.count)
        command_attempt(s, c);
    else if (s->state == STATE_TEMPLATES && s->visit.card.assurance != WIRE_ASSURANCE_CHIP)
        command_templates(s, c);
    else if (s->state == STATE_TEMPLATES) /* the card's own come by themselves */
        return;
    else if (s->state == STATE_LOADING)
        command_query(s, c);
    else if (s->state == STATE_COUNTING)
        pages_ask(s, c);
    else
        command_filing(s, c);
}

/* Who has no card has none to take; a card laid down beside a complaint is to be taken first. */
static enum state leaving(struct session *s, enum state next)
{
    if (next == STATE_TAKE_CARD && !visit_has_card(s))
        next = STATE_START;
    if (next == STATE_START && s->visit.handover.placement) /* of one of the staff */
        s->put_aside = s->visit.handover.placement;
    if (next == STATE_START)
        next = siting_is_on(s) ? siting_step(s) : commission_instead(s);
    if (next == STATE_START && s->put_aside) {
        s->visit.placement = s->put_aside;
        s->put_aside = 0;
        next = STATE_TAKE_CARD;
    }
    if (next == STATE_TAKE_CARD) {
        s->may_rate = s->visit.breakdown.programme_count != 0;
        s->rated = false;
    }
    return next;
}

static bool awaits_finger(enum state state)
{
    return state_phase(state) == PHASE_FINGER || state == STATE_STAFF_FINGER ||
           state == STATE_ENROL_FINGER;
}

/* A finger check passes TEMPLATES, and so does who gives none, until the card has proved genuine.
 */
static enum state by_way_of(struct session *s, enum state next)
{
    bool unproved = next == STATE_LOADING && helping_is_attended(s) && transition_awaits_proof(s);
    bool check =
        state_phase(next) == PHASE_FINGER && s->state != STATE_TEMPLATES && !s->visit.untried;
    if (!unproved && !check)
        return next;
    s->visit.check = next;
    return STATE_TEMPLATES;
}

void transition_enter(struct session *s, struct commands *c, enum state next)
{
    bool was_visit;
    if (awaits_finger(s->state) && next != s->state)
        command_verify_stop(s, c);
    next = by_way_of(s, next);
    next = leaving(s, next);
    s->state = next;
    s->visit.shown = false;
    s->deadline_ms = s->now_ms + s->setup.idle_ms;
    switch (state_phase(next)) {
    case PHASE_COMMISSION:
    case PHASE_NOBODY:
        /* The next person finds the defaults; this one keeps what was chosen. */
        was_visit = s->visit.placement || s->visit.draft.kind || s->visit.handover.role ||
                    s->visit.stated.on || s->enrollers.help.kind;
        forget(s, 0);
        if (was_visit)
            transition_restore(s, c);
        if (next == STATE_START && !chosen(s))
            s->deadline_ms = visit_knows_devices(s) ? 0 : s->now_ms + SESSION_STARTING_MS;
        if (state_phase(next) == PHASE_COMMISSION) /* whoever tries it takes the time it needs */
            s->deadline_ms = 0;
        break;
    case PHASE_CARD:
        if (next == STATE_READING) /* the card's driver says when it is read, or why not */
            s->deadline_ms = s->now_ms + SESSION_ANSWER_MS;
        break;
    case PHASE_ANSWER:
        s->deadline_ms = s->now_ms + SESSION_ANSWER_MS;
        if (s->commission.practising) {
            commission_answer(s, c);
            return;
        }
        if (next == STATE_TEMPLATES && s->visit.fingerless && !helping_is_attended(s)) {
            transition_trouble(s, c, WIRE_FAULT_TEMPLATES_UNFIT, STATE_CONSENT);
            return;
        }
        ask_courier(s, c);
        break;
    case PHASE_FINGER:
        if (helping_is_by_card(s))
            break;
        command_verify(s, c,
                       helping_is_attended(s) ? &s->visit.helping.templates : &s->visit.templates);
        break;
    case PHASE_HANDOVER:
        handover_arrive(s, c);
        break;
    case PHASE_STAFF:
        enrolling_arrive(s, c);
        break;
    case PHASE_COVER:
        if (next == STATE_IDLE) {
            s->deadline_ms = s->now_ms + s->setup.alert_ms;
            command_chime(s, c, WIRE_SOUND_ATTENTION);
        }
        if (next == STATE_CLEANING)
            s->deadline_ms = s->now_ms + PAGES_CLEANING_MS;
        if (next == STATE_LIFTED) {
            s->fault = WIRE_FAULT_NONE;
            s->deadline_ms = s->now_ms + s->setup.lifted_ms;
        }
        break;
    case PHASE_LEAVING:
        s->reminders = 0;
        s->deadline_ms = s->now_ms + s->setup.remind_ms;
        s->listening.dark = false; /* staff are to see a card that is left behind */
        forget(s, s->visit.placement);
        command_wipe(c);
        break;
    case PHASE_READER:
    case PHASE_TROUBLE:
        break;
    }
    transition_ask_aloud(s, c);
}

void transition_ask_aloud(struct session *s, struct commands *c)
{
    if (listening_asks(s))
        transition_cover(s, c, STATE_ALOUD);
}

static bool is_of_staff(enum state state)
{
    return state_phase(state) == PHASE_HANDOVER || state_phase(state) == PHASE_STAFF;
}

void transition_uncover(struct session *s, struct commands *c)
{
    if (state_phase(s->state) != PHASE_COVER || !is_of_staff(s->under))
        return;
    if (awaits_finger(s->under)) {
        transition_enter(s, c, s->under);
        return;
    }
    s->state = s->under; /* what was asked is still under way */
    s->deadline_ms =
        s->now_ms + (s->state == STATE_ENROL_SENDING ? SESSION_ANSWER_MS : s->setup.idle_ms);
    if (state_phase(s->state) == PHASE_HANDOVER)
        handover_give_time(s);
}

void transition_cover(struct session *s, struct commands *c, enum state next)
{
    enum state under = state_phase(s->state) == PHASE_COVER ? s->under : s->state;
    transition_enter(s, c, next);
    s->under = under;
    if (next != STATE_LIFTED && next != STATE_IDLE && state_phase(under) == PHASE_HANDOVER &&
        s->deadline_ms > s->visit.handover.until_ms)
        s->deadline_ms = s->visit.handover.until_ms; /* help gives staff no more time */
}

bool transition_trouble(struct session *s, struct commands *c, enum wire_fault fault,
                        enum state retry)
{
    transition_enter(s, c, STATE_TROUBLE);
    s->fault = fault;
    s->retry = retry;
    return true;
}
