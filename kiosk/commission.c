#include "kiosk/commission.h"

#include "kiosk/command.h"
#include "kiosk/family.h"
#include "kiosk/transition.h"

#include <string.h>
#include <time.h>

/* A complete number, and nobody's: no device is 00000. */
#define PRACTICE_NUMBER "000000000000"

enum { DECIDED_S = 30 * 86400, ALL_SPOTS = (1 << COMMISSION_SPOTS) - 1 };

void commission_begin(struct session *s, struct commands *c)
{
    if (s->commission.on || state_phase(s->state) != PHASE_NOBODY)
        return;
    s->commission = (struct commission){.on = true};
    s->visit_number++; /* what is printed is printed for somebody */
    s->commission.step = STATE_COMMISSION_LINK;
    transition_enter(s, c, STATE_COMMISSION_LINK);
}

static void go_to(struct session *s, struct commands *c, enum state step)
{
    s->commission.step = step;
    transition_enter(s, c, step);
    if (step == STATE_COMMISSION_SOUND)
        s->commission.outcomes[WIRE_STEP_SOUND] = WIRE_OUTCOME_UNTRIED;
}

static void answer(struct session *s, struct commands *c, enum wire_outcome outcome)
{
    static const enum wire_step asked[STATES] = {
        [STATE_COMMISSION_PLACE] = WIRE_STEP_PLACE,
        [STATE_COMMISSION_TOUCH] = WIRE_STEP_TOUCH,
        [STATE_COMMISSION_KEYS] = WIRE_STEP_KEYS,
        [STATE_COMMISSION_SOUND] = WIRE_STEP_SOUND,
    };
    if (s->state == STATE_COMMISSION_SOUND)
        listening_forget(s, c);
    s->commission.elsewhere = s->state == STATE_COMMISSION_PLACE && outcome == WIRE_OUTCOME_BAD;
    if (asked[s->state])
        s->commission.outcomes[asked[s->state]] = outcome;
    if (!s->commission.elsewhere && s->state < STATE_COMMISSION_SHEET)
        go_to(s, c, (enum state)(s->state + 1));
}

/* The card that lies there has to be taken first: it starts no visit. */
static void practise(struct session *s, struct commands *c)
{
    if (s->put_aside)
        return;
    s->commission.practising = true;
    s->commission.step = STATE_COMMISSION_PRACTICE;
    transition_enter(s, c, STATE_START);
}

static void put_in_service(struct session *s, struct commands *c)
{
    struct wire_commission done;
    commission_outcomes(s, &done);
    s->commission.on = false;
    transition_enter(s, c, STATE_START);
    command_commission(s, c, &done);
}

static void print_sheet(struct session *s, struct commands *c)
{
    if (!visit_has_printer(s) || s->visit.printing.state == PRINTING_NOW)
        return;
    s->visit.printing = (struct printing){.state = PRINTING_NOW};
    command_print(s, c);
}

bool commission_tap(struct session *s, struct commands *c, const struct event *e)
{
    if (s->commission.practising && e->action == ACTION_PRACTISE && s->state == STATE_START) {
        s->commission.practising = false;
        go_to(s, c, STATE_COMMISSION_SHEET);
        return true;
    }
    if (!s->commission.on || state_phase(s->state) != PHASE_COMMISSION || e->action == ACTION_HELP)
        return false;
    switch ((unsigned)e->action) {
    case ACTION_ANSWER:
        if (e->which < WIRE_OUTCOMES)
            answer(s, c, (enum wire_outcome)e->which);
        return true;
    case ACTION_SPOT:
        if (s->state == STATE_COMMISSION_TOUCH && e->which < COMMISSION_SPOTS)
            s->commission.touched |= 1u << e->which;
        return true;
    case ACTION_BACK:
        if (s->state > STATE_COMMISSION_LINK)
            go_to(s, c, (enum state)(s->state - 1));
        return true;
    case ACTION_PRACTISE:
        if (s->state >= STATE_COMMISSION_PRACTICE)
            practise(s, c);
        return true;
    case ACTION_PRINT:
        if (s->state == STATE_COMMISSION_SHEET)
            print_sheet(s, c);
        return true;
    case ACTION_COMMISSION:
        if (s->state == STATE_COMMISSION_SHEET)
            put_in_service(s, c);
        return true;
    default: /* of the settings, or of another screen */
        return false;
    }
}

void commission_key(struct session *s, unsigned key)
{
    if (commission_tries(s, key))
        s->commission.pressed |= 1u << key;
}

bool commission_tries(const struct session *s, unsigned key)
{
    return s->state == STATE_COMMISSION_KEYS && key < COMMISSION_KEYS &&
           !(s->commission.pressed & 1u << key);
}

/* Nobody came yet to the practice visit that was begun. */
static bool is_awaited(const struct session *s)
{
    bool covered = state_phase(s->state) == PHASE_COVER;
    enum state state = covered ? s->under : s->state;
    return s->commission.practising &&
           (s->state == STATE_COMMISSION_PRACTICE || s->state == STATE_COMMISSION_SHEET ||
            state_phase(state) == PHASE_NOBODY);
}

enum state commission_instead(struct session *s)
{
    if (!s->commission.on || is_awaited(s))
        return STATE_START;
    if (s->commission.practising)
        s->commission.step = STATE_COMMISSION_SHEET;
    s->commission.practising = false;
    return s->commission.step;
}

static void receive(struct session *s)
{
    struct wire_receipt *r = &s->visit.receipt;
    time_t decided = s->wall_s + DECIDED_S;
    struct tm tm;
    *r = (struct wire_receipt){.number = PRACTICE_NUMBER, .accepted_at = s->wall_s, .delivered = 1};
    if (localtime_r(&decided, &tm))
        r->expected_day = (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
}

void commission_answer(struct session *s, struct commands *c)
{
    switch ((unsigned)s->state) {
    case STATE_TEMPLATES:
        s->visit.untried = true;
        transition_enter(s, c, s->visit.check);
        break;
    case STATE_LOADING:
        family_breakdown(&s->visit.breakdown, s->wall_s);
        s->commission.outcomes[WIRE_STEP_PRACTICE] = WIRE_OUTCOME_GOOD;
        transition_enter(s, c, STATE_OVERVIEW);
        break;
    case STATE_SENDING:
        receive(s);
        transition_enter(s, c, STATE_RECEIPT);
        break;
    default: /* no other is of PHASE_ANSWER */
        break;
    }
}

static enum wire_outcome outcome_of(const struct session *s, enum peer peer)
{
    return s->up[peer] && !s->device_fault[peer] ? WIRE_OUTCOME_GOOD : WIRE_OUTCOME_BAD;
}

void commission_outcomes(const struct session *s, struct wire_commission *commission_out)
{
    struct wire_commission h;
    memcpy(h.outcomes, s->commission.outcomes, sizeof h.outcomes);
    h.outcomes[WIRE_STEP_LINK] = s->link.online ? WIRE_OUTCOME_GOOD : WIRE_OUTCOME_BAD;
    h.outcomes[WIRE_STEP_READER] = outcome_of(s, PEER_CARD);
    h.outcomes[WIRE_STEP_SENSOR] = outcome_of(s, PEER_FINGER);
    h.outcomes[WIRE_STEP_PRINTER] = outcome_of(s, PEER_PRINTER);
    if (s->commission.touched == ALL_SPOTS)
        h.outcomes[WIRE_STEP_TOUCH] = WIRE_OUTCOME_GOOD;
    *commission_out = h;
}
