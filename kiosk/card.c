#include "kiosk/card.h"

#include "kiosk/transition.h"

#include <string.h>

static void begin(struct session *s, struct commands *c, uint32_t placement)
{
    s->visit_number++;
    s->visit.placement = placement;
    transition_enter(s, c, STATE_READING);
}

/* Nobody's visit is shown or covered. */
static bool is_nobody(const struct session *s)
{
    bool covered = state_phase(s->state) == PHASE_COVER && s->state != STATE_LIFTED;
    return state_phase(covered ? s->under : s->state) == PHASE_NOBODY;
}

/* A card that is still there starts no second visit: the driver says first that it is gone. */
bool card_seen(struct session *s, struct commands *c, uint32_t placement)
{
    transition_uncover(s, c);
    bool nobody = is_nobody(s);
    if (state_phase(s->state) == PHASE_HANDOVER)
        return handover_card_seen(s, placement);
    if (enrolling_is_on(s))
        return enrolling_card_seen(s, placement);
    if (nobody)
        begin(s, c, placement);
    else if (s->state == STATE_LIFTED)
        s->visit.placement = placement;
    else if (!visit_has_card(s)) /* beside a complaint, which stays nobody's */
        s->put_aside = placement;
    return nobody || s->state == STATE_LIFTED || s->put_aside;
}

/* Help was asked for while the card is read: what comes of that is found under the help. */
static bool is_covered_reading(const struct session *s)
{
    return state_phase(s->state) == PHASE_COVER && s->under == STATE_READING;
}

/* It took longer than anybody was asked to wait, and still has been read. */
static bool was_given_up(const struct session *s)
{
    return s->state == STATE_TROUBLE && s->fault == WIRE_FAULT_CARD_UNREADABLE &&
           s->retry == STATE_START;
}

bool card_is_same(const struct wire_card *a, const struct wire_card *b)
{
    return a->assurance == b->assurance && a->uid_size == b->uid_size &&
           !memcmp(a->uid, b->uid, a->uid_size) &&
           !memcmp(a->photo_sha256, b->photo_sha256, WIRE_DIGEST) && !strcmp(a->nik, b->nik);
}

bool card_read(struct session *s, struct commands *c, const struct wire_card_read *read)
{
    if (s->put_aside && read->placement == s->put_aside)
        return true;
    transition_uncover(s, c);
    if (state_phase(s->state) == PHASE_HANDOVER)
        return handover_card_read(s, c, read);
    if (enrolling_is_on(s))
        return enrolling_card_read(s, c, read);
    if (read->placement != s->visit.placement)
        return false;
    if (state_phase(s->state) == PHASE_LEAVING)
        return true; /* too late: the visit is over */
    if (s->state == STATE_LIFTED && card_is_same(&read->card, &s->visit.card)) {
        transition_enter(s, c, s->under);
        return true;
    }
    if (s->state == STATE_LIFTED) { /* somebody else's: the visit before it is over */
        transition_enter(s, c, STATE_START);
        begin(s, c, read->placement);
    }
    if (s->state != STATE_READING && !is_covered_reading(s) && !was_given_up(s))
        return false;
    s->visit.card = read->card;
    if (is_covered_reading(s)) {
        s->under = visit_is_offline(s) ? STATE_TROUBLE : STATE_CONSENT;
        s->fault = visit_is_offline(s) ? WIRE_FAULT_LINK_DOWN : WIRE_FAULT_NONE;
        s->retry = STATE_CONSENT;
        return true;
    }
    if (visit_is_offline(s)) /* said before anything is asked of the person */
        return transition_trouble(s, c, WIRE_FAULT_LINK_DOWN, STATE_CONSENT);
    transition_enter(s, c, STATE_CONSENT);
    return true;
}

bool card_photo(struct session *s, const struct wire_card_photo *photo)
{
    if (s->put_aside && photo->placement == s->put_aside)
        return true;
    if (s->visit.handover.placement && photo->placement == s->visit.handover.placement)
        return true; /* of one of the staff */
    if (!s->visit.placement || photo->placement != s->visit.placement)
        return false;
    if (state_phase(s->state) == PHASE_LEAVING)
        return true; /* too late: the visit is over */
    if (s->commission.practising) /* the family is another one */
        return true;
    s->visit.photo_width_px = photo->width_px;
    s->visit.photo_height_px = photo->height_px;
    memcpy(s->visit.photo, photo->pixels, sizeof s->visit.photo);
    return true;
}

bool card_templates(struct session *s, struct commands *c, const struct wire_card_templates *t)
{
    if (s->put_aside && t->placement == s->put_aside)
        return true;
    transition_uncover(s, c);
    if (s->visit.handover.placement && t->placement == s->visit.handover.placement) {
        handover_card_templates(s, c, &t->templates);
        return true;
    }
    if (!s->visit.placement || t->placement != s->visit.placement)
        return false;
    if (state_phase(s->state) == PHASE_LEAVING)
        return true; /* too late: the visit is over */
    if (s->visit.card.assurance != WIRE_ASSURANCE_CHIP)
        return false;
    bool awaited = s->state == STATE_TEMPLATES && transition_awaits_proof(s);
    s->visit.templates = t->templates;
    if (awaited)
        transition_enter(s, c, s->visit.check == STATE_LOADING ? STATE_LOADING : STATE_TEMPLATES);
    return true;
}

/* The card left, or what watches it did: the screen closes at once. */
void card_away(struct session *s, struct commands *c)
{
    transition_uncover(s, c);
    bool covered = state_phase(s->state) == PHASE_COVER && s->state != STATE_LIFTED;
    enum state state = covered ? s->under : s->state;
    s->put_aside = 0;
    if (state_phase(s->state) == PHASE_HANDOVER) {
        handover_card_gone(s, c);
        return;
    }
    if (enrolling_is_on(s)) {
        enrolling_card_gone(s, c);
        return;
    }
    /* Without one only the TROUBLE of a card that was none ends with it. */
    if (!visit_has_card(s) && (state != STATE_TROUBLE || s->retry != STATE_START))
        return;
    if (state == STATE_TROUBLE && s->retry != STATE_START)
        state = s->retry;
    switch (state_phase(state)) {
    case PHASE_NOBODY:
    case PHASE_COMMISSION:
    case PHASE_HANDOVER:
    case PHASE_STAFF:
        return;
    case PHASE_TROUBLE: /* of the card itself, which is gone */
    case PHASE_CARD:
    case PHASE_LEAVING:
        transition_enter(s, c, STATE_START);
        return;
    case PHASE_COVER: /* lifted before */
        s->fault = WIRE_FAULT_NONE;
        return;
    case PHASE_ANSWER:
    case PHASE_FINGER:
    case PHASE_READER:
        transition_cover(s, c, STATE_LIFTED);
        s->under = state;
        return;
    }
}

void card_gone(struct session *s, struct commands *c)
{
    bool unread = s->state == STATE_READING || is_covered_reading(s);
    card_away(s, c);
    if (!unread || s->state != STATE_START)
        return;
    s->fault = WIRE_FAULT_CARD_LIFTED;
    s->deadline_ms = s->now_ms + s->setup.lifted_ms;
}

/* A card that cannot prove itself ends its visit, whatever had begun. A SAM that does not work ends
 * one that waits for it, and else leaves the kiosk at level tag: no reason to close. */
static void proof_fault(struct session *s, struct commands *c, enum wire_fault fault)
{
    if (state_phase(s->state) == PHASE_LEAVING)
        return;
    if (fault != WIRE_FAULT_CARD_FORGED && !transition_awaits_proof(s))
        return;
    if (fault == WIRE_FAULT_TEMPLATES_UNFIT) { /* it is genuine; staff can help with it */
        s->visit.fingerless = true;
        if (s->state == STATE_TEMPLATES)
            transition_enter(s, c, s->visit.check == STATE_LOADING ? STATE_LOADING : s->state);
        return;
    }
    if (s->state != STATE_READING)
        transition_enter(s, c, STATE_START);
    transition_trouble(s, c, fault, STATE_START);
}

/* What lies there is no e-KTP that can be read. */
static void unread_fault(struct session *s, struct commands *c, enum wire_fault fault)
{
    if (s->state == STATE_LIFTED && fault == WIRE_FAULT_CARD_NOT_EKTP)
        transition_enter(s, c, STATE_START);
    if (s->state != STATE_LIFTED &&
        transition_awaits_proof(s)) { /* a second card, or a chip that fell silent */
        proof_fault(s, c, fault);
    } else if (s->state == STATE_READING || is_nobody(s)) {
        transition_trouble(s, c, fault, STATE_START);
    } else if (is_covered_reading(s)) {
        s->under = STATE_TROUBLE;
        s->fault = fault;
        s->retry = STATE_START;
    } else if (s->state == STATE_LIFTED) {
        s->fault = fault; /* perhaps the same card, laid down askew: told when time is up */
    }
}

bool card_fault(struct session *s, struct commands *c, enum wire_fault fault)
{
    bool unread = fault == WIRE_FAULT_CARD_UNREADABLE || fault == WIRE_FAULT_CARD_NOT_EKTP ||
                  fault == WIRE_FAULT_CARD_SEVERAL;
    bool unproved = fault == WIRE_FAULT_SAM_ABSENT || fault == WIRE_FAULT_SAM_EXPIRED ||
                    fault == WIRE_FAULT_SAM_REFUSES || fault == WIRE_FAULT_CARD_FORGED || fault == WIRE_FAULT_TEMPLATES_UNFIT;
    if (unread || unproved)
        transition_uncover(s, c);
    if ((unread || unproved) && s->visit.handover.placement) {
        handover_card_fault(s, c);
        return true;
    }
    if ((unread || unproved) && enrolling_is_on(s)) {
        enrolling_card_fault(s);
        return true;
    }
    if (unread)
        unread_fault(s, c, fault);
    if (unproved)
        proof_fault(s, c, fault);
    return unread || unproved;
}
