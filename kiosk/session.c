#include "kiosk/session.h"

#include "kiosk/card.h"
#include "kiosk/command.h"
#include "kiosk/enrolling.h"
#include "kiosk/filing.h"
#include "kiosk/handover.h"
#include "kiosk/helping.h"
#include "kiosk/pages.h"
#include "kiosk/printing.h"
#include "kiosk/route.h"
#include "kiosk/stated.h"
#include "kiosk/transition.h"

#include <string.h>

int session_alert_s(const struct session *s)
{
    int64_t left_ms = s->deadline_ms - s->now_ms;
    return left_ms > 0 ? (int)((left_ms + 999) / 1000) : 0;
}

int64_t session_deadline_ms(const struct session *s)
{
    int left_s = session_alert_s(s);
    if (s->state == STATE_IDLE && left_s > 1) /* the next change of the seconds shown */
        return s->deadline_ms - (left_s - 1) * 1000;
    return s->deadline_ms;
}

void session_init(struct session *s, const struct session_setup *setup)
{
    memset(s, 0, sizeof *s);
    s->provisioned = s->setup = *setup;
    s->reset.control = WIRE_CONTROL_RESET;
    s->settings = setup->defaults;
    s->deadline_ms = SESSION_STARTING_MS;
}

/* --- taps ------------------------------------------------------------------------------- */

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

static bool tapped(struct session *s, struct commands *c, const struct event *e)
{
    enum state next;
    if (listening_tap(s, c, e) || commission_tap(s, c, e))
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
    if (pages_tap(s, c, e) || stated_tap(s, c, e) || handover_tap(s, c, e) || helping_tap(s, c, e) ||
        enrolling_tap(s, c, e) || filing_edit(s, e->action, e->which) ||
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
    if (e->action == ACTION_HELP && state_phase(s->state) != PHASE_COVER &&
        state_phase(s->state) != PHASE_HANDOVER && state_phase(s->state) != PHASE_STAFF) {
        transition_cover(s, c, STATE_HELP);
        return true;
    }
    if (state_phase(s->state) == PHASE_COVER && s->state != STATE_LIFTED &&
        (e->action == ACTION_BACK || e->action == ACTION_GO_ON)) {
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

/* Somebody is there: what only waits for the person begins to wait anew, and while something is
 * said does not wait yet. */
static void touched(struct session *s)
{
    int64_t patience_ms = listening_is_spoken_to(s) ? LISTENING_LONGEST_MS : s->setup.idle_ms;
    if (s->state == STATE_READING || (s->state == STATE_START && !visit_knows_devices(s)))
        return; /* it is the card, or a driver, that is waited for */
    switch (state_phase(s->state)) {
    case PHASE_NOBODY:
    case PHASE_CARD:
    case PHASE_FINGER:
    case PHASE_READER:
    case PHASE_TROUBLE:
    case PHASE_STAFF:
        if (s->deadline_ms && s->state != STATE_ENROL_SENDING)
            s->deadline_ms = s->now_ms + patience_ms;
        break;
    case PHASE_COVER:
        if (s->state != STATE_IDLE && s->state != STATE_LIFTED && s->state != STATE_CLEANING)
            s->deadline_ms = s->now_ms + patience_ms;
        break;
    case PHASE_HANDOVER:
        handover_touched(s);
        break;
    case PHASE_ANSWER:
    case PHASE_LEAVING:
    case PHASE_COMMISSION:
        break;
    }
}

/* What was said has ended: now the person is waited for, and answers an alert in full time. */
static void heard(struct session *s)
{
    if (s->state == STATE_IDLE)
        s->deadline_ms = s->now_ms + s->setup.alert_ms;
    touched(s);
}

/* --- what drivers say ------------------------------------------------------------------- */

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
        fault == WIRE_FAULT_SAM_REFUSES)
        report(s, c, fault);
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
    if (peer == PEER_FINGER && state_phase(s->state) == PHASE_FINGER)
        return transition_trouble(s, c, fault, s->state);
    return true;
}

static bool request_fault(struct session *s, struct commands *c, enum wire_fault fault)
{
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
        touched(s);
}

/* The helper's last word for who gives no finger: asked about for this filing alone. */
static void confirmed(struct session *s, struct commands *c, bool matched)
{
    struct helping *h = &s->visit.helping;
    command_sign_in(s, c, WIRE_ROLE_CONFIRM, matched ? WIRE_SIGN_IN_GOOD : WIRE_SIGN_IN_NO_MATCH,
                    h->help.helper);
    if (h->card.assurance != WIRE_ASSURANCE_CHIP)
        explicit_bzero(&h->templates, sizeof h->templates);
    transition_enter(s, c, matched ? STATE_SENDING : STATE_FINGER_HELP);
}

static void confirming(struct session *s, struct commands *c, const struct wire_staff *staff)
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

static bool staff(struct session *s, struct commands *c, const struct wire_staff *staff)
{
    if (s->state == STATE_STAFF_CHECK)
        handover_staff(s, c, staff);
    else if (s->state == STATE_TEMPLATES && s->visit.check == STATE_DECLARE &&
             helping_is_attended(s))
        confirming(s, c, staff);
    return true;
}

static bool verified(struct session *s, struct commands *c, const struct wire_verified *v)
{
    handover_verified(s, c, v->matched);
    if (state_phase(s->state) != PHASE_FINGER)
        return true;
    if (helping_is_attended(s)) {
        s->retry = s->state;
        confirmed(s, c, v->matched);
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

/* Whose word a message is: PEERS for any driver's, -1 for nobody's at the screen. */
static int speaker(enum wire_type type)
{
    switch (type) {
    case WIRE_READY:
    case WIRE_FAULT:
        return PEERS;
    case WIRE_CARD_SEEN:
    case WIRE_CARD_READ:
    case WIRE_CARD_PHOTO:
    case WIRE_CARD_TEMPLATES:
    case WIRE_CARD_GONE:
        return PEER_CARD;
    case WIRE_LINK:
    case WIRE_CATALOGUE:
    case WIRE_SETTINGS:
    case WIRE_COMMISSION_DUE:
    case WIRE_TEMPLATES:
    case WIRE_ATTEMPT_TAKEN:
    case WIRE_BREAKDOWN:
    case WIRE_RECEIPT:
    case WIRE_STAFF:
    case WIRE_COUNTS:
    case WIRE_SLIP:
        return PEER_COURIER;
    case WIRE_FINGER_HINT:
    case WIRE_VERIFIED:
    case WIRE_ENROLLED:
        return PEER_FINGER;
    case WIRE_SAID:
    case WIRE_JACK:
        return PEER_VOICE;
    case WIRE_PRINTED:
        return PEER_PRINTER;
    case WIRE_NONE:
    case WIRE_TEMPLATES_ASK:
    case WIRE_ATTEMPT:
    case WIRE_QUERY:
    case WIRE_FILING:
    case WIRE_INCIDENT:
    case WIRE_DEVICES:
    case WIRE_COMMISSION:
    case WIRE_VERIFY:
    case WIRE_VERIFY_STOP:
    case WIRE_SAY:
    case WIRE_CHIME:
    case WIRE_VOICE_CONTROL:
    case WIRE_PRINT:
    case WIRE_ENROL:
    case WIRE_STAFF_ASK:
    case WIRE_SIGN_IN:
    case WIRE_ENROLMENT:
    case WIRE_COUNTS_ASK:
    case WIRE_SLIP_ASK:
    case WIRE_TYPES:
        break;
    }
    return -1;
}

/* Where the visit is, whatever covers it. */
static enum state place(const struct session *s)
{
    return state_phase(s->state) == PHASE_COVER ? s->under : s->state;
}

/* What shows somebody something, or says who somebody is, is the answer to one visit's question. */
static bool needs_visit(enum wire_type type)
{
    return type == WIRE_TEMPLATES || type == WIRE_ATTEMPT_TAKEN || type == WIRE_BREAKDOWN ||
           type == WIRE_RECEIPT || type == WIRE_FINGER_HINT || type == WIRE_VERIFIED ||
           type == WIRE_ENROLLED || type == WIRE_PRINTED || type == WIRE_STAFF ||
           type == WIRE_COUNTS || type == WIRE_SLIP;
}

static bool packet(struct session *s, struct commands *c, const struct event *e)
{
    const struct wire_header *h = &e->packet->header;
    const union wire_body *b = &e->packet->body;
    int from = speaker((enum wire_type)h->type);
    if ((from != PEERS && from != (int)e->peer) || h->visit > s->visit_number ||
        (!h->visit && needs_visit((enum wire_type)h->type)))
        return false;
    if (h->visit != 0 && h->visit != s->visit_number && h->type != WIRE_SAID)
        return true; /* a late answer to somebody else's visit */
    switch ((enum wire_type)h->type) {
    case WIRE_READY:
        s->up[e->peer] = true;
        s->device_fault[e->peer] = WIRE_FAULT_NONE;
        if (e->peer == PEER_VOICE)
            listening_ready(s);
        if (e->peer == PEER_VOICE && s->reset.loudness)
            command_voice(s, c, WIRE_CONTROL_RESET);
        if (e->peer == PEER_FINGER &&
            (state_phase(s->state) == PHASE_FINGER || s->state == STATE_STAFF_FINGER ||
             s->state == STATE_ENROL_FINGER))
            transition_enter(s, c, s->state);
        if (e->peer == PEER_FINGER && s->state == STATE_TROUBLE &&
            s->fault == WIRE_FAULT_SENSOR_ABSENT)
            transition_enter(s, c, s->retry);
        if (e->peer == PEER_COURIER &&
            (state_phase(s->state) == PHASE_ANSWER || s->state == STATE_STAFF_CHECK ||
             s->state == STATE_ENROL_SENDING)) {
            int64_t deadline_ms = s->deadline_ms; /* asking again gives no more time */
            transition_enter(s, c, s->state);
            s->deadline_ms = deadline_ms;
        }
        if (e->peer == PEER_COURIER && place(s) == STATE_RECEIPT && !s->visit.receipt.delivered &&
            !s->visit.receipt.refused)
            command_filing(s, c); /* only who asked is told that it has arrived */
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
    case WIRE_CARD_TEMPLATES:
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
            heard(s);
        return true;
    case WIRE_JACK:
        listening_jack(s, c, b->jack.plugged);
        return true;
    case WIRE_NONE:
    case WIRE_TEMPLATES_ASK:
    case WIRE_ATTEMPT:
    case WIRE_QUERY:
    case WIRE_FILING:
    case WIRE_INCIDENT:
    case WIRE_DEVICES:
    case WIRE_COMMISSION:
    case WIRE_VERIFY:
    case WIRE_VERIFY_STOP:
    case WIRE_SAY:
    case WIRE_CHIME:
    case WIRE_VOICE_CONTROL:
    case WIRE_PRINT:
    case WIRE_ENROL:
    case WIRE_STAFF_ASK:
    case WIRE_SIGN_IN:
    case WIRE_ENROLMENT:
    case WIRE_COUNTS_ASK:
    case WIRE_SLIP_ASK:
    case WIRE_TYPES:
        return false;
    }
    return false;
}

static bool peer_down(struct session *s, struct commands *c, const struct event *e)
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
        touched(s);
        return true;
    case PEER_FINGER:
    case PEER_COURIER: /* READY asks again what was not answered */
        return true;
    case PEER_PRINTER:
        printing_end(s, false);
        return true;
    case PEERS:
        break;
    }
    return false;
}

/* Nobody answered what covers the visit. */
static void cover_is_over(struct session *s, struct commands *c)
{
    enum wire_fault fault = s->fault;
    if (s->state == STATE_IDLE) {
        transition_enter(s, c, STATE_TAKE_CARD);
    } else if (s->state == STATE_CLEANING) {
        transition_enter(s, c, s->under);
    } else if (s->state == STATE_LIFTED) {
        transition_enter(s, c, STATE_START);
        if (fault) /* of a card that still lies there */
            transition_trouble(s, c, fault, STATE_START);
    } else if (!visit_has_card(s)) {
        transition_enter(s, c, STATE_START);
    } else {
        transition_cover(s, c, STATE_IDLE);
    }
}

/* A driver that does not come at all has a device that nobody can use. */
static void give_up_devices(struct session *s)
{
    if (!s->up[PEER_CARD] && !s->device_fault[PEER_CARD])
        s->device_fault[PEER_CARD] = WIRE_FAULT_READER_ABSENT;
    if (!s->up[PEER_FINGER] && !s->device_fault[PEER_FINGER])
        s->device_fault[PEER_FINGER] = WIRE_FAULT_SENSOR_ABSENT;
}

/* The person is called back, or the visit is closed. */
static void time_is_up(struct session *s, struct commands *c)
{
    switch (state_phase(s->state)) {
    case PHASE_NOBODY:
        give_up_devices(s);
        /* Whoever chose a size or a contrast, or read a page, has gone. */
        transition_restore(s, c);
        transition_enter(s, c, STATE_START);
        break;
    case PHASE_ANSWER:
        if (s->state == STATE_TEMPLATES && transition_awaits_proof(s)) {
            transition_enter(s, c, STATE_START);
            transition_trouble(s, c, WIRE_FAULT_CARD_UNREADABLE, STATE_START);
        } else {
            transition_trouble(s, c, WIRE_FAULT_SERVICE_SLOW, s->state);
        }
        break;
    case PHASE_COVER:
        cover_is_over(s, c);
        break;
    case PHASE_HANDOVER:
        handover_time_is_up(s, c);
        break;
    case PHASE_STAFF:
        enrolling_time_is_up(s, c);
        break;
    case PHASE_LEAVING:
        s->reminders++;
        command_chime(s, c, WIRE_SOUND_COME_BACK);
        s->deadline_ms = s->now_ms + s->setup.remind_ms;
        break;
    case PHASE_COMMISSION:
        break;
    case PHASE_CARD:
    case PHASE_FINGER:
    case PHASE_READER:
    case PHASE_TROUBLE:
        if (s->state == STATE_READING)
            transition_trouble(s, c, WIRE_FAULT_CARD_UNREADABLE, STATE_START);
        else
            transition_cover(s, c, STATE_IDLE);
        break;
    }
}

bool session_step(struct session *s, const struct event *e, struct commands *commands_out)
{
    commands_out->count = 0;
    s->now_ms = e->now_ms;
    s->wall_s = e->wall_s;
    switch (e->kind) {
    case EVENT_TAP:
        return tapped(s, commands_out, e);
    case EVENT_TOUCH:
        if (state_phase(s->state) == PHASE_NOBODY) /* what was touched does not stay for ever */
            s->deadline_ms = s->now_ms + s->setup.idle_ms;
        touched(s);
        return true;
    case EVENT_PACKET:
        return packet(s, commands_out, e);
    case EVENT_PEER_DOWN:
        return peer_down(s, commands_out, e);
    case EVENT_KEY:
        commission_key(s, e->which);
        return true;
    case EVENT_SAY:
        listening_say(s, commands_out, e->text);
        touched(s);
        return true;
    case EVENT_TIME:
        if (s->deadline_ms && e->now_ms >= s->deadline_ms)
            time_is_up(s, commands_out);
        return true;
    }
    return false;
}
