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

static int open_outbox(struct delivery *d)
{
    int result = d->outbox ? 0 : outbox_open(&d->setup, &d->outbox);
    if (!result)
        result = outbox_waiting(d->outbox, &d->waiting);
    return result;
}

void delivery_open(struct delivery *d, const struct outbox_setup *setup, struct notes *notes)
{
    *d = (struct delivery){.setup = *setup};
    notes_add_errno(notes, "open the outbox", open_outbox(d));
}

void delivery_close(struct delivery *d)
{
    outbox_record_clear(&d->record);
    outbox_close(d->outbox);
    sodium_memzero(d, sizeof *d);
}

void delivery_forget(struct delivery *d)
{
    sodium_memzero(d->given, sizeof d->given);
    d->given_count = 0;
}

static int add(struct delivery *d, const struct catalogue *catalogue,
               const struct wire_filing *filing, int64_t now, bool trusted,
               char number_out[RECEIPT_NUMBER])
{
    char key[UUID_TEXT];
    struct outbox_filing o = {
        .key = key, .kind = filing->kind, .accepted_at = now, .clock_trusted = trusted};
    json_t *plain = NULL;
    char *text = NULL;
    int result;
    if (filing_route((enum wire_filing_kind)filing->kind)->to_inspectorate) {
        if (!*catalogue->inspectorate_id)
            return -ENOKEY;
        o.sealing_id = catalogue->inspectorate_id;
        o.sealing_key = catalogue->inspectorate;
    }
    result = filing_case(filing, &plain);
    if (result)
        goto out;
    o.size = json_dumpb(plain, NULL, 0, JSON_COMPACT);
    text = o.size ? malloc(o.size) : NULL;
    if (!text) {
        result = -ENOMEM;
        goto out;
    }
    json_dumpb(plain, text, o.size, JSON_COMPACT);
    o.plain = text;
    uuid_write(filing->key, UUID_OWN, key);
    result = outbox_add(d->outbox, &o, number_out);
out:
    if (text)
        sodium_memzero(text, o.size);
    free(text);
    json_decref(plain);
    return result;
}

int delivery_store(struct delivery *d, const struct catalogue *catalogue,
                   const struct wire_filing *filing, int64_t now, bool trusted, int64_t steady_ms,
                   struct wire_receipt *receipt_out)
{
    struct wire_receipt receipt = {.accepted_at = now};
    int result = open_outbox(d);
    if (!result)
        result = add(d, catalogue, filing, now, trusted, receipt.number);
    if (result)
        return result;
    (void)outbox_waiting(d->outbox, &d->waiting);
    if (d->given_count < DELIVERY_GIVEN_MAX)
        d->given[d->given_count++] = receipt;
    d->at_ms = steady_ms;
    *receipt_out = receipt;
    return 0;
}

void delivery_hasten(struct delivery *d, int64_t steady_ms, struct notes *notes)
{
    d->at_ms = steady_ms;
    if (d->outbox)
        notes_add_errno(notes, "hasten the outbox", outbox_hasten(d->outbox));
}

/* Another version may have written it. */
static bool known_kind(const struct delivery *d)
{
    return d->record.kind >= WIRE_FILING_OBJECTION && d->record.kind < WIRE_FILINGS;
}

static const struct filing_route *route_of(const struct delivery *d)
{
    return filing_route((enum wire_filing_kind)d->record.kind);
}

static int deliver(struct delivery *d, const struct mail *mail, int64_t now, int64_t steady_ms)
{
    json_t *message = NULL;
    int result = outbox_due(d->outbox, now, &d->record);
    d->at_ms = steady_ms + LOOK_MS;
    if (result)
        return result == -ENOENT ? 0 : result;
    const struct filing_sealed sealed = {
        .idempotency_key = d->record.key,
        .number = d->record.number,
        .key_id = d->record.sealing_id,
        .box = d->record.box,
        .box_size = d->record.box_size,
        .accepted_at = d->record.accepted_at,
        .clock_trusted = d->record.clock_trusted,
    };
    if (!known_kind(d)) {
        result = outbox_set_aside(d->outbox, d->record.counter, "unknown kind");
        outbox_record_clear(&d->record);
        return result ? result : -EPROTO;
    }
    mail_id(d->transaction);
    result = filing_message(&sealed, d->transaction, &message);
    if (!result)
        result =
            mail_send(mail, LINK_DELIVER, route_of(d)->path, route_of(d)->action, message, now);
    if (result)
        outbox_record_clear(&d->record);
    else
        d->under_way = true;
    return result;
}

void delivery_start(struct delivery *d, const struct mail *mail, int64_t now, int64_t steady_ms,
                    struct notes *notes)
{
    if (d->waiting && steady_ms >= d->at_ms)
        notes_add_errno(notes, "deliver a filing", deliver(d, mail, now, steady_ms));
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

const struct wire_receipt *delivery_hear(struct delivery *d, const struct mail *mail,
                                         const struct link_result *r, int64_t now,
                                         int64_t steady_ms, struct notes *notes)
{
    struct wire_receipt *receipt = given(d), *told = NULL;
    char reason[REPLY_REASON] = "";
    struct reply_receipt said;
    const json_t *message;
    json_t *root = NULL;
    int kept, result = -EAGAIN;

    d->under_way = false;
    if (!r->fault)
        result =
            mail_open(mail, r, route_of(d)->answered, d->transaction, now, &root, &message, reason);
    if (!result)
        result = reply_receipt(message, d->record.key, &said);
    if (!result) {
        told = receipt;
        if (told)
            acknowledged(told, &said);
        kept = outbox_acknowledge(d->outbox, d->record.counter);
        d->at_ms = kept ? d->at_ms : steady_ms;
    } else if (result == -EPERM && !strncmp(reason, REFUSED, strlen(REFUSED))) {
        told = receipt;
        if (told)
            refused(told, reason);
        kept = outbox_set_aside(d->outbox, d->record.counter, reason);
        notes_add(notes, "deliver a filing, now set aside", reason);
    } else {
        kept = outbox_postpone(d->outbox, d->record.counter, now);
        notes_add(notes, "deliver a filing",
                  r->fault  ? r->why
                  : *reason ? reason
                            : strerror(-result));
    }
    notes_add_errno(notes, "keep the outbox", kept);
    notes_add_errno(notes, "count the outbox", outbox_waiting(d->outbox, &d->waiting));
    outbox_record_clear(&d->record);
    json_decref(root);
    return told;
}
