#include "desk.h"

#include "commission.h"
#include "contact.h"
#include "errands.h"
#include "filing.h"
#include "ledger.h"
#include "mail.h"
#include "question.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

struct desk {
    int face;
    struct mail mail;
    uint32_t visit; /* the newest seen */
    struct question question;
    struct errands errands;
    struct ledger ledger;
    bool commission_due; /* not told yet */
    struct wire_link told;
    struct notes notes;
};

bool desk_note(struct desk *d, struct note *note_out)
{
    return notes_take(&d->notes, note_out);
}

int desk_open(const struct desk_setup *setup, const struct moment *t, struct desk **desk_out)
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
    errands_open(&d->errands,
                 &(struct errands_setup){.mail = &d->mail,
                                         .notes = &d->notes,
                                         .outbox = setup->outbox,
                                         .service = setup->service,
                                         .certificate = setup->certificate,
                                         .updates = setup->updates,
                                         .origin = setup->origin,
                                         .bundles = setup->bundles},
                 t);
    ledger_init(&d->ledger, setup->outbox.directory);
    d->commission_due = setup->commissions && !commission_at(setup->outbox.directory);
    *desk_out = d;
    return 0;
}

void desk_close(struct desk *d)
{
    if (!d)
        return;
    errands_close(&d->errands);
    question_end(&d->question);
    ledger_close(&d->ledger);
    sodium_memzero(d, sizeof *d);
    free(d);
}

/* --- what the face is told ---------------------------------------------------------------- */

static enum wire_contact contact(const struct desk *d, const struct moment *t)
{
    return d->errands.line.state == LINE_UP ? WIRE_CONTACT_KEPT
                                            : contact_of(d->errands.store.contact, t->now);
}

static int tell_link(struct desk *d, const struct moment *t)
{
    struct wire_link link = {
        .online = d->errands.line.state == LINE_UP,
        .clock_trusted = t->trusted,
        .offline_since = d->errands.line.offline_since,
        .waiting = d->errands.store.waiting,
        .aside = d->errands.store.aside,
        .contact = contact(d, t),
        .store_unusable = d->errands.store.trouble != 0,
        .window_closes_at = d->errands.store.window_closes_at,
    };
    bool news = d->errands.line.state != LINE_UNKNOWN || link.contact || link.store_unusable;
    if (link.contact)
        link.contact_ends_at = contact_ends_at(d->errands.store.contact);
    if (!news || !memcmp(&link, &d->told, sizeof link))
        return 0;
    d->told = link;
    return wire_send(d->face, WIRE_LINK, 0, &link);
}

/* With the policy of help, which the list of staff brings and ends with it. */
static int tell_catalogue(struct desk *d, const struct moment *t)
{
    struct wire_catalogue *told = &d->errands.bulletin.catalogue.told;
    struct wire_policy policy = roster_policy(&d->errands.muster.roster, t->now);
    bool same = !memcmp(&told->policy, &policy, sizeof policy);
    if (!told->made_at || (d->errands.bulletin.told && same))
        return 0;
    told->policy = policy;
    d->errands.bulletin.told = true;
    return wire_send(d->face, WIRE_CATALOGUE, 0, told);
}

static int tell_settings(struct desk *d)
{
    if (d->errands.heartbeat.told)
        return 0;
    d->errands.heartbeat.told = true;
    return wire_send(d->face, WIRE_SETTINGS, 0, &d->errands.heartbeat.settings.told);
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
    counted(d, ledger_troubled(&d->ledger, fault, d->errands.store.now));
    return wire_send(d->face, WIRE_FAULT, d->visit, &report);
}

static void learn_windows(struct desk *d, const struct wire_breakdown *b, int64_t now)
{
    for (uint32_t i = 0; i < b->programme_count; i++)
        store_window(&d->errands.store, b->programmes[i].objection_closes_at, now, &d->notes);
}

static int hear_answer(struct desk *d, const struct link_result *r, const struct moment *t)
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
        document_expire(&d->errands.muster.document);
    if (failed || type) {
        store_log(&d->errands.store, failed ? "not-answered" : "answered",
                  failed ? wire_fault_name(failed) : wire_name(type), &d->notes);
        *(failed ? &d->errands.heartbeat.counts.not_answered
                 : &d->errands.heartbeat.counts.answered) += 1;
    }
    result = failed ? fault(d, failed) : type ? wire_send(d->face, type, d->visit, body) : 0;
    sodium_memzero(body, sizeof *body);
    free(body);
    return result;
}

/* Tells of what was made durable, or that it could not be. */
static int tell_stored(struct desk *d, int result, const struct wire_receipt *receipt,
                       const char *event, const struct moment *t)
{
    if (result) {
        notes_add_errno(&d->notes, "store a filing", result);
        return fault(d, WIRE_FAULT_STORE_UNUSABLE);
    }
    d->errands.heartbeat.counts.filed++;
    store_log(&d->errands.store, event, receipt->number, &d->notes);
    if (d->errands.line.state == LINE_DOWN)
        d->errands.line.look_at_ms = t->steady_ms;
    return wire_send(d->face, WIRE_RECEIPT, d->visit, receipt);
}

/* Who helps in what asks for a result or files something; NULL: another message. */
static const struct wire_help *help_of(const struct wire_packet *packet)
{
    if (packet->header.type == WIRE_QUERY)
        return &packet->body.query.subject.help;
    return packet->header.type == WIRE_FILING ? &packet->body.filing.subject.help : NULL;
}

static int take_filing(struct desk *d, const struct wire_filing *filing, const struct moment *t)
{
    struct wire_receipt receipt;
    int result;
    if (filing->subject.score_class) /* the face files only after the right finger */
        question_matched(&d->question, &d->mail, &d->notes);
    if (contact(d, t) == WIRE_CONTACT_LOST)
        return fault(d, WIRE_FAULT_CONTACT_LOST);
    result = delivery_store(&d->errands.delivery, &d->errands.bulletin.catalogue, filing, t->now,
                            t->trusted, t->steady_ms, &d->notes, &receipt);
    if (!result)
        counted(d, ledger_filed(&d->ledger, (enum wire_filing_kind)filing->kind, t->now));
    return tell_stored(d, result, &receipt, "filed", t);
}

static int take_enrolment(struct desk *d, const struct wire_enrolment *enrolment,
                          const struct moment *t)
{
    struct wire_receipt receipt;
    if (contact(d, t) == WIRE_CONTACT_LOST)
        return fault(d, WIRE_FAULT_CONTACT_LOST);
    int result = delivery_store_enrolment(&d->errands.delivery, enrolment, t->now, t->trusted,
                                          t->steady_ms, &d->notes, &receipt);
    if (!result)
        counted(d, ledger_enrolled(&d->ledger, t->now));
    return tell_stored(d, result, &receipt, "enrolled", t);
}

static int take_question(struct desk *d, const struct wire_packet *packet, const struct moment *t)
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
static int take_staff_ask(struct desk *d, const struct wire_staff_ask *ask, const struct moment *t)
{
    struct wire_staff staff;
    enum wire_fault failed;
    roster_judge(&d->errands.muster.roster, &ask->card, ask->role, t->now, &staff);
    if (staff.standing != WIRE_STAFF_LISTED) {
        document_expire(&d->errands.muster.document);
        return wire_send(d->face, WIRE_STAFF, d->visit, &staff);
    }
    failed = question_ask_staff(&d->question, &d->mail, ask, &staff, t->now, &d->notes);
    return failed ? fault(d, failed) : 0;
}

/* In the journal with role, outcome and staff id, and on its way to the service. */
static int take_sign_in(struct desk *d, const struct wire_sign_in *s, const struct moment *t)
{
    char detail[JOURNAL_DETAIL];
    snprintf(detail, sizeof detail, "%s:%s:%s", roster_role(s->role), filing_outcome(s->outcome),
             s->id);
    store_log(&d->errands.store, "sign-in", detail, &d->notes);
    if (s->outcome == WIRE_SIGN_IN_GOOD ||
        (s->outcome == WIRE_SIGN_IN_CARD_ALONE &&
         roster_policy(&d->errands.muster.roster, t->now).card_alone))
        question_signed_in(&d->question, &d->notes);
    notes_add_errno(&d->notes, "store a sign-in",
                    delivery_store_sign_in(&d->errands.delivery, s, t->now, t->trusted,
                                           t->steady_ms, &d->notes));
    return 0;
}

/* Counts, or the next number. */
static int take_ledger_ask(struct desk *d, const struct wire_packet *packet, const struct moment *t)
{
    static union wire_body answer;
    enum wire_type type = WIRE_NONE;
    int result =
        ledger_answer(&d->ledger, packet, d->errands.store.waiting, t->now, &type, &answer);
    counted(d, result);
    return result ? fault(d, WIRE_FAULT_STORE_UNUSABLE)
                  : wire_send(d->face, type, d->visit, &answer);
}

static int take_of_staff(struct desk *d, const struct wire_packet *packet, const struct moment *t)
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
    delivery_forget(&d->errands.delivery);
    d->errands.heartbeat.counts.visits++;
    store_log(&d->errands.store, "visit", "", &d->notes);
    (void)store_check(&d->errands.store, steady_ms,
                      &d->notes); /* told before there is anything to type */
}

static bool is_for_us(uint32_t type)
{
    return type == WIRE_TEMPLATES_ASK || type == WIRE_ATTEMPT || type == WIRE_QUERY ||
           type == WIRE_FILING || type == WIRE_INCIDENT || type == WIRE_DEVICES ||
           type == WIRE_COMMISSION || is_of_staff(type);
}

int desk_take(struct desk *d, const struct wire_packet *packet, const struct moment *t)
{
    uint32_t type = packet->header.type;
    store_clock(&d->errands.store, t->now, t->trusted);
    if (!is_for_us(type))
        return -EBADMSG;
    if (type == WIRE_DEVICES) {
        heartbeat_learn(&d->errands.heartbeat, &packet->body.devices, t->steady_ms);
        return 0;
    }
    if (type == WIRE_COMMISSION) {
        notes_add_errno(
            &d->notes, "note the commission",
            commission_put(d->errands.store.setup.directory, &packet->body.commission, t->now));
        store_log(&d->errands.store, "handed-over", "", &d->notes);
        return 0;
    }
    if (type == WIRE_INCIDENT) {
        d->errands.heartbeat.counts.incidents++;
        store_log(&d->errands.store, "incident", wire_fault_name(packet->body.fault.fault),
                  &d->notes);
        counted(d, ledger_troubled(&d->ledger, (enum wire_fault)packet->body.fault.fault, t->now));
        return 0;
    }
    if (!packet->header.visit || packet->header.visit < d->visit)
        return -EBADMSG;
    begin_visit(d, packet->header.visit, t->steady_ms);
    counted(d, ledger_asked(&d->ledger, packet, t->now));
    fetch_rest(&d->errands.fetch, d->mail.link, t->steady_ms);
    int told = tell_link(d, t);
    if (told)
        return told;
    const struct wire_help *help = help_of(packet);
    if (help && !roster_takes(&d->errands.muster.roster, help, t->now))
        return fault(d, WIRE_FAULT_SERVICE_REFUSED);
    if (is_of_staff(type))
        return take_of_staff(d, packet, t);
    if (type == WIRE_FILING)
        return take_filing(d, &packet->body.filing, t);
    return take_question(d, packet, t);
}

/* --- the service ------------------------------------------------------------------------- */

int desk_hear(struct desk *d, const struct link_result *heard, const struct moment *t)
{
    struct link_result r = *heard;
    const struct wire_receipt *receipt = NULL;
    int result = 0;

    store_clock(&d->errands.store, t->now, t->trusted);
    if (!errands_hear(&d->errands, &r, t, &receipt) && d->question.kind != QUESTION_NONE)
        result = hear_answer(d, &r, t);
    if (receipt)
        result = wire_send(d->face, WIRE_RECEIPT, d->visit, receipt);
    link_drop(d->mail.link, r.lane);
    return result;
}

int desk_tick(struct desk *d, const struct moment *t)
{
    int result;
    store_clock(&d->errands.store, t->now, t->trusted);
    question_tick(&d->question, t->now, &d->notes);
    errands_run(&d->errands, t);
    result = tell_catalogue(d, t);
    if (!result)
        result = tell_settings(d);
    if (!result)
        result = tell_commission(d);
    return result ? result : tell_link(d, t);
}

int desk_timeout_ms(const struct desk *d, const struct moment *t)
{
    return errands_timeout_ms(&d->errands, t);
}
