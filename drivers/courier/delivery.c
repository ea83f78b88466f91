#include "delivery.h"

#include "filing.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a service says that will never take a filing (openapi.yaml, Refusals). */
#define REFUSED "rjct.objection."

enum { LOOK_MS = 5000 /* between two looks into an outbox where something waits */ };

void delivery_open(struct delivery *d, struct store *store, const struct keyset *service)
{
    *d = (struct delivery){.store = store, .service = service};
}

void delivery_close(struct delivery *d)
{
    outbox_record_clear(&d->record);
    sodium_memzero(d, sizeof *d);
}

void delivery_forget(struct delivery *d)
{
    sodium_memzero(d->given, sizeof d->given);
    d->given_count = 0;
}

/* What is to be sealed and stored. */
struct parcel {
    uint32_t kind; /* filing.h */
    const uint8_t *key;
    const char *about;
    json_t *plain; /* taken */
    int64_t now;
    bool trusted;
};

static int add(struct delivery *d, const struct catalogue *catalogue, const struct parcel *p,
               char number_out[RECEIPT_NUMBER])
{
    const struct filing_route *route = filing_route(p->kind);
    char key[UUID_TEXT];
    struct outbox_filing o = {.key = key,
                              .kind = p->kind,
                              .about = p->about && *p->about ? p->about : NULL,
                              .accepted_at = p->now,
                              .clock_trusted = p->trusted,
                              .sealing_id = d->service->sealing_id,
                              .sealing_key = d->service->sealing};
    char *text = NULL;
    int result;
    if (!route)
        return -EINVAL;
    if (route->to_inspectorate) {
        if (!catalogue || !*catalogue->inspectorate_id)
            return -ENOKEY;
        o.sealing_id = catalogue->inspectorate_id;
        o.sealing_key = catalogue->inspectorate;
    }
    o.size = json_dumpb(p->plain, NULL, 0, JSON_COMPACT);
    text = o.size ? malloc(o.size) : NULL;
    if (!text)
        return -ENOMEM;
    json_dumpb(p->plain, text, o.size, JSON_COMPACT);
    o.plain = text;
    uuid_write(p->key, UUID_OWN, key);
    result = outbox_add(d->store->outbox, &o, number_out);
    sodium_memzero(text, o.size);
    free(text);
    return result;
}

static int store(struct delivery *d, const struct catalogue *catalogue, const struct parcel *p,
                 int64_t steady_ms, struct notes *notes, struct wire_receipt *receipt_out)
{
    struct wire_receipt receipt = {.accepted_at = p->now};
    int result = store_check(d->store, steady_ms, notes);
    if (!result)
        result = store_learn(d->store, add(d, catalogue, p, receipt.number), notes);
    json_decref(p->plain);
    if (result)
        return result;
    store_count(d->store, notes);
    d->at_ms = steady_ms;
    *receipt_out = receipt;
    return 0;
}

/* The face is told when it was delivered. */
static void give(struct delivery *d, const struct wire_receipt *receipt)
{
    if (d->given_count < DELIVERY_GIVEN_MAX)
        d->given[d->given_count++] = *receipt;
}

int delivery_store(struct delivery *d, const struct catalogue *catalogue,
                   const struct wire_filing *filing, int64_t now, bool trusted, int64_t steady_ms,
                   struct notes *notes, struct wire_receipt *receipt_out)
{
    struct parcel p = {.kind = filing->kind,
                       .key = filing->key,
                       .about = filing->about,
                       .now = now,
                       .trusted = trusted};
    int result = filing_case(filing, &p.plain);
    if (!result)
        result = store(d, catalogue, &p, steady_ms, notes, receipt_out);
    if (!result)
        give(d, receipt_out);
    return result;
}

int delivery_store_sign_in(struct delivery *d, const struct wire_sign_in *sign_in, int64_t now,
                           bool trusted, int64_t steady_ms, struct notes *notes)
{
    uint8_t key[WIRE_KEY];
    struct parcel p = {.kind = FILING_SIGN_IN, .key = key, .now = now, .trusted = trusted};
    struct wire_receipt receipt;
    int result = filing_sign_in(sign_in, &p.plain);
    randombytes_buf(key, sizeof key);
    return result ? result : store(d, NULL, &p, steady_ms, notes, &receipt);
}

int delivery_store_enrolment(struct delivery *d, const struct wire_enrolment *enrolment,
                             int64_t now, bool trusted, int64_t steady_ms, struct notes *notes,
                             struct wire_receipt *receipt_out)
{
    struct parcel p = {
        .kind = FILING_ENROLMENT, .key = enrolment->key, .now = now, .trusted = trusted};
    int result = filing_enrolment(enrolment, &p.plain);
    if (!result)
        result = store(d, NULL, &p, steady_ms, notes, receipt_out);
    if (!result)
        give(d, receipt_out);
    return result;
}

void delivery_hasten(struct delivery *d, int64_t steady_ms, struct notes *notes)
{
    d->at_ms = steady_ms;
    if (d->store->outbox)
        notes_add_errno(notes, "hasten the outbox",
                        store_learn(d->store, outbox_hasten(d->store->outbox), notes));
}

/* NULL: another version may have written it. */
static const struct filing_route *route_of(const struct delivery *d)
{
    return filing_route(d->record.kind);
}

static void set_aside(struct delivery *d, const char *reason, struct notes *notes)
{
    int kept = outbox_set_aside(d->store->outbox, d->record.counter, reason);
    notes_add(notes, "deliver a filing, now set aside", reason);
    store_log(d->store, "set-aside", d->record.number, notes);
    notes_add_errno(notes, "keep the outbox", store_learn(d->store, kept, notes));
}

static int deliver(struct delivery *d, const struct mail *mail, int64_t now, struct notes *notes)
{
    json_t *message = NULL;
    int result = outbox_due(d->store->outbox, now, &d->record);
    if (result)
        return result == -ENOENT ? 0 : store_learn(d->store, result, notes);
    const struct filing_sealed sealed = {
        .idempotency_key = d->record.key,
        .number = d->record.number,
        .key_id = d->record.sealing_id,
        .box = d->record.box,
        .box_size = d->record.box_size,
        .accepted_at = d->record.accepted_at,
        .clock_trusted = d->record.clock_trusted,
    };
    if (!route_of(d)) {
        set_aside(d, "unknown kind", notes);
        outbox_record_clear(&d->record);
        return -EPROTO;
    }
    mail_id(d->transaction);
    result = filing_message(&sealed, d->transaction, &message);
    if (!result)
        result =
            mail_send(mail, LINK_DELIVER, route_of(d)->path, route_of(d)->action, message, now);
    if (result == -E2BIG || result == -EINVAL)
        set_aside(d, "cannot be sent", notes);
    if (result)
        outbox_record_clear(&d->record);
    else
        d->under_way = true;
    return result;
}

void delivery_start(struct delivery *d, const struct mail *mail, int64_t now, int64_t steady_ms,
                    struct notes *notes)
{
    int result;
    if (!d->store->outbox || !d->store->waiting || steady_ms < d->at_ms)
        return;
    d->at_ms = steady_ms + LOOK_MS;
    result = deliver(d, mail, now, notes);
    if (result) {
        notes_add_errno(notes, "deliver a filing", result);
        store_count(d->store, notes);
    }
}

/* The receipt of the person who is still there; NULL when they have gone. */
static struct wire_receipt *given(struct delivery *d)
{
    for (size_t i = 0; i < d->given_count; i++)
        if (!strcmp(d->given[i].number, d->record.number))
            return &d->given[i];
    return NULL;
}

static void acknowledged(struct wire_receipt *receipt, const struct reply_receipt *said)
{
    receipt->delivered = 1;
    receipt->expected_day = said->expected_day;
    memcpy(receipt->number, said->number, sizeof said->number);
}

/* "rjct.objection.window" is told as "window". */
static void refused(struct wire_receipt *receipt, const char *reason)
{
    receipt->refused = 1;
    snprintf(receipt->reason, sizeof receipt->reason, "%.31s", reason + strlen(REFUSED));
}

/* What is wrong with this very message, whoever sends it; NULL for what a later attempt may
 * mend. */
static const char *malformed(const struct link_result *r, const struct outbox_record *record)
{
    if (record->attempts + 1 < DELIVERY_MALFORMED_MAX)
        return NULL;
    return r->status == 400 || r->status == 413 || r->status == 422 ? r->why : NULL;
}

const struct wire_receipt *delivery_hear(struct delivery *d, const struct mail *mail,
                                         const struct link_result *r, int64_t now,
                                         int64_t steady_ms, struct notes *notes)
{
    struct wire_receipt *receipt = given(d), *told = NULL;
    char reason[REPLY_REASON] = "";
    struct reply_receipt said;
    const json_t *message;
    json_t *root = NULL;
    int kept = 0, result = -EAGAIN;

    d->under_way = false;
    if (!d->store->outbox) /* closed meanwhile: what was sent is still in it, and sent again */
        goto out;
    if (!r->fault)
        result =
            mail_open(mail, r, route_of(d)->answered, d->transaction, now, &root, &message, reason);
    if (!result)
        result = reply_receipt(message, d->record.key, &said);
    if (!result) {
        told = receipt;
        if (told)
            acknowledged(told, &said);
        store_log(d->store, "delivered", d->record.number, notes);
        kept = outbox_acknowledge(d->store->outbox, d->record.counter);
        d->at_ms = kept ? d->at_ms : steady_ms;
    } else if (result == -EPERM && !strncmp(reason, REFUSED, strlen(REFUSED))) {
        told = receipt;
        if (told)
            refused(told, reason);
        set_aside(d, reason, notes);
    } else if (malformed(r, &d->record)) {
        set_aside(d, malformed(r, &d->record), notes);
    } else {
        kept = outbox_postpone(d->store->outbox, d->record.counter, now, r->retry_after_s);
        if (r->retry_after_s) /* the service asks for rest: for this record and all others */
            d->at_ms = steady_ms + 1000 * r->retry_after_s;
        notes_add(notes, "deliver a filing",
                  r->fault  ? r->why
                  : *reason ? reason
                            : strerror(-result));
    }
    notes_add_errno(notes, "keep the outbox", store_learn(d->store, kept, notes));
    store_count(d->store, notes);
out:
    outbox_record_clear(&d->record);
    json_decref(root);
    return told;
}
