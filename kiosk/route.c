#include "kiosk/route.h"

#include "kiosk/filing.h"

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

/* From a receipt back to the result, where one could be opened. */
static bool had_finger(struct session *s, uint16_t which)
{
    (void)which;
    return visit_is_identified(s);
}

/* Beside a screen that is come back to. */
static bool agents(struct session *s, uint16_t which)
{
    (void)which;
    s->visit.list = s->state;
    return true;
}

static bool came_from_start(struct session *s, uint16_t which)
{
    (void)which;
    return s->visit.list == STATE_START;
}

static bool came_from_reports(struct session *s, uint16_t which)
{
    (void)which;
    return s->visit.list == STATE_WHICH;
}

static bool is_stated(struct session *s, uint16_t which)
{
    (void)which;
    return stated_is_on(s);
}

/* What was read back to somebody who is helped is sent as it is, or not at all. */
static bool is_read_back(struct session *s, uint16_t which)
{
    (void)which;
    return s->visit.draft.help.kind != WIRE_HELP_NONE;
}

/* In place of a state: a step of the draft; or where it was begun, and the draft is gone. */
enum { FIRST = STATES, ON, BEFORE, DROPPED };

static const struct {
    enum state from;
    enum action action;
    int to;                                            /* enum state, or a step of the draft */
    bool (*choose)(struct session *s, uint16_t which); /* false: this row is not meant now */
} routes[] = {
    {STATE_START, ACTION_WHO, STATE_WHO, NULL},
    {STATE_START, ACTION_AGENTS, STATE_AGENTS, agents},
    {STATE_START, ACTION_COMPLAIN, FIRST, filing_complain},
    {STATE_WHO, ACTION_BACK, STATE_START, NULL},
    {STATE_READING, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_TROUBLE, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_TROUBLE, ACTION_PROVISIONAL, FIRST, filing_provisional},
    {STATE_TROUBLE, ACTION_REPORT, FIRST, filing_report},
    {STATE_TROUBLE, ACTION_AGENTS, STATE_AGENTS, agents},
    {STATE_CONSENT, ACTION_AGREE, STATE_FINGER, agree},
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
    {STATE_OVERVIEW, ACTION_REPORTS, FIRST, filing_reports},
    {STATE_OVERVIEW, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_PROGRAMME, ACTION_REASON, STATE_REASON, choose_of_list},
    {STATE_PROGRAMME, ACTION_REASONS, STATE_REASONS, NULL},
    {STATE_PROGRAMME, ACTION_PAYMENTS, STATE_PAYMENTS, NULL},
    {STATE_PROGRAMME, ACTION_QUEUE, STATE_QUEUE, NULL},
    {STATE_PROGRAMME, ACTION_MET, STATE_MET, NULL},
    {STATE_PROGRAMME, ACTION_OBJECT, FIRST, filing_object},
    {STATE_PROGRAMME, ACTION_REPORT, FIRST, filing_report},
    {STATE_PROGRAMME, ACTION_BACK, STATE_OVERVIEW, NULL},
    {STATE_PROGRAMME, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_REASON, ACTION_CONTEST, FIRST, filing_contest},
    {STATE_REASON, ACTION_CASES, STATE_CASES, NULL},
    {STATE_REASON, ACTION_BACK, STATE_REASONS, came_from_reasons},
    {STATE_REASON, ACTION_BACK, STATE_MET, came_from_met},
    {STATE_REASON, ACTION_BACK, STATE_PROGRAMME, NULL},
    {STATE_REASON, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_REASONS, ACTION_REASON, STATE_REASON, choose_of_list},
    {STATE_REASONS, ACTION_BACK, STATE_PROGRAMME, NULL},
    {STATE_REASONS, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_PAYMENTS, ACTION_CONTEST, FIRST, filing_contest},
    {STATE_PAYMENTS, ACTION_BACK, STATE_PROGRAMME, NULL},
    {STATE_PAYMENTS, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_QUEUE, ACTION_BACK, STATE_PROGRAMME, NULL},
    {STATE_QUEUE, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_MET, ACTION_REASON, STATE_REASON, choose_of_list},
    {STATE_MET, ACTION_BACK, STATE_PROGRAMME, NULL},
    {STATE_MET, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_WHICH, ACTION_ON, ON, filing_go_on},
    {STATE_WHICH, ACTION_OFFER, ON, filing_choose_offer},
    {STATE_WHICH, ACTION_REPORT, ON, filing_choose_report},
    {STATE_WHICH, ACTION_AGENTS, STATE_AGENTS, agents},
    {STATE_WHICH, ACTION_BACK, BEFORE, NULL},
    {STATE_WHICH, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_GROUND, ACTION_GROUND, ON, filing_choose_ground},
    {STATE_GROUND, ACTION_BACK, BEFORE, NULL},
    {STATE_GROUND, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_SINCE, ACTION_ON, ON, filing_go_on},
    {STATE_SINCE, ACTION_SKIP, ON, filing_skip},
    {STATE_SINCE, ACTION_BACK, BEFORE, NULL},
    {STATE_SINCE, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_WORDS, ACTION_ON, ON, filing_go_on},
    {STATE_WORDS, ACTION_SKIP, ON, filing_skip},
    {STATE_WORDS, ACTION_BACK, BEFORE, NULL},
    {STATE_WORDS, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_PHONE, ACTION_ON, ON, filing_go_on},
    {STATE_PHONE, ACTION_SKIP, ON, filing_skip},
    {STATE_PHONE, ACTION_BACK, BEFORE, NULL},
    {STATE_PHONE, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_REVIEW, ACTION_CONFIRM, ON, filing_confirm},
    {STATE_REVIEW, ACTION_BACK, BEFORE, NULL},
    {STATE_REVIEW, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_DECLARE, ACTION_FINGER_HARD, STATE_FINGER_HELP, NULL},
    {STATE_DECLARE, ACTION_BACK, DROPPED, is_read_back},
    {STATE_DECLARE, ACTION_BACK, STATE_REVIEW, NULL},
    {STATE_DECLARE, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_RECEIPT, ACTION_BACK, STATE_LOADING, had_finger},
    {STATE_RECEIPT, ACTION_BACK, STATE_STATED, is_stated},
    {STATE_RECEIPT, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_PRINT, ACTION_BACK, STATE_RECEIPT, NULL},
    {STATE_PRINT, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_CASES, ACTION_CASE, STATE_CASE, choose_case},
    {STATE_CASE, ACTION_BACK, STATE_CASES, NULL},
    {STATE_CASE, ACTION_WITHDRAW, FIRST, filing_withdraw},
    {STATE_CASE, ACTION_APPEAL, FIRST, filing_appeal},
    {STATE_CASE, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_OPENINGS, ACTION_BACK, STATE_OVERVIEW, NULL},
    {STATE_OPENINGS, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_RELATIVE, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_ASSENT, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_FACE, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_APART, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_ENROL_CARD, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_ENROL_CONSENT, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_ENROL_NIK, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_ENROL_CHECK, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_ENROL_FINGER, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_ENROL_DONE, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_STAFF, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_COUNTING, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_REPORT, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_SLIPS, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_DAY, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_STATED_NIK, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_STATED_CHECK, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_STATED, ACTION_PROVISIONAL, FIRST, filing_provisional},
    {STATE_STATED, ACTION_REPORTS, FIRST, filing_reports},
    {STATE_STATED, ACTION_REPORT, FIRST, filing_report},
    {STATE_STATED, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_AGENTS, ACTION_BACK, STATE_WHICH, came_from_reports},
    {STATE_AGENTS, ACTION_BACK, STATE_START, came_from_start},
    {STATE_AGENTS, ACTION_BACK, STATE_TROUBLE, NULL},
    {STATE_AGENTS, ACTION_DONE, STATE_TAKE_CARD, NULL},
    {STATE_CASES, ACTION_BACK, STATE_OVERVIEW, NULL},
    {STATE_CASES, ACTION_DONE, STATE_TAKE_CARD, NULL},
};

static enum state where(struct session *s, int to)
{
    if (to == DROPPED) {
        explicit_bzero(&s->visit.draft, sizeof s->visit.draft);
        return s->visit.drafted_from;
    }
    return to == FIRST    ? filing_first(s)
           : to == ON     ? filing_next(s)
           : to == BEFORE ? filing_before(s)
                          : (enum state)to;
}

bool route_take(struct session *s, enum action action, uint16_t which, enum state *to_out)
{
    for (unsigned i = 0; i < sizeof routes / sizeof routes[0]; i++) {
        if (routes[i].from != s->state || routes[i].action != action ||
            (routes[i].choose && !routes[i].choose(s, which)))
            continue;
        *to_out = where(s, routes[i].to);
        return true;
    }
    return false;
}
