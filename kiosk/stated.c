#include "kiosk/stated.h"

#include "kiosk/pages.h"
#include "kiosk/transition.h"
#include "kiosk/visit.h"

#include <string.h>

bool stated_is_on(const struct session *s)
{
    return s->visit.stated.on;
}

/* Whether the service lets staff note anything for such a person. */
static bool allows(const struct wire_policy *policy)
{
    return policy->assisted & (WIRE_LEAVE_REPORT | WIRE_LEAVE_PROVISIONAL);
}

bool stated_is_offered(const struct session *s)
{
    bool dead = s->state == STATE_TROUBLE && s->retry == STATE_START &&
                (s->fault == WIRE_FAULT_CARD_UNREADABLE || s->fault == WIRE_FAULT_CARD_FORGED);
    return allows(&s->catalogue.policy) && !s->commission.practising &&
           (dead || pages_are_offered(s));
}

static bool may_note(const struct wire_staff *staff)
{
    return staff->rights & WIRE_RIGHT_ASSIST && allows(&staff->policy);
}

/* The helper's card may stay where it is, and is to be taken at the end. */
void stated_signed_in(struct session *s, struct commands *c)
{
    struct handover *h = &s->visit.handover;
    struct helping *helping = &s->visit.helping;
    bool may = may_note(&h->staff);
    if (may) {
        helping->help.kind = WIRE_HELP_ASSISTED;
        memcpy(helping->help.helper, h->staff.id, sizeof helping->help.helper);
        memcpy(helping->help.helper_name, h->staff.name, sizeof helping->help.helper_name);
        memcpy(helping->post, h->staff.post, sizeof helping->post);
        helping->policy = h->staff.policy;
    }
    s->put_aside = h->placement;
    explicit_bzero(h, sizeof *h);
    if (may)
        transition_enter(s, c, STATE_STATED_NIK);
    else
        transition_trouble(s, c, WIRE_FAULT_HELP_LIMITED, STATE_START);
}

static bool type(struct session *s, const struct event *e)
{
    struct entry *nik = &s->visit.stated.nik;
    if (e->action == ACTION_KEY)
        entry_type_nik(nik, e->which);
    else if (e->action == ACTION_ERASE)
        entry_erase(nik);
    return e->action == ACTION_KEY || e->action == ACTION_ERASE;
}

/* It was read back, and it is this person's own. */
static void agree(struct session *s, struct commands *c)
{
    s->visit.card.assurance = WIRE_ASSURANCE_STATED;
    memcpy(s->visit.card.nik, s->visit.stated.nik.text, ENTRY_NIK);
    strcpy(s->visit.consent.version, SESSION_STATED_VERSION);
    s->visit.consent.given_at = s->wall_s;
    transition_enter(s, c, STATE_STATED);
}

bool stated_tap(struct session *s, struct commands *c, const struct event *e)
{
    enum action action = e->action;
    if (action == ACTION_STATED) {
        if (stated_is_offered(s)) {
            handover_begin(s, c, WIRE_ROLE_HELPER);
            s->visit.stated.on = true;
        }
    } else if (s->state == STATE_STATED_NIK && action == ACTION_ON) {
        if (entry_is_nik(&s->visit.stated.nik))
            transition_enter(s, c, STATE_STATED_CHECK);
    } else if (s->state == STATE_STATED_CHECK && action == ACTION_AGREE) {
        agree(s, c);
    } else if (s->state == STATE_STATED_CHECK && action == ACTION_REFUSE) {
        transition_enter(s, c, STATE_TAKE_CARD);
    } else if (s->state == STATE_STATED_CHECK && action == ACTION_BACK) {
        transition_enter(s, c, STATE_STATED_NIK);
    } else {
        return s->state == STATE_STATED_NIK && type(s, e);
    }
    return true;
}
