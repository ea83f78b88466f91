#include "desk.h"

#include "bulletin.h"
#include "commission.h"
#include "contact.h"
#include "delivery.h"
#include "fetch.h"
#include "filing.h"
#include "heartbeat.h"
#include "ledger.h"
#include "line.h"
#include "mail.h"
#include "muster.h"
#include "question.h"
#include "witness.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { UNDER_WAY_MS = 60000 /* the line has its own time-outs and wakes us sooner */ };

struct desk {
    int face;
    struct mail mail;
    uint32_t visit; /* the newest seen */
    struct question question;
    struct store store;
    struct delivery delivery;
    struct bulletin bulletin;
    struct muster muster;
    struct ledger ledger;
    struct witness witness;
    struct heartbeat heartbeat;
    bool commission_due; /* not told yet */
    struct fetch fetch;
    bool looking; /* whether the line is up: /kiosk/v1/health is under way */
    struct line line;
    struct wire_link told;
    struct notes notes;
};

bool desk_note(struct desk *d, struct note *note_out)
{
    return notes_take(&d->notes, note_out);
}

int desk_open(const struct desk_setup *setup, const struct desk_time *t, struct desk **desk_out)
{
    struct desk *d = calloc(1, sizeof *d);
    if (!d)
        return -ENOMEM;
    d->face = setup->face;
    d->mail = (struct mail){.link = setup->link,
                            .signer = setup->signer,
                            .service = setup->service,
                            .service_id = setup->service_id};
    int result = question_init(&d->question, setup->outbox.directory, &d->mail);
    if (result) {
        free(d);
        return result;
    }
    store_open(&d->store, &setup->outbox, t->now, t->trusted, t->steady_ms, &d->notes);
    delivery_open(&d->delivery, &d->store, setup->service);
    bulletin_open(&d->bulletin, setup->outbox.directory, setup->service, &d->mail, &d->notes);
    ledger_init(&d->ledger, setup->outbox.directory);
    d->commission_due = setup->commissions && !commission_at(setup->outbox.directory);
    muster_open(&d->muster, setup->outbox.directory, &d->mail, &d->notes);
    heartbeat_open(&d->heartbeat, setup->outbox.directory, setup->certificate, setup->updates,
                   &d->mail, t->now, &d->notes);
    d->fetch = (struct fetch){.directory = setup->outbox.directory,
                              .updates = setup->updates,
                              .service = setup->origin,
                              .bundles = setup->bundles};
    *desk_out = d;
    return 0;
}

void desk_close(struct desk *d)
{
    if (!d)
        return;
    delivery_close(&d->delivery);
    store_close(&d->store);
    question_end(&d->question);
    muster_close(&d->muster);
    ledger_close(&d->ledger);
    sodium_memzero(d, sizeof *d);
    free(d);
}

/* --- the line ---------------------------------------------------------------------------- */

static void reached(struct desk *d, const struct desk_time *t)
{
    store_met(&d->store, t->now, &d->notes);
    if (!line_met(&d->line, t->steady_ms))
        return;
    store_log(&d->store, "line-up", "", &d->notes);
    delivery_hasten(&d->delivery, t->steady_ms, &d->notes);
    heartbeat_hasten(&d->heartbeat, t->steady_ms);
}

static void not_reached(struct desk *d, const struct desk_time *t, enum wire_fault fault,
                        const char *why)
{
    if (!line_missed(&d->line, t->now, t->steady_ms, randombytes_random()))
        return;
    d->heartbeat.counts.line_lost++;
    notes_add(&d->notes, "reach the service", why);
    store_log(&d->store, "line-down", wire_fault_name(fault), &d->notes);
}

/* An error of the service, or one answer that was slow, says nothing about the line. */
static void learn_line(struct desk *d, const struct link_result *r, const struct desk_time *t)
{
    if (r->fault == WIRE_FAULT_NONE)
        reached(d, t);
    else if (r->fault != WIRE_FAULT_SERVICE_ERROR && r->fault != WIRE_FAULT_SERVICE_SLOW)
        not_reached(d, t, r->fault, r->why);
}

static enum wire_contact contact(const struct desk *d, const struct desk_time *t)
{
    return d->line.state == LINE_UP ? WIRE_CONTACT_KEPT : contact_of(d->store.contact, t->now);
}

static int tell_link(struct desk *d, const struct desk_time *t)
{
    struct wire_link link = {
        .online = d->line.state == LINE_UP,
        .clock_trusted = t->trusted,
        .offline_since = d->line.offline_since,
        .waiting = d->store.waiting,
        .aside = d->store.aside,
        .contact = contact(d, t),
        .store_unusable = d->store.trouble != 0,
        .window_closes_at = d->store.window_closes_at,
    };
    bool news = d->line.state != LINE_UNKNOWN || link.contact || link.store_unusable;
    if (link.contact)
        link.contact_ends_at = contact_ends_at(d->store.contact);
    if (!news || !memcmp(&link, &d->told, sizeof link))
        return 0;
    d->told = link;
    return wire_send(d->face, WIRE_LINK, 0, &link);
}

/* With the policy of help, which the list of staff brings and ends with it. */
static int tell_catalogue(struct desk *d, const struct desk_time *t)
{
    struct wire_catalogue *told = &d->bulletin.catalogue.told;
    struct wire_policy policy = roster_policy(&d->muster.roster, t->now);
    bool same = !memcmp(&told->policy, &policy, sizeof policy);
    if (!told->made_at || (d->bulletin.told && same))
        return 0;
    told->policy = policy;
    d->bulletin.told = true;
    return wire_send(d->face, WIRE_CATALOGUE, 0, told);
}

static int tell_settings(struct desk *d)
{
    if (d->heartbeat.told)
        return 0;
    d->heartbeat.told = true;
    return wire_send(d->face, WIRE_SETTINGS, 0, &d->heartbeat.settings.told);
}

static int tell_commission(struct desk *d)
{
    static const struct wire_commission_due due;
    if (!d->commission_due)
        return 0;
    d->commission_due = false;
    return wire_send(d->face, WIRE_COMMISSION_DUE, 0, &due);
}

/* --- the face ---------------------------------------------------------------------------- */

/* A count that is missing is no reason to send anybody away. */
static void counted(struct desk *d, int result)
{
    notes_add_errno(&d->notes, "count what was done", result);
}

static int fault(struct desk *d, enum wire_fault fault)
{
    struct wire_fault_report report = {.fault = fault};
    counted(d, ledger_troubled(&d->ledger, fault, d->store.now));
    return wire_send(d->face, WIRE_FAULT, d->visit, &report);
}

/* Windows are told to those who come while the line is down: they are the same for everybody. */
static void learn_offers(struct desk *d, int64_t now)
{
    const struct wire_catalogue *c = &d->bulletin.catalogue.told;
    for (uint32_t i = 0; i < c->offer_count; i++)
        store_window(&d->store, c->offers[i].objection_closes_at, now, &d->notes);
}

static void learn_windows(struct desk *d, const struct wire_breakdown *b, int64_t now)
{
    for (uint32_t i = 0; i < b->programme_count; i++)
        store_window(&d->store, b->programmes[i].objection_closes_at, now, &d->notes);
}

static int hear_answer(struct desk *d, const struct link_result *r, const struct desk_time *t)
{
    union wire_body *body = calloc(1, sizeof *body);
    enum wire_type type = WIRE_NONE;
    enum wire_fault failed;
    int result;

    if (!body)
        return fault(d, WIRE_FAULT_SERVICE_ERROR);
    failed = question_hear(&d->question, &d->mail, r, t->now, &d->notes, &type, body);
    if (failed == WIRE_FAULT_CLOCK_WRONG && t->trusted)
        failed = WIRE_FAULT_SERVICE_UNTRUSTED;
    if (!failed && type == WIRE_BREAKDOWN)
        learn_windows(d, &body->breakdown, t->now);
    if (!failed && type == WIRE_STAFF && body->staff.standing != WIRE_STAFF_LISTED)
        document_expire(&d->muster.document);
    if (failed || type) {
        store_log(&d->store, failed ? "not-answered" : "answered",
                  failed ? wire_fault_name(failed) : wire_name(type), &d->notes);
        *(failed ? &d->heartbeat.counts.not_answered : &d->heartbeat.counts.answered) += 1;
    }
    result = failed ? fault(d, failed) : type ? wire_send(d->face, type, d->visit, body) : 0;
    sodium_memzero(body, sizeof *body);
    free(body);
    return result;
}

/* Tells of what was made durable, or that it could not be. */
static int tell_stored(struct desk *d, int result, const struct wire_receipt *receipt,
                       const char *event, const struct desk_time *t)
{
    if (result) {
        notes_add_errno(&d->notes, "store a filing", result);
        return fault(d, WIRE_FAULT_STORE_UNUSABLE);
    }
    d->heartbeat.counts.filed++;
    store_log(&d->store, event, receipt->number, &d->notes);
    if (d->line.state == LINE_DOWN)
        d->line.look_at_ms = t->steady_ms;
    return wire_send(d->face, WIRE_RECEIPT, d->visit, receipt);
}

static int take_filing(struct desk *d, const struct wire_filing *filing, const struct desk_time *t)
{
    struct wire_receipt receipt;
    int result;
    if (filing->subject.score_class) /* the face files only after the right finger */
        question_matched(&d->question, &d->mail, &d->notes);
    if (contact(d, t) == WIRE_CONTACT_LOST)
        return fault(d, WIRE_FAULT_CONTACT_LOST);
    result = delivery_store(&d->delivery, &d->bulletin.catalogue, filing, t->now, t->trusted,
                            t->steady_ms, &d->notes, &receipt);
    if (!result)
        counted(d, ledger_filed(&d->ledger, (enum wire_filing_kind)filing->kind, t->now));
    return tell_stored(d, result, &receipt, "filed", t);
}

static int take_enrolment(struct desk *d, const struct wire_enrolment *enrolment,
                          const struct desk_time *t)
{
    struct wire_receipt receipt;
    if (contact(d, t) == WIRE_CONTACT_LOST)
        return fault(d, WIRE_FAULT_CONTACT_LOST);
    int result = delivery_store_enrolment(&d->delivery, enrolment, t->now, t->trusted, t->steady_ms,
                                          &d->notes, &receipt);
    if (!result)
        counted(d, ledger_enrolled(&d->ledger, t->now));
    return tell_stored(d, result, &receipt, "enrolled", t);
}

static int take_question(struct desk *d, const struct wire_packet *packet,
                         const struct desk_time *t)
{
    static const struct wire_attempt_taken taken;
    enum wire_fault failed = question_ask(&d->question, &d->mail, packet, t->now, &d->notes);
    if (failed)
        return fault(d, failed);
    return d->question.may_begin ? wire_send(d->face, WIRE_ATTEMPT_TAKEN, d->visit, &taken) : 0;
}

static bool is_of_staff(uint32_t type)
{
    return type == WIRE_STAFF_ASK || type == WIRE_SIGN_IN || type == WIRE_ENROLMENT ||
           type == WIRE_COUNTS_ASK || type == WIRE_SLIP_ASK;
}

/* Whoever is not on the list may have been put on it since it came. */
static int take_staff_ask(struct desk *d, const struct wire_staff_ask *ask,
                          const struct desk_time *t)
{
    struct wire_staff staff;
    enum wire_fault failed;
    roster_judge(&d->muster.roster, &ask->card, ask->role, t->now, &staff);
    if (staff.standing != WIRE_STAFF_LISTED) {
        document_expire(&d->muster.document);
        return wire_send(d->face, WIRE_STAFF, d->visit, &staff);
    }
    failed = question_ask_staff(&d->question, &d->mail, ask, &staff, t->now, &d->notes);
    return failed ? fault(d, failed) : 0;
}

/* In the journal with role, outcome and staff id, and on its way to the service. */
static int take_sign_in(struct desk *d, const struct wire_sign_in *s, const struct desk_time *t)
{
    char detail[JOURNAL_DETAIL];
    snprintf(detail, sizeof detail, "%s:%s:%s", roster_role(s->role), filing_outcome(s->outcome),
             s->id);
    store_log(&d->store, "sign-in", detail, &d->notes);
    if (s->outcome == WIRE_SIGN_IN_GOOD)
        question_signed_in(&d->question, &d->notes);
    notes_add_errno(
        &d->notes, "store a sign-in",
        delivery_store_sign_in(&d->delivery, s, t->now, t->trusted, t->steady_ms, &d->notes));
    return 0;
}

/* Counts, or the next number. */
static int take_ledger_ask(struct desk *d, const struct wire_packet *packet,
                           const struct desk_time *t)
{
    static union wire_body answer;
    enum wire_type type = WIRE_NONE;
    int result = ledger_answer(&d->ledger, packet, d->store.waiting, t->now, &type, &answer);
    counted(d, result);
    return result ? fault(d, WIRE_FAULT_STORE_UNUSABLE)
                  : wire_send(d->face, type, d->visit, &answer);
}

static int take_of_staff(struct desk *d, const struct wire_packet *packet,
                         const struct desk_time *t)
{
    if (packet->header.type == WIRE_STAFF_ASK)
        return take_staff_ask(d, &packet->body.staff_ask, t);
    if (packet->header.type == WIRE_SIGN_IN)
        return take_sign_in(d, &packet->body.sign_in, t);
    if (packet->header.type == WIRE_ENROLMENT)
        return take_enrolment(d, &packet->body.enrolment, t);
    return take_ledger_ask(d, packet, t);
}

/* A new visit ends what the one before it still waited for. */
static void begin_visit(struct desk *d, uint32_t visit, int64_t steady_ms)
{
    if (visit <= d->visit)
        return;
    d->visit = visit;
    question_forget(&d->question, &d->mail);
    delivery_forget(&d->delivery);
    d->heartbeat.counts.visits++;
    store_log(&d->store, "visit", "", &d->notes);
    (void)store_check(&d->store, steady_ms, &d->notes); /* told before there is anything to type */
}

static bool is_for_us(uint32_t type)
{
    return type == WIRE_TEMPLATES_ASK || type == WIRE_ATTEMPT || type == WIRE_QUERY ||
           type == WIRE_FILING || type == WIRE_INCIDENT || type == WIRE_DEVICES ||
           type == WIRE_COMMISSION || is_of_staff(type);
}

int desk_take(struct desk *d, const struct wire_packet *packet, const struct desk_time *t)
{
    uint32_t type = packet->header.type;
    store_clock(&d->store, t->now, t->trusted);
    if (!is_for_us(type))
        return -EBADMSG;
    if (type == WIRE_DEVICES) {
        heartbeat_learn(&d->heartbeat, &packet->body.devices, t->steady_ms);
        return 0;
    }
    if (type == WIRE_COMMISSION) {
        notes_add_errno(&d->notes, "note the commission",
                        commission_put(d->store.setup.directory, &packet->body.commission, t->now));
        store_log(&d->store, "handed-over", "", &d->notes);
        return 0;
    }
    if (type == WIRE_INCIDENT) {
        d->heartbeat.counts.incidents++;
        store_log(&d->store, "incident", wire_fault_name(packet->body.fault.fault), &d->notes);
        counted(d, ledger_troubled(&d->ledger, (enum wire_fault)packet->body.fault.fault, t->now));
        return 0;
    }
    if (!packet->header.visit || packet->header.visit < d->visit)
        return -EBADMSG;
    begin_visit(d, packet->header.visit, t->steady_ms);
    counted(d, ledger_asked(&d->ledger, packet, t->now));
    fetch_rest(&d->fetch, d->mail.link, t->steady_ms);
    int told = tell_link(d, t);
    if (told)
        return told;
    if (is_of_staff(type))
        return take_of_staff(d, packet, t);
    if (type == WIRE_FILING)
        return take_filing(d, &packet->body.filing, t);
    return take_question(d, packet, t);
}

/* --- the service ------------------------------------------------------------------------- */

static int hear_delivered(struct desk *d, const struct link_result *r, const struct desk_time *t)
{
    const struct wire_receipt *receipt =
        delivery_hear(&d->delivery, &d->mail, r, t->now, t->steady_ms, &d->notes);
    return receipt ? wire_send(d->face, WIRE_RECEIPT, d->visit, receipt) : 0;
}

static void hear_catalogue(struct desk *d, const struct link_result *r, const struct desk_time *t)
{
    bulletin_hear(&d->bulletin, &d->mail, r, t->now, &d->notes);
    if (d->bulletin.learned)
        store_log(&d->store, "keys-learned", d->mail.service->sealing_id, &d->notes);
    d->bulletin.learned = false;
    learn_offers(d, t->now);
}

static void hear_heartbeat(struct desk *d, const struct link_result *r, const struct desk_time *t)
{
    if (heartbeat_hear(&d->heartbeat, &d->store, &d->mail, r, t->now, &d->notes))
        fetch_take(&d->fetch, d->mail.link, &d->heartbeat.offer, &d->notes);
}

/* What failed for the time that this clock shows is this clock's fault, unless it is kept. */
static enum wire_fault fault_by_clock(const struct link_result *r, const struct desk_time *t)
{
    int64_t apart = r->date > t->now ? r->date - t->now : t->now - r->date;
    if (r->fault == WIRE_FAULT_CLOCK_WRONG && t->trusted)
        return WIRE_FAULT_SERVICE_UNTRUSTED;
    if (r->fault == WIRE_FAULT_SERVICE_ERROR && !t->trusted && r->date && apart > ENVELOPE_SKEW_S)
        return WIRE_FAULT_CLOCK_WRONG;
    return r->fault;
}

int desk_hear(struct desk *d, const struct link_result *heard, const struct desk_time *t)
{
    struct link_result told = *heard;
    const struct link_result *r = &told;
    bool looked = heard->lane == LINK_DELIVER && d->looking;
    int result = 0;

    store_clock(&d->store, t->now, t->trusted);
    if (heard->lane == LINK_FETCH) { /* it may come from elsewhere: nothing of it is the line's */
        fetch_hear(&d->fetch, heard, t->steady_ms, &d->notes);
        link_drop(d->mail.link, LINK_FETCH);
        return 0;
    }
    told.fault = fault_by_clock(heard, t);
    if (looked && r->fault)
        not_reached(d, t, r->fault, r->why);
    else
        learn_line(d, r, t);
    if (looked)
        d->looking = false;
    else if (r->lane == LINK_DELIVER && d->witness.under_way)
        witness_hear(&d->witness, &d->store, &d->mail, r, t->now, &d->notes);
    else if (r->lane == LINK_DELIVER && d->heartbeat.under_way)
        hear_heartbeat(d, r, t);
    else if (r->lane == LINK_DELIVER && d->delivery.under_way)
        result = hear_delivered(d, r, t);
    else if (r->lane == LINK_DELIVER && d->bulletin.document.under_way)
        hear_catalogue(d, r, t);
    else if (r->lane == LINK_DELIVER && d->muster.document.under_way)
        muster_hear(&d->muster, &d->mail, r, t->now, &d->notes);
    else if (r->lane == LINK_ASK && d->question.kind != QUESTION_NONE)
        result = hear_answer(d, r, t);
    link_drop(d->mail.link, r->lane);
    return result;
}

/* The lane of what may take its time carries one thing at a time. */
static bool delivers(const struct desk *d)
{
    return d->looking || d->delivery.under_way || d->bulletin.document.under_way ||
           d->muster.document.under_way || d->witness.under_way || d->heartbeat.under_way;
}

int desk_tick(struct desk *d, const struct desk_time *t)
{
    int result;
    store_clock(&d->store, t->now, t->trusted);
    question_tick(&d->question, t->now, &d->notes);
    if (d->store.trouble && t->steady_ms >= d->store.check_at_ms)
        (void)store_check(&d->store, t->steady_ms, &d->notes);
    if (!delivers(d) && d->line.state == LINE_UP)
        delivery_start(&d->delivery, &d->mail, t->now, t->steady_ms, &d->notes);
    if (!delivers(d) && d->line.state == LINE_UP)
        witness_start(&d->witness, &d->store, &d->mail, t->now, t->steady_ms, &d->notes);
    if (d->line.state == LINE_DOWN || (d->line.state == LINE_UP && !delivers(d)))
        heartbeat_beat(&d->heartbeat, &d->store, &d->mail, d->line.state == LINE_UP, t->now,
                       t->steady_ms, &d->notes);
    if (!delivers(d) && d->line.state == LINE_UP)
        document_start(&d->bulletin.document, &d->mail, t->now, t->steady_ms, &d->notes);
    if (!delivers(d) && d->line.state == LINE_UP)
        document_start(&d->muster.document, &d->mail, t->now, t->steady_ms, &d->notes);
    if (d->line.state == LINE_UP)
        fetch_start(&d->fetch, d->mail.link, t->steady_ms, &d->notes);
    if (!delivers(d) && t->steady_ms >= d->line.look_at_ms) {
        result = link_get(d->mail.link, LINK_DELIVER, "/kiosk/v1/health");
        if (result)
            not_reached(d, t, WIRE_FAULT_LINK_DOWN, strerror(-result));
        else
            d->looking = true;
    }
    result = tell_catalogue(d, t);
    if (!result)
        result = tell_settings(d);
    if (!result)
        result = tell_commission(d);
    return result ? result : tell_link(d, t);
}

int desk_timeout_ms(const struct desk *d, const struct desk_time *t)
{
    int64_t until = d->line.look_at_ms;
    if (delivers(d))
        return UNDER_WAY_MS;
    if (d->line.state == LINE_UP && fetch_is_due(&d->fetch, until) && d->fetch.at_ms < until)
        until = d->fetch.at_ms;
    if (d->line.state == LINE_UP && d->store.waiting && d->delivery.at_ms < until)
        until = d->delivery.at_ms;
    if (d->line.state == LINE_UP && (document_is_due(&d->bulletin.document, t->now, t->steady_ms) ||
                                     document_is_due(&d->muster.document, t->now, t->steady_ms)))
        until = t->steady_ms;
    if (d->line.state != LINE_UNKNOWN && d->heartbeat.at_ms < until)
        until = d->heartbeat.at_ms;
    if (d->store.trouble && d->store.check_at_ms < until)
        until = d->store.check_at_ms;
    return until <= t->steady_ms ? 0 : (int)(until - t->steady_ms);
}
