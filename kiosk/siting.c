#include "kiosk/siting.h"

#include "kiosk/command.h"
#include "kiosk/transition.h"

#include <string.h>

bool siting_is_on(const struct session *s)
{
    return s->siting.told.state != 0;
}

enum state siting_step(const struct session *s)
{
    switch ((enum wire_site_state)s->siting.told.state) {
    case WIRE_SITE_NONE:
    case WIRE_SITE_UNSIGNED:
    case WIRE_SITE_FLAWED:
        return STATE_SITE_FILE;
    case WIRE_SITE_WHICH:
    case WIRE_SITE_UNKNOWN:
        return STATE_SITE_SERIAL;
    case WIRE_SITE_FOUND:
        return STATE_SITE_PLACE;
    case WIRE_SITE_UNWRITTEN:
    case WIRE_SITE_ENROLLING:
    case WIRE_SITE_UNREACHED:
    case WIRE_SITE_UNTRUSTED:
    case WIRE_SITE_REFUSED:
    case WIRE_SITE_DONE:
    case WIRE_SITE_STATES:
        break;
    }
    return STATE_SITE_WAIT;
}

void siting_told(struct session *s, struct commands *c, const struct wire_site *site)
{
    s->siting.told = *site;
    if (site->state != WIRE_SITE_WHICH)
        s->siting.digits = (struct entry){0};
    if (site->state == WIRE_SITE_DONE)
        command_end(c);
    if (state_phase(s->state) == PHASE_COVER && state_phase(s->under) == PHASE_COMMISSION)
        s->under = siting_step(s);
    if (state_phase(s->state) == PHASE_NOBODY || state_phase(s->state) == PHASE_COMMISSION)
        transition_enter(s, c, siting_step(s));
}

static void type(struct entry *digits, const struct event *e)
{
    if (e->action == ACTION_ERASE)
        entry_erase(digits);
    else if (e->which >= '0' && e->which <= '9' && strlen(digits->text) < WIRE_SITE_DIGITS)
        entry_type(digits, e->which);
}

/* Another of the file's devices, where there are several. */
static void ask_again(struct session *s, struct commands *c)
{
    if (s->siting.told.devices < 2)
        return;
    s->siting.told.state = WIRE_SITE_WHICH;
    s->siting.digits = (struct entry){0};
    transition_enter(s, c, STATE_SITE_SERIAL);
}

/* That it was heard is seen at once, and the answer as it comes. */
static void pick(struct session *s, struct commands *c)
{
    command_site_pick(s, c, s->siting.digits.text);
    s->siting.digits = (struct entry){0};
    s->siting.told.state = WIRE_SITE_WHICH;
}

static void take(struct session *s, struct commands *c)
{
    command_site_take(s, c);
    s->siting.told.state = WIRE_SITE_ENROLLING;
    transition_enter(s, c, STATE_SITE_WAIT);
}

bool siting_tap(struct session *s, struct commands *c, const struct event *e)
{
    if (s->state == STATE_SITE_SERIAL) {
        if (e->action == ACTION_KEY || e->action == ACTION_ERASE)
            type(&s->siting.digits, e);
        else if (e->action == ACTION_ON &&
                 strlen(s->siting.digits.text) == WIRE_SITE_DIGITS)
            pick(s, c);
        else
            return false;
        return true;
    }
    if (s->state == STATE_SITE_PLACE && e->action == ACTION_SITE && e->which)
        take(s, c);
    else if (s->state == STATE_SITE_PLACE &&
             (e->action == ACTION_SITE || e->action == ACTION_BACK))
        ask_again(s, c);
    else
        return false;
    return true;
}
