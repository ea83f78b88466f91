#include "kiosk/route.h"

#include <string.h>

static bool agree(struct session *s, uint16_t which)
{
    (void)which;
    strcpy(s->visit.consent.version, SESSION_CONSENT_VERSION);
    s->visit.consent.given_at = s->wall_s;
    return true;
}

static bool choose_programme(struct session *s, uint16_t which)
{
    if (which >= s->visit.breakdown.programme_count)
        return false;
    s->visit.programme = (uint8_t)which;
    return true;
}

static bool choose_reason(struct session *s, uint16_t which)
{
    if (which >= s->visit.breakdown.reason_count)
        return false;
    s->visit.reason = (uint8_t)which;
    s->visit.programme = s->visit.breakdown.reasons[which].programme;
    return true;
}

/* A reason of a list is gone back from to that list. */
static bool choose_of_list(struct session *s, uint16_t which)
{
    s->visit.list = s->state;
    return choose_reason(s, which);
}

static bool came_from_reasons(struct session *s, uint16_t which)
{
    (void)which;
    return s->visit.list == STATE_REASONS;
}

static bool came_from_met(struct session *s, uint16_t which)
{
    (void)which;
    return s->visit.list == STATE_MET;
}

static bool choose_case(struct session *s, uint16_t which)
{
    if (which >= s->visit.breakdown.case_count)
        return false;
    s->visit.filing = (uint8_t)which;
    return true;
}

static bool contest(struct session *s, uint16_t which)
{
    return which < s->visit.breakdown.reason_count && session_may_contest(s, which) &&
           choose_reason(s, which);
}

/* A new ground is a new objection: it gets its own idempotency key. */
static bool choose_ground(struct session *s, uint16_t which)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    if (which >= b->ground_count || !(b->reasons[s->visit.reason].grounds >> which & 1))
        return false;
    s->visit.ground = (uint8_t)which;
    s->objections++;
    memcpy(s->visit.key, s->setup.seed, SESSION_SEED);
    memcpy(s->visit.key + SESSION_SEED, &s->visit_number, 4);
    memcpy(s->visit.key + SESSION_SEED + 4, &s->objections, 4);
    return true;
}

static const struct {
    enum state from;
    enum action action;
    enum state to;
    bool (*choose)(struct session *s, uint16_t which); /* false: this row is not meant now */
} routes[] = {
    {STATE_START, ACTION_WHO, STATE_WHO, NULL},
    {STATE_WHO, ACTION_BACK, STATE_START, NULL},
    {STATE_TROUBLE, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_CONSENT, ACTION_AGREE, STATE_TEMPLATES, agree},
    {STATE_CONSENT, ACTION_REFUSE, STATE_REFUSED, NULL},
    {STATE_CONSENT, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_TEMPLATES, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_FINGER, ACTION_FINGER_HARD, STATE_FINGER_HELP, NULL},
    {STATE_FINGER, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_FINGER_HELP, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_LOADING, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_OVERVIEW, ACTION_PROGRAMME, STATE_PROGRAMME, choose_programme},
    {STATE_OVERVIEW, ACTION_CASES, STATE_CASES, NULL},
    {STATE_OVERVIEW, ACTION_OPENINGS, STATE_OPENINGS, NULL},
    {STATE_OVERVIEW, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_PROGRAMME, ACTION_REASON, STATE_REASON, choose_of_list},
    {STATE_PROGRAMME, ACTION_REASONS, STATE_REASONS, NULL},
    {STATE_PROGRAMME, ACTION_PAYMENTS, STATE_PAYMENTS, NULL},
    {STATE_PROGRAMME, ACTION_QUEUE, STATE_QUEUE, NULL},
    {STATE_PROGRAMME, ACTION_MET, STATE_MET, NULL},
    {STATE_PROGRAMME, ACTION_OBJECT, STATE_WHICH, NULL},
    {STATE_PROGRAMME, ACTION_BACK, STATE_OVERVIEW, NULL},
    {STATE_PROGRAMME, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_REASON, ACTION_CONTEST, STATE_GROUND, contest},
    {STATE_REASON, ACTION_CASES, STATE_CASES, NULL},
    {STATE_REASON, ACTION_BACK, STATE_REASONS, came_from_reasons},
    {STATE_REASON, ACTION_BACK, STATE_MET, came_from_met},
    {STATE_REASON, ACTION_BACK, STATE_PROGRAMME, NULL},
    {STATE_REASON, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_REASONS, ACTION_REASON, STATE_REASON, choose_of_list},
    {STATE_REASONS, ACTION_BACK, STATE_PROGRAMME, NULL},
    {STATE_REASONS, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_PAYMENTS, ACTION_CONTEST, STATE_GROUND, contest},
    {STATE_PAYMENTS, ACTION_BACK, STATE_PROGRAMME, NULL},
    {STATE_PAYMENTS, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_QUEUE, ACTION_BACK, STATE_PROGRAMME, NULL},
    {STATE_QUEUE, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_MET, ACTION_REASON, STATE_REASON, choose_of_list},
    {STATE_MET, ACTION_BACK, STATE_PROGRAMME, NULL},
    {STATE_MET, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_WHICH, ACTION_CONTEST, STATE_GROUND, contest},
    {STATE_WHICH, ACTION_BACK, STATE_PROGRAMME, NULL},
    {STATE_WHICH, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_GROUND, ACTION_GROUND, STATE_REVIEW, choose_ground},
    {STATE_GROUND, ACTION_BACK, STATE_REASON, NULL},
    {STATE_GROUND, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_REVIEW, ACTION_CONFIRM, STATE_DECLARE, NULL},
    {STATE_REVIEW, ACTION_BACK, STATE_GROUND, NULL},
    {STATE_REVIEW, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_DECLARE, ACTION_FINGER_HARD, STATE_FINGER_HELP, NULL},
    {STATE_DECLARE, ACTION_BACK, STATE_REVIEW, NULL},
    {STATE_DECLARE, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_RECEIPT, ACTION_BACK, STATE_LOADING, NULL},
    {STATE_RECEIPT, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_CASES, ACTION_CASE, STATE_CASE, choose_case},
    {STATE_CASE, ACTION_BACK, STATE_CASES, NULL},
    {STATE_CASE, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_OPENINGS, ACTION_BACK, STATE_OVERVIEW, NULL},
    {STATE_OPENINGS, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_CASES, ACTION_BACK, STATE_OVERVIEW, NULL},
    {STATE_CASES, ACTION_DONE, STATE_TAKE_CARD, NULL},
};

bool route_take(struct session *s, enum action action, uint16_t which, enum state *to_out)
{
    for (unsigned i = 0; i < sizeof routes / sizeof routes[0]; i++) {
        if (routes[i].from != s->state || routes[i].action != action ||
            (routes[i].choose && !routes[i].choose(s, which)))
            continue;
        *to_out = routes[i].to;
        return true;
    }
    return false;
}
