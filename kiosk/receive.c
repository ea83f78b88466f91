#include "kiosk/receive.h"

#include "kiosk/card.h"
#include "kiosk/command.h"
#include "kiosk/confirming.h"
#include "kiosk/filing.h"
#include "kiosk/hearing.h"
#include "kiosk/patience.h"
#include "kiosk/printing.h"
#include "kiosk/transition.h"

/* Whoever looks after the kiosk finds it in the journal; a plug that comes and goes, now and then.
 */
static void report(struct session *s, struct commands *c, enum wire_fault fault)
{
    if (s->now_ms < s->reported_until_ms[fault])
        return;
    s->reported_until_ms[fault] = s->now_ms + SESSION_REPORT_MS;
    command_incident(s, c, fault);
}

static void report_card(struct session *s, struct commands *c, enum wire_fault fault)
{
    if (fault == WIRE_FAULT_CARD_FORGED)
        command_incident(s, c, fault);
    if (fault == WIRE_FAULT_SAM_ABSENT || fault == WIRE_FAULT_SAM_EXPIRED ||
        fault == WIRE_FAULT_SAM_REFUSES) {
        s->sam_fault = fault;
        report(s, c, fault);
    }
}

/* A driver's own condition, or what a card turned out to be. */
static bool device_fault(struct session *s, struct commands *c, enum peer peer,
                         enum wire_fault fault)
{
    if (peer == PEER_CARD && card_fault(s, c, fault)) {
        report_card(s, c, fault);
        return true;
    }
    if (peer != PEER_COURIER)
        report(s, c, fault);
    s->device_fault[peer] = fault;
    if (peer == PEER_CARD)
        card_away(s, c);
    if (peer == PEER_FINGER && s->state == STATE_STAFF_FINGER)
        handover_fault(s, c, fault);
    if (peer == PEER_FINGER && state_phase(s->state) == PHASE_FINGER && !helping_is_by_card(s))
        return transition_trouble(s, c, fault, s->state);
    return true;
}

static bool request_fault(struct session *s, struct commands *c, enum wire_fault fault)
{
    transition_uncover(s, c);
    if (enrolling_is_on(s)) {
        enrolling_fault(s, c, fault);
        return true;
    }
    if (state_phase(s->state) == PHASE_HANDOVER) {
        handover_fault(s, c, fault);
        return true;
    }
    if (fault == WIRE_FAULT_ATTEMPTS_SPENT && s->state != STATE_TEMPLATES &&
        state_phase(s->state) != PHASE_FINGER)
        return true; /* too late: of a check that is over */
    if (state_phase(s->state) == PHASE_ANSWER || state_phase(s->state) == PHASE_FINGER)
        return transition_trouble(s, c, fault, s->state);
    return true; /* answers a request the person has already left */
}

static void finger_hint(struct session *s, struct commands *c, const struct wire_finger_hint *h)
{
    if (h->hint == WIRE_HINT_LIFT && s->hint != WIRE_HINT_LIFT)
        command_chime(s, c, WIRE_SOUND_READ);
    s->hint = (enum wire_hint)h->hint;
    s->finger = h->position;
    if (s->hint != WIRE_HINT_PLACE)
        patience_renew(s);
}

static bool staff(struct session *s, struct commands *c, const struct wire_staff *staff)
{
    if (s->state == STATE_STAFF_CHECK)
        handover_staff(s, c, staff);
    else if (s->state == STATE_TEMPLATES && s->visit.check == STATE_DECLARE &&
             helping_is_attended(s))
        confirming_staff(s, c, staff);
    return true;
}

static bool verified(struct session *s, struct commands *c, const struct wire_verified *v)
{
    handover_verified(s, c, v->matched);
    if (state_phase(s->state) != PHASE_FINGER)
        return true;
    if (helping_is_attended(s)) {
        s->retry = s->state;
        confirming_verified(s, c, v->matched);
        return true;
    }
    if (!v->matched) {
        s->retry = s->state;
        transition_enter(s, c, STATE_FINGER_HELP);
        return true;
    }
    s->visit.score_class = v->score_class;
    s->visit.verified_at = s->wall_s;
    transition_enter(s, c, s->state == STATE_FINGER ? STATE_LOADING : STATE_SENDING);
    return true;
}

/* Where the visit is, whatever covers it. */
static enum state place(const struct session *s)
{
    return state_phase(s->state) == PHASE_COVER ? s->under : s->state;
}

/* Whose word a message of the drivers is, and whether it answers one visit's question: what shows
 * somebody something, or says who somebody is. All others are nobody's to say. */
enum { BY_NOBODY, BY_ANY, BY_CARD, BY_COURIER, BY_FINGER, BY_VOICE, BY_PRINTER, BY_PROVISION };

static const struct {
    uint8_t by;
    bool of_visit;
} MESSAGES[WIRE_TYPES] = {
    [WIRE_READY] = {BY_ANY, false},
    [WIRE_FAULT] = {BY_ANY, false},
    [WIRE_CARD_SEEN] = {BY_CARD, false},
    [WIRE_CARD_READ] = {BY_CARD, false},
    [WIRE_CARD_PHOTO] = {BY_CARD, false},
    [WIRE_CARD_TEMPLATES] = {BY_CARD, false},
    [WIRE_CARD_GONE] = {BY_CARD, false},
    [WIRE_LINK] = {BY_COURIER, false},
    [WIRE_CATALOGUE] = {BY_COURIER, false},
    [WIRE_SETTINGS] = {BY_COURIER, false},
    [WIRE_COMMISSION_DUE] = {BY_COURIER, false},
    [WIRE_TEMPLATES] = {BY_COURIER, true},
    [WIRE_ATTEMPT_TAKEN] = {BY_COURIER, true},
    [WIRE_BREAKDOWN] = {BY_COURIER, true},
    [WIRE_RECEIPT] = {BY_COURIER, true},
    [WIRE_STAFF] = {BY_COURIER, true},
    [WIRE_COUNTS] = {BY_COURIER, true},
    [WIRE_SLIP] = {BY_COURIER, true},
    [WIRE_FINGER_HINT] = {BY_FINGER, true},
    [WIRE_VERIFIED] = {BY_FINGER, true},
    [WIRE_ENROLLED] = {BY_FINGER, true},
    [WIRE_SAID] = {BY_VOICE, false},
    [WIRE_JACK] = {BY_VOICE, false},
    [WIRE_PRINTED] = {BY_PRINTER, true},
    [WIRE_SITE] = {BY_PROVISION, false},
};

static const uint8_t BY_PEER[PEERS] = {
    [PEER_CARD] = BY_CARD,   [PEER_FINGER] = BY_FINGER,   [PEER_COURIER] = BY_COURIER,
    [PEER_VOICE] = BY_VOICE, [PEER_PRINTER] = BY_PRINTER, [PEER_PROVISION] = BY_PROVISION,
};

static bool may_say(enum peer peer, const struct wire_header *h)
{
    uint8_t by = h->type < WIRE_TYPES ? MESSAGES[h->type].by : BY_NOBODY;
    return (by == BY_ANY || by == BY_PEER[peer]) && (h->visit || !MESSAGES[h->type].of_visit);
}

/* A driver is there, for the first time or again: what it was asked is asked again. */
static void ready(struct session *s, struct commands *c, enum peer peer,
                  const struct wire_ready *said)
{
    s->up[peer] = true;
    s->device_fault[peer] = WIRE_FAULT_NONE;
    if (peer == PEER_CARD) {
        s->sam = said->sam;
        s->sam_fault = WIRE_FAULT_NONE;
    }
    if (peer == PEER_VOICE)
        listening_ready(s);
    if (peer == PEER_VOICE && s->reset.loudness)
        command_voice(s, c, WIRE_CONTROL_RESET);
    if (peer == PEER_FINGER && (state_phase(s->state) == PHASE_FINGER ||
                                s->state == STATE_STAFF_FINGER || s->state == STATE_ENROL_FINGER))
        transition_enter(s, c, s->state);
    if (peer == PEER_FINGER && s->state == STATE_TROUBLE && s->fault == WIRE_FAULT_SENSOR_ABSENT)
        transition_enter(s, c, s->retry);
    if (peer == PEER_COURIER)
        transition_uncover(s, c);
    if (peer == PEER_COURIER &&
        (state_phase(s->state) == PHASE_ANSWER || s->state == STATE_STAFF_CHECK ||
         s->state == STATE_ENROL_SENDING)) {
        int64_t deadline_ms = s->deadline_ms; /* asking again gives no more time */
        transition_enter(s, c, s->state);
        s->deadline_ms = deadline_ms;
    }
    if (peer == PEER_COURIER && place(s) == STATE_RECEIPT && !s->visit.receipt.delivered &&
        !s->visit.receipt.refused)
        command_filing(s, c); /* only who asked is told that it has arrived */
}

bool receive_packet(struct session *s, struct commands *c, const struct event *e)
{
    const struct wire_header *h = &e->packet->header;
    const union wire_body *b = &e->packet->body;
    if (!may_say(e->peer, h) || h->visit > s->visit_number)
        return false;
    if (h->visit != 0 && h->visit != s->visit_number && h->type != WIRE_SAID)
        return true; /* a late answer to somebody else's visit */
    switch ((unsigned)h->type) {
    case WIRE_READY:
        ready(s, c, e->peer, &b->ready);
        return true;
    case WIRE_CATALOGUE:
        *(s->visit.draft.kind ? &s->newer : &s->catalogue) = b->catalogue;
        return true;
    case WIRE_COMMISSION_DUE:
        commission_begin(s, c);
        return true;
    case WIRE_SETTINGS:
        s->afar = b->settings;
        transition_settle(s, c);
        return true;
    case WIRE_LINK:
        s->link = b->link;
        if (s->state == STATE_TROUBLE && s->retry == STATE_CONSENT && !visit_is_offline(s))
            transition_enter(s, c, STATE_CONSENT);
        return true;
    case WIRE_FAULT:
        if (h->visit == 0)
            return device_fault(s, c, e->peer, (enum wire_fault)b->fault.fault);
        return request_fault(s, c, (enum wire_fault)b->fault.fault);
    case WIRE_CARD_SEEN:
        return card_seen(s, c, b->card_seen.placement);
    case WIRE_CARD_READ:
        return card_read(s, c, &b->card_read);
    case WIRE_CARD_PHOTO:
        return card_photo(s, &b->card_photo);
    case WIRE_CARD_TEMPLATES: /* by its SAM */
        s->sam_fault = WIRE_FAULT_NONE;
        return card_templates(s, c, &b->card_templates);
    case WIRE_CARD_GONE:
        card_gone(s, c);
        return true;
    case WIRE_TEMPLATES:
        if (s->state == STATE_TEMPLATES) {
            s->visit.templates = b->templates;
            s->visit.untried = true;
            transition_enter(s, c, s->visit.check);
        }
        return true;
    case WIRE_ATTEMPT_TAKEN:
        if (s->state == STATE_TEMPLATES) {
            s->visit.untried = true;
            transition_enter(s, c, s->visit.check);
        }
        return true;
    case WIRE_FINGER_HINT:
        if (b->finger_hint.hint != WIRE_HINT_PLACE)
            s->visit.untried = false;
        if (state_phase(s->state) == PHASE_FINGER || s->state == STATE_STAFF_FINGER ||
            s->state == STATE_ENROL_FINGER)
            finger_hint(s, c, &b->finger_hint);
        return true;
    case WIRE_VERIFIED:
        s->visit.untried = false;
        return verified(s, c, &b->verified);
    case WIRE_BREAKDOWN:
        if (!s->visit.verified_at) /* asked for only after the right finger, or the visit is over */
            return !s->visit.card.uid_size;
        if (s->state == STATE_LOADING) {
            s->visit.breakdown = b->breakdown;
            transition_enter(s, c, STATE_OVERVIEW);
        }
        return true;
    case WIRE_STAFF:
        transition_uncover(s, c);
        return staff(s, c, &b->staff);
    case WIRE_ENROLLED:
        if (s->commission.practising) /* any finger that can be read is the right one */
            return verified(s, c, &(struct wire_verified){.matched = 1, .score_class = 2});
        enrolling_enrolled(s, c, &b->enrolled);
        return true;
    case WIRE_COUNTS:
        pages_counts(s, c, &b->counts);
        return true;
    case WIRE_SLIP:
        pages_slip(s, c, &b->slip);
        return true;
    case WIRE_RECEIPT:
        transition_uncover(s, c);
        enrolling_receipt(s, c, &b->receipt);
        if (place(s) == STATE_SENDING || place(s) == STATE_RECEIPT)
            filing_receive(s, &b->receipt);
        if (s->state == STATE_SENDING)
            transition_enter(s, c, STATE_RECEIPT);
        return true;
    case WIRE_PRINTED:
        printing_end(s, b->printed.fault == WIRE_FAULT_NONE);
        return true;
    case WIRE_SAID:
        listening_said(s, &b->said);
        if (!listening_is_spoken_to(s))
            patience_heard(s);
        return true;
    case WIRE_SITE:
        siting_told(s, c, &b->site);
        return true;
    case WIRE_JACK:
        hearing_jack(s, c, b->jack.plugged);
        return true;
    default: /* may_say() lets nothing else through */
        return false;
    }
}

bool receive_peer_down(struct session *s, struct commands *c, const struct event *e)
{
    s->up[e->peer] = false;
    if (s->state == STATE_START && !s->deadline_ms && !visit_knows_devices(s))
        s->deadline_ms = s->now_ms + SESSION_STARTING_MS;
    switch (e->peer) {
    case PEER_CARD:
        card_away(s, c);
        report(s, c, WIRE_FAULT_READER_ABSENT);
        return true;
    case PEER_VOICE:
        listening_lost(s);
        patience_renew(s);
        return true;
    case PEER_FINGER:
    case PEER_COURIER: /* READY asks again what was not answered */
    case PEER_PROVISION:
        return true;
    case PEER_PRINTER:
        printing_end(s, false);
        return true;
    case PEERS:
        break;
    }
    return false;
}
