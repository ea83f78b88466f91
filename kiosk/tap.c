#include "kiosk/tap.h"

#include "kiosk/command.h"
#include "kiosk/filing.h"
#include "kiosk/hearing.h"
#include "kiosk/printing.h"
#include "kiosk/route.h"
#include "kiosk/transition.h"

static enum text_size next_size(enum text_size size)
{
    return size == TEXT_LARGEST ? TEXT_SMALL : (enum text_size)(size + 1);
}

static enum contrast next_contrast(enum contrast contrast)
{
    return contrast == CONTRAST_LOW ? CONTRAST_DEFAULT : (enum contrast)(contrast + 1);
}

/* The settings a person may change; returns false for any other action. */
static bool set(struct settings *settings, const struct languages *languages, enum action action)
{
    if (action == ACTION_SIZE)
        settings->size = next_size(settings->size);
    else if (action == ACTION_CONTRAST)
        settings->contrast = next_contrast(settings->contrast);
    else if (action == ACTION_SCAN)
        settings->scan = (enum scan_pace)((settings->scan + 1) % SCAN_PACES);
    else if (action == ACTION_LANGUAGE && languages)
        settings->language = (settings->language + 1) % languages->count;
    else
        return false;
    return true;
}

/* Once, and never in the way of whoever only wants their card. */
static void rate(struct session *s, struct commands *c, uint16_t which)
{
    if (!s->may_rate || which < WIRE_RATING_GOOD || which >= WIRE_RATINGS)
        return;
    s->may_rate = false;
    s->rated = true;
    command_rating(s, c, (enum wire_rating)which);
}

/* What the service's policy must allow for this, where somebody helps; 0: nothing. */
static enum wire_leave leave_for(enum action action)
{
    if (action == ACTION_OBJECT || action == ACTION_CONTEST || action == ACTION_WITHDRAW ||
        action == ACTION_APPEAL)
        return WIRE_LEAVE_OBJECT;
    if (action == ACTION_REPORTS || action == ACTION_REPORT)
        return WIRE_LEAVE_REPORT;
    return action == ACTION_PROVISIONAL ? WIRE_LEAVE_PROVISIONAL : 0;
}

/* Why what a person is about to fill in could not be taken in: said before anything is typed. */
static enum wire_fault filing_fault(const struct session *s, enum action action)
{
    enum wire_leave leave = leave_for(action);
    bool begins = leave || action == ACTION_COMPLAIN;
    if (leave && !helping_allows(s, leave))
        return WIRE_FAULT_HELP_LIMITED;
    if (begins && s->link.contact == WIRE_CONTACT_LOST)
        return WIRE_FAULT_CONTACT_LOST;
    return begins && s->link.store_unusable ? WIRE_FAULT_STORE_UNUSABLE : WIRE_FAULT_NONE;
}

bool tap_take(struct session *s, struct commands *c, const struct event *e)
{
    enum state next;
    if (hearing_tap(s, c, e) || commission_tap(s, c, e) ||
        siting_tap(s, c, e))
        return true;
    if (set(&s->settings, s->languages, e->action)) {
        if (s->state == STATE_START)
            s->deadline_ms = s->now_ms + s->setup.idle_ms;
        return true;
    }
    if (e->action == ACTION_SHOW && (s->state == STATE_PROGRAMME || s->state == STATE_REASON)) {
        s->visit.shown = !s->visit.shown;
        return true;
    }
    if (pages_tap(s, c, e) || stated_tap(s, c, e) || handover_tap(s, c, e) ||
        helping_tap(s, c, e) || enrolling_tap(s, c, e) || filing_edit(s, e->action, e->which) ||
        printing_take(s, c, e))
        return true;
    if (e->action == ACTION_RATE && s->state == STATE_TAKE_CARD) {
        rate(s, c, e->which);
        return true;
    }
    if (e->action == ACTION_CLOSE && s->state == STATE_OVERVIEW) {
        transition_cover(s, c, STATE_CLOSED);
        return true;
    }
    if (e->action == ACTION_HELP && state_phase(s->state) != PHASE_COVER) {
        transition_cover(s, c, STATE_HELP);
        return true;
    }
    if (state_phase(s->state) == PHASE_COVER && s->state != STATE_LIFTED &&
        (e->action == ACTION_BACK || e->action == ACTION_GO_ON)) {
        transition_uncover(s, c);
        if (state_phase(s->state) == PHASE_COVER)
            transition_enter(s, c, s->under);
        return true;
    }
    if (state_phase(s->state) == PHASE_COVER && s->state != STATE_LIFTED &&
        e->action == ACTION_DONE) {
        transition_enter(s, c, STATE_TAKE_CARD);
        return true;
    }
    if (e->action == ACTION_RETRY && (s->state == STATE_TROUBLE || s->state == STATE_FINGER_HELP) &&
        s->retry != STATE_START) {
        transition_enter(s, c, s->retry);
        return true;
    }
    if (route_take(s, e->action, e->which, &next)) {
        if (next == STATE_FINGER_HELP)
            s->retry = s->state;
        if (filing_fault(s, e->action))
            return transition_trouble(s, c, filing_fault(s, e->action),
                                      s->state == STATE_TROUBLE ? s->retry : s->state);
        transition_enter(s, c, next);
    }
    return true; /* a tap on a screen that has just changed means nothing */
}
