#include "kiosk/printing.h"

#include "kiosk/command.h"
#include "kiosk/transition.h"

/* Who complained about whom, and what is known of somebody's health or account. */
static bool is_private(const struct session *s)
{
    const struct draft *d = &s->visit.draft;
    if (d->kind == WIRE_FILING_COMPLAINT)
        return true;
    for (unsigned i = 0; i < d->count && d->kind == WIRE_FILING_OBJECTION; i++)
        if (d->points[i].reason != DRAFT_UNRECORDED &&
            s->visit.breakdown.reasons[d->points[i].reason].sensitivity != WIRE_PLAIN)
            return true;
    return false;
}

static void begin(struct session *s, struct commands *c, bool bare)
{
    s->visit.printing = (struct printing){.state = PRINTING_NOW, .bare = bare};
    command_print(s, c);
}

void printing_begin(struct session *s, struct commands *c)
{
    if (visit_has_printer(s))
        begin(s, c, false);
}

bool printing_take(struct session *s, struct commands *c, const struct event *e)
{
    bool asked = s->state == STATE_PRINT;
    if (e->action != ACTION_PRINT || (s->state != STATE_RECEIPT && s->state != STATE_REPORT && !asked))
        return false;
    if (s->visit.printing.state == PRINTING_NOW || (!visit_has_printer(s) && !asked))
        return true;             /* a tap on a screen that has just changed */
    if (!visit_has_printer(s)) { /* it went away while the question was read: the receipt says so */
        transition_enter(s, c, STATE_RECEIPT);
        s->visit.printing.state = PRINTING_NOT_DONE;
        return true;
    }
    if (!asked && is_private(s)) {
        transition_enter(s, c, STATE_PRINT);
        return true;
    }
    if (asked)
        transition_enter(s, c, STATE_RECEIPT);
    begin(s, c, e->which == PRINTING_BARE);
    return true;
}

void printing_end(struct session *s, bool done)
{
    if (s->visit.printing.state == PRINTING_NOW)
        s->visit.printing.state = done ? PRINTING_DONE : PRINTING_NOT_DONE;
}
