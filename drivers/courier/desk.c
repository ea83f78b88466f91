#include "desk.h"

#include "attempts.h"
#include "breakdown.h"
#include "line.h"
#include "reply.h"
#include "request.h"
#include "templates.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    UNDER_WAY_MS = 60000, /* the line has its own time-outs and wakes us sooner */
    DELIVER_MS = 5000,    /* between two looks into an outbox where something waits */
    GIVEN_MAX = 8,        /* receipts remembered of one visit */
    NOTES_MAX = 8,
};

enum asking { ASKING_NOTHING, ASKING_TEMPLATES, ASKING_SEARCH };
enum delivering { DELIVERING_NOTHING, DELIVERING_HEALTH, DELIVERING_OBJECTION };

struct desk {
    struct desk_setup setup;
    struct outbox *outbox; /* NULL while it cannot be opened */

    uint32_t visit; /* the newest seen */
    enum asking asking;
    char transaction[UUID_TEXT]; /* of what is asked */
    char reference[UUID_TEXT];
    struct wire_card asked_of; /* whose record is to come */
    struct attempts attempts;
    struct wire_card taken_by;            /* of whom an attempt is taken; uid_size 0: of nobody */
    struct wire_receipt given[GIVEN_MAX]; /* in this visit */
    size_t given_count;

    enum delivering delivering;
    struct outbox_record record; /* on its way */
    char delivery[UUID_TEXT];    /* its transaction */
    int64_t deliver_at_ms;
    uint32_t waiting;

    struct line line;
    struct wire_link told;

    struct desk_note notes[NOTES_MAX];
    size_t note_count;
};

static void note(struct desk *d, const char *doing, const char *why)
{
    if (d->note_count == NOTES_MAX)
        return;
    struct desk_note *n = &d->notes[d->note_count++];
    n->doing = doing;
    snprintf(n->why, sizeof n->why, "%s", why);
}

static void note_errno(struct desk *d, const char *doing, int error)
{
    if (error)
        note(d, doing, strerror(-error));
}

bool desk_note(struct desk *d, struct desk_note *note_out)
{
    if (!d->note_count)
        return false;
    *note_out = d->notes[0];
    d->note_count--;
    memmove(d->notes, d->notes + 1, d->note_count * sizeof *d->notes);
    return true;
}

static void new_uuid(char text_out[UUID_TEXT])
{
    uint8_t bytes[16];
    randombytes_buf(bytes, sizeof bytes);
    uuid_write(bytes, UUID_RANDOM, text_out);
}

static int open_outbox(struct desk *d)
{
    int result = d->outbox ? 0 : outbox_open(&d->setup.outbox, &d->outbox);
    if (!result)
        result = outbox_waiting(d->outbox, &d->waiting);
    note_errno(d, "open the outbox", result);
    return result;
}

int desk_open(const struct desk_setup *setup, struct desk **desk_out)
{
    struct desk *d = calloc(1, sizeof *d);
    if (!d)
        return -ENOMEM;
    d->setup = *setup;
    randombytes_buf(d->attempts.key, sizeof d->attempts.key);
    (void)open_outbox(d);
    *desk_out = d;
    return 0;
}

void desk_close(struct desk *d)
{
    if (!d)
        return;
    outbox_record_clear(&d->record);
    outbox_close(d->outbox);
    sodium_memzero(d, sizeof *d);
    free(d);
}

/* --- the line ---------------------------------------------------------------------------- */

static void reached(struct desk *d, const struct desk_time *t)
{
    if (!line_met(&d->line, t->steady_ms))
        return;
    d->deliver_at_ms = t->steady_ms;
    if (d->outbox)
        note_errno(d, "hasten the outbox", outbox_hasten(d->outbox));
}

static void not_reached(struct desk *d, const struct desk_time *t, const char *why)
{
    if (line_missed(&d->line, t->now, t->steady_ms, randombytes_random()))
        note(d, "reach the service", why);
}

/* An error of the service, or one answer that was slow, says nothing about the line. */
static void learn_line(struct desk *d, const struct link_result *r, const struct desk_time *t)
{
    if (r->fault == WIRE_FAULT_NONE)
        reached(d, t);
    else if (r->fault != WIRE_FAULT_SERVICE_ERROR && r->fault != WIRE_FAULT_SERVICE_SLOW)
        not_reached(d, t, r->why);
}

static int tell_link(struct desk *d, const struct desk_time *t)
{
    struct wire_link link = {
        .online = d->line.state == LINE_UP,
        .clock_trusted = t->trusted,
        .offline_since = d->line.offline_since,
        .waiting = d->waiting,
    };
    if (d->line.state == LINE_UNKNOWN || !memcmp(&link, &d->told, sizeof link))
        return 0;
    d->told = link;
    return wire_send(d->setup.face, WIRE_LINK, 0, &link);
}

/* --- asking ------------------------------------------------------------------------------ */

static int fault(struct desk *d, enum wire_fault fault)
{
    struct wire_fault_report report = {.fault = fault};
    return wire_send(d->setup.face, WIRE_FAULT, d->visit, &report);
}

/* Signs and sends; `message` is given away. */
static int post(struct desk *d, enum link_lane lane, const char *path, const char *action,
                json_t *message, int64_t now)
{
    char message_id[UUID_TEXT];
    json_t *header = NULL;
    char *body = NULL;
    size_t size;
    int result;

    new_uuid(message_id);
    result = request_header(action, message_id, d->setup.service_id, now, &header);
    if (!result)
        result = envelope_seal(d->setup.signer, header, message, now, &body, &size);
    if (!result)
        result = link_post(d->setup.link, lane, path, body, size);
    json_decref(header);
    json_decref(message);
    return result;
}

static void give_back(struct desk *d)
{
    if (d->taken_by.uid_size)
        attempts_give_back(&d->attempts, &d->taken_by);
    sodium_memzero(&d->taken_by, sizeof d->taken_by);
}

static int ask(struct desk *d, const struct wire_packet *packet, const struct desk_time *t)
{
    bool search = packet->header.type == WIRE_QUERY;
    json_t *message = NULL;
    int result;

    new_uuid(d->transaction);
    new_uuid(d->reference);
    if (search)
        result =
            request_search(&packet->body.query, d->transaction, d->reference, t->now, &message);
    else
        result = request_templates(&packet->body.templates_ask, d->transaction, &message);
    if (!result)
        result = search ? post(d, LINK_ASK, "/registry/sync/search", "search", message, t->now)
                        : post(d, LINK_ASK, "/kiosk/v1/templates", "templates", message, t->now);
    d->asking = result ? ASKING_NOTHING : search ? ASKING_SEARCH : ASKING_TEMPLATES;
    note_errno(d, "ask the service", result);
    if (result && !search)
        give_back(d);
    return result ? fault(d, WIRE_FAULT_SERVICE_ERROR) : 0;
}

/* Templates are for one finger check: asking for them takes an attempt of the card. */
static int ask_templates(struct desk *d, const struct wire_packet *packet,
                         const struct desk_time *t)
{
    const struct wire_card *card = &packet->body.templates_ask.card;
    if (attempts_take(&d->attempts, card, t->steady_ms))
        return fault(d, WIRE_FAULT_ATTEMPTS_SPENT);
    d->taken_by = *card;
    return ask(d, packet, t);
}

/* The face asks for the result only after the right finger. */
static int ask_result(struct desk *d, const struct wire_packet *packet, const struct desk_time *t)
{
    d->asked_of = packet->body.query.subject.card;
    if (packet->body.query.subject.score_class)
        give_back(d);
    return ask(d, packet, t);
}

static enum wire_fault fault_of_refusal(const char *reason)
{
    if (!strcmp(reason, "rjct.attempts.spent"))
        return WIRE_FAULT_ATTEMPTS_SPENT;
    return strncmp(reason, "rjct.card.", 10) ? WIRE_FAULT_SERVICE_REFUSED : WIRE_FAULT_CARD_UNKNOWN;
}

static enum wire_fault fault_of_answer(int error, const char *reason)
{
    switch (error) {
    case -EKEYREJECTED:
    case -ESTALE:
        return WIRE_FAULT_SERVICE_UNTRUSTED;
    case -EPERM:
        return fault_of_refusal(reason);
    case -ENODATA:
        return WIRE_FAULT_TEMPLATES_UNFIT;
    default:
        return WIRE_FAULT_SERVICE_ERROR;
    }
}

/* Opens and matches an answer. *root_out is the caller's; *message_out is borrowed from it. */
static int believe(struct desk *d, const struct link_result *r, const char *action,
                   const char *transaction, int64_t now, json_t **root_out,
                   const json_t **message_out, char reason_out[REPLY_REASON])
{
    const struct keys_service *service = d->setup.service;
    const struct reply_expected expected = {
        .action = action,
        .receiver_id = d->setup.signer->id,
        .transaction_id = transaction,
    };
    int result =
        envelope_open(service->verifiers, service->verifier_count, r->body, r->size, now, root_out);
    return result ? result : reply_message(*root_out, &expected, message_out, reason_out);
}

/* Decodes into *answer, whose member depends on what was asked. */
static int answer(struct desk *d, const struct link_result *r, int64_t now,
                  union wire_body *answer_out, char reason_out[REPLY_REASON])
{
    bool search = d->asking == ASKING_SEARCH;
    const json_t *message, *record;
    json_t *root = NULL;
    int result = believe(d, r, search ? "on-search" : "on-templates", d->transaction, now, &root,
                         &message, reason_out);
    if (!result && search) {
        result = reply_record(message, d->reference, &record, reason_out);
        if (!result)
            result = reply_is_of(record, &d->asked_of);
        if (!result)
            result = breakdown_parse(record, &answer_out->breakdown);
    } else if (!result) {
        result = templates_parse(message, &answer_out->templates);
    }
    json_decref(root);
    return result;
}

static int hear_answer(struct desk *d, const struct link_result *r, const struct desk_time *t)
{
    enum wire_type type = d->asking == ASKING_SEARCH ? WIRE_BREAKDOWN : WIRE_TEMPLATES;
    char reason[REPLY_REASON] = "";
    union wire_body *body = NULL;
    enum wire_fault failed = r->fault;
    int result;

    if (r->fault) {
        note(d, "ask the service", r->why);
        goto out;
    }
    body = calloc(1, sizeof *body);
    result = body ? answer(d, r, t->now, body, reason) : -ENOMEM;
    if (result) {
        failed = fault_of_answer(result, reason);
        note(d, "believe an answer", *reason ? reason : strerror(-result));
    }
out:
    if (failed && d->asking == ASKING_TEMPLATES)
        give_back(d);
    d->asking = ASKING_NOTHING;
    result = failed ? fault(d, failed) : wire_send(d->setup.face, type, d->visit, body);
    if (body)
        sodium_memzero(body, sizeof *body);
    free(body);
    return result;
}

/* --- objections -------------------------------------------------------------------------- */

static int send_receipt(struct desk *d, const struct wire_receipt *receipt)
{
    return wire_send(d->setup.face, WIRE_RECEIPT, d->visit, receipt);
}

static int store(struct desk *d, const struct wire_object *object, const struct desk_time *t,
                 char number_out[RECEIPT_NUMBER])
{
    char key[UUID_TEXT];
    json_t *plain = NULL;
    char *text = NULL;
    size_t size = 0;
    int result = open_outbox(d);
    if (!result)
        result = request_case(object, &plain);
    if (result)
        goto out;
    size = json_dumpb(plain, NULL, 0, JSON_COMPACT);
    text = size ? malloc(size) : NULL;
    if (!text) {
        result = -ENOMEM;
        goto out;
    }
    json_dumpb(plain, text, size, JSON_COMPACT);
    uuid_write(object->key, UUID_OWN, key);
    result = outbox_add(d->outbox, key, t->now, t->trusted, text, size, number_out);
    if (!result)
        (void)outbox_waiting(d->outbox, &d->waiting);
out:
    if (text)
        sodium_memzero(text, size);
    free(text);
    json_decref(plain);
    return result;
}

static int take_object(struct desk *d, const struct wire_object *object, const struct desk_time *t)
{
    struct wire_receipt receipt = {.accepted_at = t->now};
    int result = store(d, object, t, receipt.number);
    if (result) {
        note_errno(d, "store an objection", result);
        return fault(d, WIRE_FAULT_STORE_UNUSABLE);
    }
    if (d->given_count < GIVEN_MAX)
        d->given[d->given_count++] = receipt;
    d->deliver_at_ms = t->steady_ms;
    if (d->line.state == LINE_DOWN)
        d->line.look_at_ms = t->steady_ms;
    return send_receipt(d, &receipt);
}

static int deliver(struct desk *d, const struct desk_time *t)
{
    json_t *message = NULL;
    int result = outbox_due(d->outbox, t->now, &d->record);
    d->deliver_at_ms = t->steady_ms + DELIVER_MS;
    if (result)
        return result == -ENOENT ? 0 : result;
    const struct request_sealed sealed = {
        .idempotency_key = d->record.key,
        .number = d->record.number,
        .key_id = d->record.sealing_id,
        .box = d->record.box,
        .box_size = d->record.box_size,
        .accepted_at = d->record.accepted_at,
        .clock_trusted = d->record.clock_trusted,
    };
    new_uuid(d->delivery);
    result = request_objection(&sealed, d->delivery, &message);
    if (!result)
        result = post(d, LINK_DELIVER, "/kiosk/v1/objections", "object", message, t->now);
    if (result)
        outbox_record_clear(&d->record);
    else
        d->delivering = DELIVERING_OBJECTION;
    return result;
}

/* Tells the person who is still there that it has arrived. */
static int acknowledged(struct desk *d, const struct reply_receipt *said)
{
    for (size_t i = 0; i < d->given_count; i++) {
        if (strcmp(d->given[i].number, d->record.number))
            continue;
        d->given[i].delivered = 1;
        d->given[i].expected_day = said->expected_day;
        memcpy(d->given[i].number, said->number, sizeof said->number);
        return send_receipt(d, &d->given[i]);
    }
    return 0;
}

static int hear_delivered(struct desk *d, const struct link_result *r, const struct desk_time *t)
{
    char reason[REPLY_REASON] = "";
    struct reply_receipt said;
    const json_t *message;
    json_t *root = NULL;
    int sent = 0, kept, result = -EAGAIN;

    if (!r->fault)
        result = believe(d, r, "on-object", d->delivery, t->now, &root, &message, reason);
    if (!result)
        result = reply_receipt(message, d->record.key, &said);
    if (!result) {
        sent = acknowledged(d, &said);
        kept = outbox_acknowledge(d->outbox, d->record.counter);
        d->deliver_at_ms = kept ? d->deliver_at_ms : t->steady_ms;
    } else if (result == -EPERM && !strncmp(reason, "rjct.objection.", 15)) {
        kept = outbox_set_aside(d->outbox, d->record.counter, reason);
        note(d, "deliver an objection, now set aside", reason);
    } else {
        kept = outbox_postpone(d->outbox, d->record.counter, t->now);
        note(d, "deliver an objection", r->fault ? r->why : *reason ? reason : strerror(-result));
    }
    note_errno(d, "keep the outbox", kept);
    note_errno(d, "count the outbox", outbox_waiting(d->outbox, &d->waiting));
    outbox_record_clear(&d->record);
    json_decref(root);
    return sent;
}

/* --- what main calls --------------------------------------------------------------------- */

/* A new visit ends what the one before it still waited for. */
static void begin_visit(struct desk *d, uint32_t visit)
{
    if (visit <= d->visit)
        return;
    d->visit = visit;
    d->asking = ASKING_NOTHING;
    link_drop(d->setup.link, LINK_ASK);
    sodium_memzero(d->given, sizeof d->given);
    sodium_memzero(&d->taken_by, sizeof d->taken_by);
    sodium_memzero(&d->asked_of, sizeof d->asked_of);
    d->given_count = 0;
}

int desk_take(struct desk *d, const struct wire_packet *packet, const struct desk_time *t)
{
    uint32_t type = packet->header.type;
    if (type != WIRE_TEMPLATES_ASK && type != WIRE_QUERY && type != WIRE_OBJECT)
        return -EBADMSG;
    if (!packet->header.visit || packet->header.visit < d->visit)
        return -EBADMSG;
    begin_visit(d, packet->header.visit);
    if (type == WIRE_OBJECT)
        return take_object(d, &packet->body.object, t);
    return type == WIRE_QUERY ? ask_result(d, packet, t) : ask_templates(d, packet, t);
}

int desk_hear(struct desk *d, const struct link_result *r, const struct desk_time *t)
{
    enum delivering was = d->delivering;
    int result = 0;

    if (r->lane == LINK_DELIVER)
        d->delivering = DELIVERING_NOTHING;
    if (r->lane == LINK_DELIVER && was == DELIVERING_HEALTH && r->fault)
        not_reached(d, t, r->why);
    else
        learn_line(d, r, t);
    if (r->lane == LINK_ASK && d->asking != ASKING_NOTHING)
        result = hear_answer(d, r, t);
    else if (r->lane == LINK_DELIVER && was == DELIVERING_OBJECTION)
        result = hear_delivered(d, r, t);
    link_drop(d->setup.link, r->lane);
    return result;
}

int desk_tick(struct desk *d, const struct desk_time *t)
{
    if (d->delivering == DELIVERING_NOTHING && d->line.state == LINE_UP && d->waiting &&
        t->steady_ms >= d->deliver_at_ms)
        note_errno(d, "deliver an objection", deliver(d, t));
    if (d->delivering == DELIVERING_NOTHING && t->steady_ms >= d->line.look_at_ms) {
        int result = link_get(d->setup.link, LINK_DELIVER, "/kiosk/v1/health");
        if (result)
            not_reached(d, t, strerror(-result));
        else
            d->delivering = DELIVERING_HEALTH;
    }
    return tell_link(d, t);
}

int desk_timeout_ms(const struct desk *d, const struct desk_time *t)
{
    int64_t until = d->line.look_at_ms;
    if (d->delivering != DELIVERING_NOTHING)
        return UNDER_WAY_MS;
    if (d->line.state == LINE_UP && d->waiting && d->deliver_at_ms < until)
        until = d->deliver_at_ms;
    return until <= t->steady_ms ? 0 : (int)(until - t->steady_ms);
}
