#include "kiosk/session.h"

#include "kiosk/route.h"

#include <string.h>

/* What a state waits for: what cards, time and touches do depends on this alone. */
enum phase {
    PHASE_NOBODY,  /* no card */
    PHASE_CARD,    /* a card, and nothing of its owner known yet */
    PHASE_ANSWER,  /* the courier's answer */
    PHASE_FINGER,  /* a finger */
    PHASE_READER,  /* the person, reading and choosing */
    PHASE_TROUBLE, /* the person, who was told what went wrong */
    PHASE_COVER,   /* the person's return; nothing of the visit is shown */
    PHASE_LEAVING, /* the card being taken */
};

static const struct {
    const char *name;
    enum phase phase;
} states[STATES] = {
    [STATE_START] = {"START", PHASE_NOBODY},
    [STATE_WHO] = {"WHO", PHASE_NOBODY},
    [STATE_READING] = {"READING", PHASE_CARD},
    [STATE_TROUBLE] = {"TROUBLE", PHASE_TROUBLE},
    [STATE_CONSENT] = {"CONSENT", PHASE_CARD},
    [STATE_REFUSED] = {"REFUSED", PHASE_LEAVING},
    [STATE_TEMPLATES] = {"TEMPLATES", PHASE_ANSWER},
    [STATE_FINGER] = {"FINGER", PHASE_FINGER},
    [STATE_FINGER_HELP] = {"FINGER_HELP", PHASE_READER},
    [STATE_LOADING] = {"LOADING", PHASE_ANSWER},
    [STATE_OVERVIEW] = {"OVERVIEW", PHASE_READER},
    [STATE_PROGRAMME] = {"PROGRAMME", PHASE_READER},
    [STATE_REASON] = {"REASON", PHASE_READER},
    [STATE_MET] = {"MET", PHASE_READER},
    [STATE_REASONS] = {"REASONS", PHASE_READER},
    [STATE_PAYMENTS] = {"PAYMENTS", PHASE_READER},
    [STATE_QUEUE] = {"QUEUE", PHASE_READER},
    [STATE_WHICH] = {"WHICH", PHASE_READER},
    [STATE_GROUND] = {"GROUND", PHASE_READER},
    [STATE_REVIEW] = {"REVIEW", PHASE_READER},
    [STATE_DECLARE] = {"DECLARE", PHASE_FINGER},
    [STATE_SENDING] = {"SENDING", PHASE_ANSWER},
    [STATE_RECEIPT] = {"RECEIPT", PHASE_READER},
    [STATE_CASES] = {"CASES", PHASE_READER},
    [STATE_CASE] = {"CASE", PHASE_READER},
    [STATE_OPENINGS] = {"OPENINGS", PHASE_READER},
    [STATE_HELP] = {"HELP", PHASE_COVER},
    [STATE_IDLE] = {"IDLE", PHASE_COVER},
    [STATE_CLOSED] = {"CLOSED", PHASE_COVER},
    [STATE_LIFTED] = {"LIFTED", PHASE_COVER},
    [STATE_TAKE_CARD] = {"TAKE_CARD", PHASE_LEAVING},
};

static enum phase phase_of(enum state state)
{
    return states[state].phase;
}

const char *session_state_name(enum state state)
{
    return states[state].name;
}

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
    return r->grounds != 0 && p->may_object && s->wall_s >= p->objection_opens_at &&
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

static void chime(const struct session *s, struct commands *c, enum wire_sound sound)
{
    static const struct wire_chime chimes[WIRE_SOUNDS] = {
        [WIRE_SOUND_READ] = {WIRE_SOUND_READ},
        [WIRE_SOUND_ATTENTION] = {WIRE_SOUND_ATTENTION},
        [WIRE_SOUND_COME_BACK] = {WIRE_SOUND_COME_BACK},
    };
    if (c->count < SESSION_COMMANDS_MAX)
        c->list[c->count++] = (struct command){.kind = COMMAND_SEND,
                                               .peer = PEER_VOICE,
                                               .type = WIRE_CHIME,
                                               .visit = s->visit_number,
                                               .body = &chimes[sound]};
}

static void query(struct session *s, struct commands *c)
{
    memset(&s->out, 0, sizeof s->out);
    fill_subject(s, &s->out.query.subject);
    strcpy(s->out.query.locale,
           s->languages ? s->languages->list[s->settings.language].code : "id");
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

/* Whether somebody chose other settings than the next person is to find. */
static bool chosen(const struct session *s)
{
    return s->settings.size != s->setup.defaults.size ||
           s->settings.contrast != s->setup.defaults.contrast ||
           s->settings.language != s->setup.defaults.language;
}

/* Whether a card lies there for this visit, and is to be taken at its end. */
static bool has_card(const struct session *s)
{
    return s->visit.placement != 0;
}

/* Nothing of the person stays; the card, if it stays, is still known to be there. */
static void forget(struct session *s, struct commands *c, uint32_t placement)
{
    explicit_bzero(&s->visit, sizeof s->visit);
    explicit_bzero(&s->out, sizeof s->out);
    s->visit.placement = placement;
    s->fault = WIRE_FAULT_NONE;
    command(c, COMMAND_WIPE);
}

/* Whether the card still has to prove what it said it is, and with that to give its templates. */
static bool awaits_proof(const struct session *s)
{
    return s->visit.card.assurance == WIRE_ASSURANCE_CHIP && !s->visit.templates.count;
}

static void ask_courier(struct session *s, struct commands *c)
{
    if (s->state == STATE_TEMPLATES)
        ask_templates(s, c);
    else if (s->state == STATE_LOADING)
        query(s, c);
    else
        object(s, c);
}

/* Goes to `next` and does what arriving there means. */
static void enter(struct session *s, struct commands *c, enum state next, int64_t now_ms)
{
    if (phase_of(s->state) == PHASE_FINGER && next != s->state)
        stop_finger(s, c);
    /* Templates are for one finger check: who comes back to it asks for them, and is counted. */
    if (next == STATE_FINGER && s->state != STATE_TEMPLATES)
        next = STATE_TEMPLATES;
    s->state = next;
    s->visit.shown = false;
    s->deadline_ms = now_ms + s->setup.idle_ms;
    switch (phase_of(next)) {
    case PHASE_NOBODY:
        if (s->visit.placement) /* the next person finds the defaults; this one keeps the choice */
            s->settings = s->setup.defaults;
        if (next == STATE_START && !chosen(s))
            s->deadline_ms = 0;
        forget(s, c, 0);
        break;
    case PHASE_CARD:
        if (next == STATE_READING) /* the card's driver says when it is read, or why not */
            s->deadline_ms = 0;
        break;
    case PHASE_ANSWER:
        s->deadline_ms = now_ms + SESSION_ANSWER_MS;
        if (next != STATE_TEMPLATES || s->visit.card.assurance != WIRE_ASSURANCE_CHIP)
            ask_courier(s, c);
        else if (!awaits_proof(s)) /* the card gave them while the consent was read */
            enter(s, c, STATE_FINGER, now_ms);
        break;
    case PHASE_FINGER:
        ask_finger(s, c);
        break;
    case PHASE_COVER:
        if (next == STATE_IDLE) {
            s->deadline_ms = now_ms + s->setup.alert_ms;
            chime(s, c, WIRE_SOUND_ATTENTION);
        }
        if (next == STATE_LIFTED) {
            s->fault = WIRE_FAULT_NONE;
            s->deadline_ms = now_ms + s->setup.lifted_ms;
        }
        break;
    case PHASE_LEAVING:
        s->reminders = 0;
        s->deadline_ms = now_ms + s->setup.remind_ms;
        forget(s, c, s->visit.placement);
        break;
    case PHASE_READER:
    case PHASE_TROUBLE:
        break;
    }
}

/* Goes to a state that covers the present one, or what that one covers. */
static void cover(struct session *s, struct commands *c, enum state next, int64_t now_ms)
{
    enum state under = phase_of(s->state) == PHASE_COVER ? s->under : s->state;
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

/* The settings a person may change; returns false for any other action. */
static bool set(struct settings *settings, const struct languages *languages, enum action action)
{
    if (action == ACTION_SIZE)
        settings->size = next_size(settings->size);
    else if (action == ACTION_CONTRAST)
        settings->contrast = next_contrast(settings->contrast);
    else if (action == ACTION_LANGUAGE && languages)
        settings->language = (settings->language + 1) % languages->count;
    else
        return false;
    return true;
}

static bool tapped(struct session *s, struct commands *c, const struct event *e)
{
    enum state next;
    if (set(&s->settings, s->languages, e->action)) {
        if (s->state == STATE_START)
            s->deadline_ms = e->now_ms + s->setup.idle_ms;
        return true;
    }
    if (e->action == ACTION_SHOW && (s->state == STATE_PROGRAMME || s->state == STATE_REASON)) {
        s->visit.shown = !s->visit.shown;
        return true;
    }
    if (e->action == ACTION_CLOSE && s->state == STATE_OVERVIEW) {
        cover(s, c, STATE_CLOSED, e->now_ms);
        return true;
    }
    if (e->action == ACTION_HELP && phase_of(s->state) != PHASE_COVER) {
        cover(s, c, STATE_HELP, e->now_ms);
        return true;
    }
    if ((s->state == STATE_HELP && e->action == ACTION_BACK) ||
        ((s->state == STATE_IDLE || s->state == STATE_CLOSED) && e->action == ACTION_GO_ON)) {
        enter(s, c, s->under, e->now_ms);
        return true;
    }
    if (phase_of(s->state) == PHASE_COVER && s->state != STATE_LIFTED && e->action == ACTION_DONE) {
        enter(s, c, has_card(s) ? STATE_TAKE_CARD : STATE_START, e->now_ms);
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
    switch (phase_of(s->state)) {
    case PHASE_NOBODY:
    case PHASE_CARD:
    case PHASE_FINGER:
    case PHASE_READER:
    case PHASE_TROUBLE:
        if (s->deadline_ms)
            s->deadline_ms = now_ms + s->setup.idle_ms;
        break;
    case PHASE_COVER:
        if (s->state == STATE_HELP || s->state == STATE_CLOSED)
            s->deadline_ms = now_ms + s->setup.idle_ms;
        break;
    case PHASE_ANSWER:
    case PHASE_LEAVING:
        break;
    }
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

/* A card that is still there starts no second visit: the driver says first that it is gone. */
static bool card_seen(struct session *s, struct commands *c, uint32_t placement, int64_t now_ms)
{
    bool nobody = phase_of(s->state) == PHASE_NOBODY || (s->state == STATE_HELP && !has_card(s));
    if (nobody)
        begin(s, c, placement, now_ms);
    else if (s->state == STATE_LIFTED)
        s->visit.placement = placement;
    return nobody || s->state == STATE_LIFTED;
}

/* Help was asked for while the card is read: what comes of that is found under the help. */
static bool covered_reading(const struct session *s)
{
    return phase_of(s->state) == PHASE_COVER && s->under == STATE_READING;
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
    if (s->state != STATE_READING && !covered_reading(s))
        return false;
    s->visit.card = read->card;
    if (covered_reading(s)) {
        s->under = session_is_offline(s) ? STATE_TROUBLE : STATE_CONSENT;
        s->fault = session_is_offline(s) ? WIRE_FAULT_LINK_DOWN : WIRE_FAULT_NONE;
        s->retry = STATE_CONSENT;
        return true;
    }
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
    if (!s->visit.placement || t->placement != s->visit.placement)
        return false;
    if (phase_of(s->state) == PHASE_LEAVING)
        return true; /* too late: the visit is over */
    if (s->visit.card.assurance != WIRE_ASSURANCE_CHIP)
        return false;
    s->visit.templates = t->templates;
    if (s->state == STATE_TEMPLATES)
        enter(s, c, STATE_FINGER, now_ms);
    return true;
}

/* The card left, or what watches it did: the screen closes at once. */
static void card_away(struct session *s, struct commands *c, int64_t now_ms)
{
    bool covered = phase_of(s->state) == PHASE_COVER && s->state != STATE_LIFTED;
    enum state state = covered ? s->under : s->state;
    if (state == STATE_TROUBLE && s->retry != STATE_START)
        state = s->retry;
    switch (phase_of(state)) {
    case PHASE_NOBODY:
        return;
    case PHASE_TROUBLE: /* of the card itself, which is gone */
    case PHASE_CARD:
    case PHASE_LEAVING:
        enter(s, c, STATE_START, now_ms);
        return;
    case PHASE_COVER: /* lifted before */
        s->fault = WIRE_FAULT_NONE;
        return;
    case PHASE_ANSWER:
    case PHASE_FINGER:
    case PHASE_READER:
        cover(s, c, STATE_LIFTED, now_ms);
        s->under = state;
        return;
    }
}

/* --- what drivers say ------------------------------------------------------------------- */

/* A card that cannot prove itself ends its visit, whatever had begun. A SAM that does not work ends
 * one that waits for it, and else leaves the kiosk at level tag: no reason to close. */
static bool proof_fault(struct session *s, struct commands *c, enum wire_fault fault,
                        int64_t now_ms)
{
    if (phase_of(s->state) == PHASE_LEAVING)
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
        if (covered_reading(s)) {
            s->under = STATE_TROUBLE;
            s->fault = fault;
            s->retry = STATE_START;
        }
        if (s->state == STATE_LIFTED)
            s->fault = fault; /* perhaps the same card, laid down askew: told when time is up */
        return true;
    }
    s->device_fault[peer] = fault;
    if (peer == PEER_CARD)
        card_away(s, c, now_ms);
    if (peer == PEER_FINGER && phase_of(s->state) == PHASE_FINGER)
        return trouble(s, c, fault, s->state, now_ms);
    return true;
}

static bool request_fault(struct session *s, struct commands *c, enum wire_fault fault,
                          int64_t now_ms)
{
    if (phase_of(s->state) == PHASE_ANSWER || phase_of(s->state) == PHASE_FINGER)
        return trouble(s, c, fault, s->state, now_ms);
    return true; /* answers a request the person has already left */
}

static void finger_hint(struct session *s, struct commands *c, const struct wire_finger_hint *h,
                        int64_t now_ms)
{
    if (h->hint == WIRE_HINT_LIFT && s->hint != WIRE_HINT_LIFT)
        chime(s, c, WIRE_SOUND_READ);
    s->hint = (enum wire_hint)h->hint;
    s->finger = h->position;
    if (s->hint != WIRE_HINT_PLACE)
        touched(s, now_ms);
}

static bool verified(struct session *s, struct commands *c, const struct wire_verified *v,
                     int64_t now_ms)
{
    if (phase_of(s->state) != PHASE_FINGER)
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
        if (e->peer == PEER_FINGER && phase_of(s->state) == PHASE_FINGER)
            ask_finger(s, c);
        if (e->peer == PEER_FINGER && s->state == STATE_TROUBLE &&
            s->fault == WIRE_FAULT_SENSOR_ABSENT)
            enter(s, c, s->retry, e->now_ms);
        if (e->peer == PEER_COURIER && phase_of(s->state) == PHASE_ANSWER) {
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
        if (phase_of(s->state) == PHASE_FINGER)
            finger_hint(s, c, &b->finger_hint, e->now_ms);
        return true;
    case WIRE_VERIFIED:
        return verified(s, c, &b->verified, e->now_ms);
    case WIRE_BREAKDOWN:
        if (s->state == STATE_LOADING) {
            s->visit.breakdown = b->breakdown;
            enter(s, c, STATE_OVERVIEW, e->now_ms);
        }
        return true;
    case WIRE_RECEIPT:
        if (s->state == STATE_SENDING || s->state == STATE_RECEIPT)
            s->visit.receipt = b->receipt;
        if (s->state == STATE_SENDING)
            enter(s, c, STATE_RECEIPT, e->now_ms);
        return true;
    case WIRE_SAID: /* the face only chimes so far */
    case WIRE_JACK:
        return e->peer == PEER_VOICE;
    case WIRE_NONE:
    case WIRE_TEMPLATES_ASK:
    case WIRE_QUERY:
    case WIRE_OBJECT:
    case WIRE_VERIFY:
    case WIRE_VERIFY_STOP:
    case WIRE_SAY:
    case WIRE_CHIME:
    case WIRE_VOICE_CONTROL:
    case WIRE_ENROL:
    case WIRE_ENROLLED: /* nobody enrols at the screen */
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
    case PEER_VOICE:
        return true;
    case PEERS:
        break;
    }
    return false;
}

/* Nobody answered what covers the visit. */
static void cover_is_over(struct session *s, struct commands *c, int64_t now_ms)
{
    enum wire_fault fault = s->fault;
    if (s->state == STATE_IDLE) {
        enter(s, c, STATE_TAKE_CARD, now_ms);
    } else if (s->state == STATE_LIFTED) {
        enter(s, c, STATE_START, now_ms);
        if (fault) /* of a card that still lies there */
            trouble(s, c, fault, STATE_START, now_ms);
    } else if (!has_card(s)) {
        enter(s, c, STATE_START, now_ms);
    } else {
        cover(s, c, STATE_IDLE, now_ms);
    }
}

/* The person is called back, or the visit is closed. */
static void time_is_up(struct session *s, struct commands *c, int64_t now_ms)
{
    switch (phase_of(s->state)) {
    case PHASE_NOBODY: /* whoever chose a size or a contrast, or read a page, has gone */
        s->settings = s->setup.defaults;
        enter(s, c, STATE_START, now_ms);
        break;
    case PHASE_ANSWER:
        if (s->state == STATE_TEMPLATES && awaits_proof(s)) {
            enter(s, c, STATE_START, now_ms);
            trouble(s, c, WIRE_FAULT_CARD_UNREADABLE, STATE_START, now_ms);
        } else {
            trouble(s, c, WIRE_FAULT_SERVICE_SLOW, s->state, now_ms);
        }
        break;
    case PHASE_COVER:
        cover_is_over(s, c, now_ms);
        break;
    case PHASE_LEAVING:
        s->reminders++;
        chime(s, c, WIRE_SOUND_COME_BACK);
        s->deadline_ms = now_ms + s->setup.remind_ms;
        break;
    case PHASE_CARD:
    case PHASE_FINGER:
    case PHASE_READER:
    case PHASE_TROUBLE:
        cover(s, c, STATE_IDLE, now_ms);
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
