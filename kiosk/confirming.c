#include "kiosk/confirming.h"

#include "kiosk/command.h"
#include "kiosk/helping.h"
#include "kiosk/transition.h"

#include <string.h>

void confirming_verified(struct session *s, struct commands *c, bool matched)
{
    struct helping *h = &s->visit.helping;
    command_sign_in(s, c, WIRE_ROLE_CONFIRM, matched ? WIRE_SIGN_IN_GOOD : WIRE_SIGN_IN_NO_MATCH,
                    h->help.helper);
    if (h->card.assurance != WIRE_ASSURANCE_CHIP)
        explicit_bzero(&h->templates, sizeof h->templates);
    transition_enter(s, c, matched ? STATE_SENDING : STATE_FINGER_HELP);
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
