#include "kiosk/confirming.h"

#include "kiosk/command.h"
#include "kiosk/helping.h"
#include "kiosk/transition.h"

#include <string.h>

/* Templates of level tag are of this one check. */
static void end(struct session *s, struct commands *c, enum wire_sign_in_outcome outcome)
{
    struct helping *h = &s->visit.helping;
    command_sign_in(s, c, WIRE_ROLE_CONFIRM, outcome, h->help.helper);
    if (h->card.assurance != WIRE_ASSURANCE_CHIP)
        explicit_bzero(&h->templates, sizeof h->templates);
    transition_enter(s, c, outcome == WIRE_SIGN_IN_NO_MATCH ? STATE_FINGER_HELP : STATE_SENDING);
}

void confirming_verified(struct session *s, struct commands *c, bool matched)
{
    end(s, c, matched ? WIRE_SIGN_IN_GOOD : WIRE_SIGN_IN_NO_MATCH);
}

void confirming_by_card(struct session *s, struct commands *c)
{
    end(s, c, WIRE_SIGN_IN_CARD_ALONE);
}

void confirming_staff(struct session *s, struct commands *c, const struct wire_staff *staff)
{
    struct helping *h = &s->visit.helping;
    if (staff->standing != WIRE_STAFF_LISTED) { /* no longer */
        transition_trouble(s, c, WIRE_FAULT_HELP_LIMITED, STATE_START);
        return;
    }
    if (staff->count) {
        h->templates.count = staff->count;
        memcpy(h->templates.templates, staff->templates, sizeof h->templates.templates);
    }
    s->visit.untried = true;
    transition_enter(s, c, STATE_DECLARE);
}
