#include "kiosk/pages.h"

#include "kiosk/command.h"
#include "kiosk/handover.h"
#include "kiosk/hours.h"
#include "kiosk/printing.h"
#include "kiosk/transition.h"
#include "kiosk/visit.h"

#include <string.h>
#include <time.h>

bool pages_are_on(const struct session *s)
{
    return s->visit.handover.role == WIRE_ROLE_PAGES;
}

bool pages_are_offered(const struct session *s)
{
    return s->state == STATE_HELP && state_phase(s->under) == PHASE_NOBODY && !s->put_aside;
}

static void enter(struct session *s, struct commands *c)
{
    if (pages_are_offered(s))
        handover_begin(s, c, WIRE_ROLE_PAGES);
}

/* The card may stay where it is, and is to be taken at the end. */
void pages_signed_in(struct session *s, struct commands *c)
{
    struct handover *h = &s->visit.handover;
    struct pages *p = &s->visit.pages;
    memcpy(p->name, h->staff.name, sizeof p->name);
    s->put_aside = h->placement;
    explicit_bzero(h, sizeof *h);
    h->role = WIRE_ROLE_PAGES;
    transition_enter(s, c, STATE_STAFF);
}

void pages_ask(struct session *s, struct commands *c)
{
    const struct pages *p = &s->visit.pages;
    time_t now = (time_t)s->wall_s;
    struct tm tm = {0};
    uint32_t from, last;
    if (!p->slips) {
        command_counts_ask(s, c, PAGES_DAYS);
        return;
    }
    localtime_r(&now, &tm);
    from = (uint32_t)tm.tm_hour;
    last = hours_last_hour(&s->setup.hours, tm.tm_wday);
    command_slip_ask(s, c,
                     &(struct wire_slip_ask){.first = p->first,
                                             .from_hour = from,
                                             .last_hour = last > from ? last : from,
                                             .places = p->first ? PAGES_FIRST : PAGES_OTHERS});
}

static void count(struct session *s, struct commands *c, bool slips, uint32_t first)
{
    s->visit.pages.slips = slips;
    s->visit.pages.first = first;
    s->visit.printing = (struct printing){.state = PRINTING_NOT};
    transition_enter(s, c, STATE_COUNTING);
}

void pages_counts(struct session *s, struct commands *c, const struct wire_counts *counts)
{
    if (s->state != STATE_COUNTING || s->visit.pages.slips)
        return;
    s->visit.pages.counts = *counts;
    transition_enter(s, c, STATE_REPORT);
}

/* Given on paper at once, where there is any. */
void pages_slip(struct session *s, struct commands *c, const struct wire_slip *slip)
{
    if (s->state != STATE_COUNTING || !s->visit.pages.slips)
        return;
    s->visit.pages.slip = *slip;
    transition_enter(s, c, STATE_SLIPS);
    printing_begin(s, c);
}

static enum state back(enum state state)
{
    return state == STATE_STAFF ? STATE_START : STATE_STAFF;
}

bool pages_tap(struct session *s, struct commands *c, const struct event *e)
{
    enum state state = s->state;
    bool menu = state == STATE_STAFF;
    if (e->action == ACTION_STAFF) {
        enter(s, c);
        return true;
    }
    if (state == STATE_CLEANING)
        return true; /* the cloth */
    if (!menu && state != STATE_REPORT && state != STATE_SLIPS && state != STATE_DAY &&
        state != STATE_COUNTING)
        return false;
    if (menu && e->action == ACTION_COUNTS)
        count(s, c, false, 0);
    else if (menu && e->action == ACTION_SLIPS)
        transition_enter(s, c, STATE_SLIPS);
    else if (menu && e->action == ACTION_DAY)
        transition_enter(s, c, STATE_DAY);
    else if (state == STATE_SLIPS && e->action == ACTION_SLIP && e->which <= 1)
        count(s, c, true, e->which);
    else if (state == STATE_DAY && e->action == ACTION_CLEAN)
        transition_cover(s, c, STATE_CLEANING);
    else if (e->action == ACTION_BACK)
        transition_enter(s, c, back(state));
    else
        return false;
    return true;
}
