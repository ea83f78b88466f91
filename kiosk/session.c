#include "kiosk/session.h"

#include "kiosk/route.h"

#include <string.h>

static const char *const state_names[STATES] = {
    [STATE_START] = "START",
    [STATE_WHO] = "WHO",
    [STATE_READING] = "READING",
    [STATE_TROUBLE] = "TROUBLE",
    [STATE_CONSENT] = "CONSENT",
    [STATE_REFUSED] = "REFUSED",
    [STATE_TEMPLATES] = "TEMPLATES",
    [STATE_FINGER] = "FINGER",
    [STATE_FINGER_HELP] = "FINGER_HELP",
    [STATE_LOADING] = "LOADING",
    [STATE_OVERVIEW] = "OVERVIEW",
    [STATE_PROGRAMME] = "PROGRAMME",
    [STATE_REASON] = "REASON",
    [STATE_MET] = "MET",
    [STATE_WHICH] = "WHICH",
    [STATE_GROUND] = "GROUND",
    [STATE_REVIEW] = "REVIEW",
    [STATE_DECLARE] = "DECLARE",
    [STATE_SENDING] = "SENDING",
    [STATE_RECEIPT] = "RECEIPT",
    [STATE_CASES] = "CASES",
    [STATE_HELP] = "HELP",
    [STATE_IDLE] = "IDLE",
    [STATE_LIFTED] = "LIFTED",
    [STATE_TAKE_CARD] = "TAKE_CARD",
};

const char *session_state_name(enum state state)
{
    return state_names[state];
}

int64_t session_deadline_ms(const struct session *s)
{
    return s->deadline_ms;
}

void session_init(struct session *s, const struct session_setup *setup)
{
    memset(s, 0, sizeof *s);
    s->setup = *setup;
    s->settings = setup->defaults;
}

bool session_is_offline(const struct session *s)
{
    return !s->link.online && s->link.offline_since != 0;
}

int session_case_of_reason(const struct session *s, unsigned reason)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    for (uint32_t i = 0; i < b->case_count; i++) {
        const struct wire_case *c = &b->cases[i];
        if (c->state == WIRE_CASE_GRANTED || c->state == WIRE_CASE_PARTLY ||
            c->state == WIRE_CASE_NOT_GRANTED || c->state == WIRE_CASE_UPDATED)
            continue;
        for (int j = 0; j < WIRE_CONTESTED_MAX && c->reasons[j][0]; j++)
            if (!strcmp(c->reasons[j], b->reasons[reason].id))
                return (int)i;
    }
    return -1;
}

bool session_may_contest(const struct session *s, unsigned reason)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    const struct wire_reason *r = &b->reasons[reason];
    const struct wire_programme *p = &b->programmes[r->programme];
    return r->grounds != 0 && s->wall_s >= p->objection_opens_at &&
           s->wall_s < p->objection_closes_at && session_case_of_reason(s, reason) < 0;
}

/* --- what a step does ------------------------------------------------------------------- */

static void command(struct commands *c, enum command_kind kind)
{
    if (c->count < SESSION_COMMANDS_MAX)
        c->list[c->count++] = (struct command){.kind = kind};
}

/* The body must already stand in s->out. */
static void send(struct session *s, struct commands *c, enum peer peer, enum wire_type type)
{
    if (c->count < SESSION_COMMANDS_MAX)
        c->list[c->count++] = (struct command){.kind = COMMAND_SEND,
                                               .peer = peer,
                                               .type = type,
                                               .visit = s->visit_number,
                                               .body = &s->out};
}

static void fill_subject(const struct session *s, struct wire_subject *subject)
{
    subject->card = s->visit.card;
    subject->consent = s->visit.consent;
    subject->score_class = s->visit.score_class;
    subject->verified_at = s->visit.verified_at;
}

static void ask_templates(struct session *s, struct commands *c)
{
    memset(&s->out, 0, sizeof s->out);
    s->out.templates_ask.card = s->visit.card;
    s->out.templates_ask.consent = s->visit.consent;
    send(s, c, PEER_COURIER, WIRE_TEMPLATES_ASK);
}

static void ask_finger(struct session *s, struct commands *c)
{
    s->hint = WIRE_HINT_PLACE;
    s->finger = s->visit.templates.templates[0].position;
    memset(&s->out, 0, sizeof s->out);
    s->out.verify.against = s->visit.templates;
    send(s, c, PEER_FINGER, WIRE_VERIFY);
}

static void stop_finger(const struct session *s, struct commands *c)
{
    static const struct wire_verify_stop nothing;
    if (c->count < SESSION_COMMANDS_MAX)
        c->list[c->count++] = (struct command){.kind = COMMAND_SEND,
                                               .peer = PEER_FINGER,
                                               .type = WIRE_VERIFY_STOP,
                                               .visit = s->visit_number,
                                               .body = &nothing};
}

static void query(struct session *s, struct commands *c)
{
    memset(&s->out, 0, sizeof s->out);
    fill_subject(s, &s->out.query.subject);
    strcpy(s->out.query.locale, "id");
    send(s, c, PEER_COURIER, WIRE_QUERY);
}

static void object(struct session *s, struct commands *c)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    struct wire_object *o = &s->out.object;
    memset(&s->out, 0, sizeof s->out);
    fill_subject(s, &o->subject);
    memcpy(o->key, s->visit.key, sizeof o->key);
    memcpy(o->person, b->subject, sizeof o->person);
    memcpy(o->programme, b->programmes[s->visit.programme].code, sizeof o->programme);
    memcpy(o->reasons[0], b->reasons[s->visit.reason].id, sizeof o->reasons[0]);
    memcpy(o->ground, b->grounds[s->visit.ground].code, sizeof o->ground);
    o->confirmed_at = s->wall_s;
    send(s, c, PEER_COURIER, WIRE_OBJECT);
}

static bool waits_for_courier(enum state state)
{
    return state == STATE_TEMPLATES || state == STATE_LOADING || state == STATE_SENDING;
}

static bool waits_for_finger(enum state state)
{
    return state == STATE_FINGER || state == STATE_DECLARE;
}

/* Whether somebody chose another size or contrast than the next person is to find. */
static bool chosen(const struct session *s)
{
    return s->settings.size != s->setup.defaults.size ||
           s->settings.contrast != s->setup.defaults.contrast;
}

static bool covers(enum state state)
{
    return state == STATE_HELP || state == STATE_IDLE || state == STATE_LIFTED;
}

/* Goes to `next` and does what arriving there means. */
static void enter(struct session *s, struct commands *c, enum state next, int64_t now_ms)
{
    if (waits_for_finger(s->state) && next != s->state)
        stop_finger(s, c);
    s->state = next;
    s->deadline_ms = now_ms + s->setup.idle_ms;
    switch (next) {
    case STATE_START:
        if (s->visit.placement) /* the next person finds the defaults; this one keeps the choice */
            s->settings = s->setup.defaults;
        explicit_bzero(&s->visit, sizeof s->visit);
        explicit_bzero(&s->out, sizeof s->out);
        s->fault = WIRE_FAULT_NONE;
        if (!chosen(s))
            s->deadline_ms = 0;
        command(c, COMMAND_WIPE);
        break;
    case STATE_READING: /* the card's driver says when it is read, or why not */
        s->deadline_ms = 0;
        break;
    case STATE_TEMPLATES:
        s->deadline_ms = now_ms + SESSION_ANSWER_MS;
        if (s->visit.card.assurance != WIRE_ASSURANCE_CHIP)
            ask_templates(s, c);
        else if (s->visit.templates.count) /* the card's own, come while the consent was read */
            enter(s, c, STATE_FINGER, now_ms);
        break;
    case STATE_FINGER:
    case STATE_DECLARE:
        ask_finger(s, c);
        break;
    case STATE_LOADING:
        s->deadline_ms = now_ms + SESSION_ANSWER_MS;
        query(s, c);
        break;
    case STATE_SENDING:
        s->deadline_ms = now_ms + SESSION_ANSWER_MS;
        object(s, c);
        break;
    case STATE_LIFTED:
        s->fault = WIRE_FAULT_NONE;
        s->deadline_ms = now_ms + SESSION_LIFTED_MS;
        break;
    case STATE_TAKE_CARD:
    case STATE_REFUSED:
        /* The person's data goes now; only the card is still to be taken. */
        explicit_bzero(&s->visit.breakdown, sizeof s->visit.breakdown);
        explicit_bzero(&s->visit.templates, sizeof s->visit.templates);
        explicit_bzero(&s->visit.card, sizeof s->visit.card);
        explicit_bzero(s->visit.name, sizeof s->visit.name);
        s->visit.has_breakdown = false;
        s->reminders = 0;
        s->deadline_ms = now_ms + SESSION_REMIND_MS;
        command(c, COMMAND_WIPE);
        break;
    case STATE_IDLE:
        s->deadline_ms = now_ms + s->setup.alert_ms;
        break;
    case STATE_WHO:
    case STATE_TROUBLE:
    case STATE_CONSENT:
    case STATE_FINGER_HELP:
    case STATE_OVERVIEW:
    case STATE_PROGRAMME:
    case STATE_REASON:
    case STATE_MET:
    case STATE_WHICH:
    case STATE_GROUND:
    case STATE_REVIEW:
    case STATE_RECEIPT:
    case STATE_CASES:
    case STATE_HELP:
    case STATES:
        break;
    }
}

/* Goes to a state that covers the present one, or what that one covers. */
static void cover(struct session *s, struct commands *c, enum state next, int64_t now_ms)
{
    enum state under = covers(s->state) ? s->under : s->state;
    enter(s, c, next, now_ms);
    s->under = under;
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

static bool tapped(struct session *s, struct commands *c, const struct event *e)
{
    enum state next;
    if (e->action == ACTION_SIZE || e->action == ACTION_CONTRAST) {
        if (e->action == ACTION_SIZE)
            s->settings.size = next_size(s->settings.size);
        else
            s->settings.contrast = next_contrast(s->settings.contrast);
        if (s->state == STATE_START)
            s->deadline_ms = e->now_ms + s->setup.idle_ms;
        return true;
    }
    if (e->action == ACTION_HELP && !covers(s->state)) {
        cover(s, c, STATE_HELP, e->now_ms);
        return true;
    }
    if ((s->state == STATE_HELP && e->action == ACTION_BACK) ||
        (s->state == STATE_IDLE && e->action == ACTION_STAY)) {
        enter(s, c, s->under, e->now_ms);
        return true;
    }
    if (covers(s->state) && s->state != STATE_LIFTED && e->action == ACTION_DONE) {
        enter(s, c, s->under == STATE_START ? STATE_START : STATE_TAKE_CARD, e->now_ms);
        return true;
    }
    if (e->action == ACTION_RETRY && (s->state == STATE_TROUBLE || s->state == STATE_FINGER_HELP) &&
        s->retry != STATE_START) {
        enter(s, c, s->retry, e->now_ms);
        return true;
    }
    if (route_take(s, e->action, e->which, &next)) {
        if (next == STATE_FINGER_HELP)
            s->retry = s->state;
        enter(s, c, next, e->now_ms);
    }
    return true; /* a tap on a screen that has just changed means nothing */
}

/* Somebody is there: what only waits for the person begins to wait anew. */
static void touched(struct session *s, int64_t now_ms)
{
    bool waits_for_person = !waits_for_courier(s->state) && s->state != STATE_LIFTED &&
                            s->state != STATE_TAKE_CARD && s->state != STATE_REFUSED &&
                            s->state != STATE_IDLE;
    if (s->deadline_ms && waits_for_person)
        s->deadline_ms = now_ms + s->setup.idle_ms;
}

static bool trouble(struct session *s, struct commands *c, enum wire_fault fault, enum state retry,
                    int64_t now_ms)
{
    enter(s, c, STATE_TROUBLE, now_ms);
    s->fault = fault;
    s->retry = retry;
    return true;
}

/* --- the card --------------------------------------------------------------------------- */

static void begin(struct session *s, struct commands *c, uint32_t placement, int64_t now_ms)
{
    s->visit_number++;
    s->visit.placement = placement;
    enter(s, c, STATE_READING, now_ms);
}

static bool card_seen(struct session *s, struct commands *c, uint32_t placement, int64_t now_ms)
{
    switch (s->state) {
    case STATE_START:
    case STATE_WHO:
        begin(s, c, placement, now_ms);
        return true;
    case STATE_HELP:
        if (s->under == STATE_START)
            begin(s, c, placement, now_ms);
        return true;
    case STATE_LIFTED:
        s->visit.placement = placement;
        return true;
    case STATE_REFUSED:
    case STATE_TAKE_CARD:
    case STATE_READING:
    case STATE_TROUBLE:
    case STATE_CONSENT:
    case STATE_TEMPLATES:
    case STATE_FINGER:
    case STATE_FINGER_HELP:
    case STATE_LOADING:
    case STATE_OVERVIEW:
    case STATE_PROGRAMME:
    case STATE_REASON:
    case STATE_MET:
    case STATE_WHICH:
    case STATE_GROUND:
    case STATE_REVIEW:
    case STATE_DECLARE:
    case STATE_SENDING:
    case STATE_RECEIPT:
    case STATE_CASES:
    case STATE_IDLE:
    case STATES:
        return false;
    }
    return false;
}

static bool same_card(const struct wire_card *a, const struct wire_card *b)
{
    return a->assurance == b->assurance && a->uid_size == b->uid_size &&
           !memcmp(a->uid, b->uid, a->uid_size) &&
           !memcmp(a->photo_sha256, b->photo_sha256, WIRE_DIGEST) && !strcmp(a->nik, b->nik);
}

static bool card_read(struct session *s, struct commands *c, const struct wire_card_read *read,
                      int64_t now_ms)
{
    if (read->placement != s->visit.placement)
        return false;
    if (s->state == STATE_LIFTED && same_card(&read->card, &s->visit.card)) {
        enter(s, c, s->under, now_ms);
        return true;
    }
    if (s->state == STATE_LIFTED) { /* somebody else's: the visit before it is over */
        enter(s, c, STATE_START, now_ms);
        begin(s, c, read->placement, now_ms);
    }
    if (s->state != STATE_READING)
        return false;
    s->visit.card = read->card;
    memcpy(s->visit.name, read->name, sizeof s->visit.name);
    if (session_is_offline(s)) /* said before anything is asked of the person */
        return trouble(s, c, WIRE_FAULT_LINK_DOWN, STATE_CONSENT, now_ms);
    enter(s, c, STATE_CONSENT, now_ms);
    return true;
}

static bool card_photo(struct session *s, const struct wire_card_photo *photo)
{
    if (!s->visit.placement || photo->placement != s->visit.placement)
        return false;
    s->visit.photo_width_px = photo->width_px;
    s->visit.photo_height_px = photo->height_px;
    memcpy(s->visit.photo, photo->pixels, sizeof s->visit.photo);
    return true;
}

static bool card_templates(struct session *s, struct commands *c,
                           const struct wire_card_templates *t, int64_t now_ms)
{
    if (!s->visit.placement || t->placement != s->visit.placement ||
        s->visit.card.assurance != WIRE_ASSURANCE_CHIP)
        return false;
    if (s->state == STATE_TAKE_CARD || s->state == STATE_REFUSED)
        return true; /* too late: the visit is over */
    s->visit.templates = t->templates;
    if (s->state == STATE_TEMPLATES)
        enter(s, c, STATE_FINGER, now_ms);
    return true;
}

/* The card left, or what watches it did: the screen closes at once. */
static void card_away(struct session *s, struct commands *c, int64_t now_ms)
{
    enum state state = s->state == STATE_HELP || s->state == STATE_IDLE ? s->under : s->state;
    if (state == STATE_TROUBLE && s->retry != STATE_START)
        state = s->retry;
    switch (state) {
    case STATE_START:
    case STATE_WHO:
        return;
    case STATE_TROUBLE: /* of the card itself, which is gone */
    case STATE_READING:
    case STATE_CONSENT:
    case STATE_REFUSED:
    case STATE_TAKE_CARD:
        enter(s, c, STATE_START, now_ms);
        return;
    case STATE_LIFTED:
        s->fault = WIRE_FAULT_NONE;
        return;
    case STATE_TEMPLATES:
    case STATE_FINGER:
    case STATE_FINGER_HELP:
    case STATE_LOADING:
    case STATE_OVERVIEW:
    case STATE_PROGRAMME:
    case STATE_REASON:
    case STATE_MET:
    case STATE_WHICH:
    case STATE_GROUND:
    case STATE_REVIEW:
    case STATE_DECLARE:
    case STATE_SENDING:
    case STATE_RECEIPT:
    case STATE_CASES:
        cover(s, c, STATE_LIFTED, now_ms);
        s->under = state;
        return;
    case STATE_HELP:
    case STATE_IDLE:
    case STATES:
        return;
    }
}

/* --- what drivers say ------------------------------------------------------------------- */

/* Whether the card still has to prove what it said it is. */
static bool awaits_proof(const struct session *s)
{
    return s->visit.card.assurance == WIRE_ASSURANCE_CHIP && !s->visit.templates.count;
}

/* A card that cannot prove itself ends its visit, whatever had begun. A SAM that does not work ends
 * one that waits for it, and else leaves the kiosk at level tag: no reason to close. */
static bool proof_fault(struct session *s, struct commands *c, enum wire_fault fault,
                        int64_t now_ms)
{
    if (s->state == STATE_TAKE_CARD || s->state == STATE_REFUSED)
        return true;
    if (fault != WIRE_FAULT_CARD_FORGED && !awaits_proof(s))
        return true;
    if (s->state != STATE_READING)
        enter(s, c, STATE_START, now_ms);
    return trouble(s, c, fault, STATE_START, now_ms);
}

/* A driver's own condition, or what a card turned out to be. */
static bool device_fault(struct session *s, struct commands *c, enum peer peer,
                         enum wire_fault fault, int64_t now_ms)
{
    bool proof = fault == WIRE_FAULT_SAM_ABSENT || fault == WIRE_FAULT_SAM_REFUSES ||
                 fault == WIRE_FAULT_CARD_FORGED || fault == WIRE_FAULT_TEMPLATES_UNFIT;
    if (peer == PEER_CARD && proof)
        return proof_fault(s, c, fault, now_ms);
    bool card_itself = fault == WIRE_FAULT_CARD_UNREADABLE || fault == WIRE_FAULT_CARD_NOT_EKTP ||
                       fault == WIRE_FAULT_CARD_SEVERAL;
    if (peer == PEER_CARD && card_itself) {
        if (s->state == STATE_LIFTED && fault == WIRE_FAULT_CARD_NOT_EKTP)
            enter(s, c, STATE_START, now_ms);
        if (s->state == STATE_START || s->state == STATE_READING || s->state == STATE_WHO)
            return trouble(s, c, fault, STATE_START, now_ms);
        if (s->state == STATE_LIFTED)
            s->fault = fault; /* perhaps the same card, laid down askew: told when time is up */
        return true;
    }
    s->device_fault[peer] = fault;
    if (peer == PEER_CARD)
        card_away(s, c, now_ms);
    if (peer == PEER_FINGER && waits_for_finger(s->state))
        return trouble(s, c, fault, s->state, now_ms);
    return true;
}

static bool request_fault(struct session *s, struct commands *c, enum wire_fault fault,
                          int64_t now_ms)
{
    if (waits_for_courier(s->state) || waits_for_finger(s->state))
        return trouble(s, c, fault, s->state, now_ms);
    return true; /* answers a request the person has already left */
}

static bool verified(struct session *s, struct commands *c, const struct wire_verified *v,
                     int64_t now_ms)
{
    if (!waits_for_finger(s->state))
        return true;
    if (!v->matched) {
        s->retry = s->state;
        enter(s, c, STATE_FINGER_HELP, now_ms);
        return true;
    }
    s->visit.score_class = v->score_class;
    s->visit.verified_at = s->wall_s;
    enter(s, c, s->state == STATE_FINGER ? STATE_LOADING : STATE_SENDING, now_ms);
    return true;
}

static bool packet(struct session *s, struct commands *c, const struct event *e)
{
    const struct wire_header *h = &e->packet->header;
    const union wire_body *b = &e->packet->body;
    if (h->visit != 0 && h->visit != s->visit_number)
        return true; /* a late answer to somebody else's visit */
    switch ((enum wire_type)h->type) {
    case WIRE_READY:
        s->up[e->peer] = true;
        s->device_fault[e->peer] = WIRE_FAULT_NONE;
        if (e->peer == PEER_FINGER && waits_for_finger(s->state))
            ask_finger(s, c);
        if (e->peer == PEER_COURIER && waits_for_courier(s->state)) {
            int64_t deadline_ms = s->deadline_ms; /* asking again gives no more time */
            enter(s, c, s->state, e->now_ms);
            s->deadline_ms = deadline_ms;
        }
        return true;
    case WIRE_LINK:
        s->link = b->link;
        if (s->state == STATE_TROUBLE && s->retry == STATE_CONSENT && !session_is_offline(s))
            enter(s, c, STATE_CONSENT, e->now_ms);
        return e->peer == PEER_COURIER;
    case WIRE_FAULT:
        if (h->visit == 0)
            return device_fault(s, c, e->peer, (enum wire_fault)b->fault.fault, e->now_ms);
        return request_fault(s, c, (enum wire_fault)b->fault.fault, e->now_ms);
    case WIRE_CARD_SEEN:
        return card_seen(s, c, b->card_seen.placement, e->now_ms);
    case WIRE_CARD_READ:
        return card_read(s, c, &b->card_read, e->now_ms);
    case WIRE_CARD_PHOTO:
        return card_photo(s, &b->card_photo);
    case WIRE_CARD_TEMPLATES:
        return card_templates(s, c, &b->card_templates, e->now_ms);
    case WIRE_CARD_GONE:
        card_away(s, c, e->now_ms);
        return true;
    case WIRE_TEMPLATES:
        if (s->state == STATE_TEMPLATES) {
            s->visit.templates = b->templates;
            enter(s, c, STATE_FINGER, e->now_ms);
        }
        return true;
    case WIRE_FINGER_HINT:
        if (waits_for_finger(s->state)) {
            s->hint = (enum wire_hint)b->finger_hint.hint;
            s->finger = b->finger_hint.position;
            if (s->hint != WIRE_HINT_PLACE)
                touched(s, e->now_ms);
        }
        return true;
    case WIRE_VERIFIED:
        return verified(s, c, &b->verified, e->now_ms);
    case WIRE_BREAKDOWN:
        if (s->state == STATE_LOADING) {
            s->visit.breakdown = b->breakdown;
            s->visit.has_breakdown = true;
            enter(s, c, STATE_OVERVIEW, e->now_ms);
        }
        return true;
    case WIRE_RECEIPT:
        if (s->state == STATE_SENDING || s->state == STATE_RECEIPT)
            s->visit.receipt = b->receipt;
        if (s->state == STATE_SENDING)
            enter(s, c, STATE_RECEIPT, e->now_ms);
        return true;
    case WIRE_NONE:
    case WIRE_TEMPLATES_ASK:
    case WIRE_QUERY:
    case WIRE_OBJECT:
    case WIRE_VERIFY:
    case WIRE_VERIFY_STOP:
    case WIRE_TYPES:
        return false;
    }
    return false;
}

static bool peer_down(struct session *s, struct commands *c, const struct event *e)
{
    s->up[e->peer] = false;
    switch (e->peer) {
    case PEER_CARD:
        card_away(s, c, e->now_ms);
        return true;
    case PEER_FINGER:
    case PEER_COURIER: /* READY asks again what was not answered */
        return true;
    case PEERS:
        break;
    }
    return false;
}

/* The person is called back, or the visit is closed. */
static void time_is_up(struct session *s, struct commands *c, int64_t now_ms)
{
    enum wire_fault fault = s->fault;
    switch (s->state) {
    case STATE_START: /* whoever chose a size or a contrast has gone */
        s->settings = s->setup.defaults;
        s->deadline_ms = 0;
        return;
    case STATE_WHO:
        enter(s, c, STATE_START, now_ms);
        return;
    case STATE_TEMPLATES:
        if (s->visit.card.assurance == WIRE_ASSURANCE_CHIP) {
            enter(s, c, STATE_START, now_ms);
            trouble(s, c, WIRE_FAULT_CARD_UNREADABLE, STATE_START, now_ms);
            return;
        }
        trouble(s, c, WIRE_FAULT_SERVICE_SLOW, s->state, now_ms);
        return;
    case STATE_LOADING:
    case STATE_SENDING:
        trouble(s, c, WIRE_FAULT_SERVICE_SLOW, s->state, now_ms);
        return;
    case STATE_LIFTED:
        enter(s, c, STATE_START, now_ms);
        if (fault) /* of a card that still lies there */
            trouble(s, c, fault, STATE_START, now_ms);
        return;
    case STATE_IDLE:
        enter(s, c, STATE_TAKE_CARD, now_ms);
        return;
    case STATE_REFUSED:
    case STATE_TAKE_CARD:
        s->reminders++;
        s->deadline_ms = now_ms + SESSION_REMIND_MS;
        return;
    case STATE_HELP:
        if (s->under == STATE_START) {
            enter(s, c, STATE_START, now_ms);
            return;
        }
        cover(s, c, STATE_IDLE, now_ms);
        return;
    case STATE_READING:
    case STATE_TROUBLE:
    case STATE_CONSENT:
    case STATE_FINGER:
    case STATE_FINGER_HELP:
    case STATE_OVERVIEW:
    case STATE_PROGRAMME:
    case STATE_REASON:
    case STATE_MET:
    case STATE_WHICH:
    case STATE_GROUND:
    case STATE_REVIEW:
    case STATE_DECLARE:
    case STATE_RECEIPT:
    case STATE_CASES:
    case STATES:
        cover(s, c, STATE_IDLE, now_ms);
        return;
    }
}

bool session_step(struct session *s, const struct event *e, struct commands *commands_out)
{
    commands_out->count = 0;
    s->wall_s = e->wall_s;
    switch (e->kind) {
    case EVENT_TAP:
        return tapped(s, commands_out, e);
    case EVENT_TOUCH:
        touched(s, e->now_ms);
        return true;
    case EVENT_PACKET:
        return packet(s, commands_out, e);
    case EVENT_PEER_DOWN:
        return peer_down(s, commands_out, e);
    case EVENT_TIME:
        if (s->deadline_ms && e->now_ms >= s->deadline_ms)
            time_is_up(s, commands_out, e->now_ms);
        return true;
    }
    return false;
}
