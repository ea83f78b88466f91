#include "delivery.h"

#include "request.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { LOOK_MS = 5000 /* between two looks into an outbox where something waits */ };

void delivery_open(struct delivery *d, struct store *store)
{
    *d = (struct delivery){.store = store};
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

static int add(struct delivery *d, const struct wire_object *object, int64_t now, bool trusted,
               char number_out[RECEIPT_NUMBER])
{
    char key[UUID_TEXT];
    json_t *plain = NULL;
    char *text = NULL;
    size_t size = 0;
    int result = request_case(object, &plain);
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
    const struct outbox_filing filing = {
        .key = key,
        .accepted_at = now,
        .clock_trusted = trusted,
        .plain = text,
        .size = size,
    };
    result = outbox_add(d->store->outbox, &filing, number_out);
out:
    if (text)
        sodium_memzero(text, size);
    free(text);
    json_decref(plain);
    return result;
}

int delivery_store(struct delivery *d, const struct wire_object *object, int64_t now, bool trusted,
                   int64_t steady_ms, struct notes *notes, struct wire_receipt *receipt_out)
{
    struct wire_receipt receipt = {.accepted_at = now};
    int result = store_check(d->store, steady_ms, notes);
    if (!result)
        result = store_learn(d->store, add(d, object, now, trusted, receipt.number), notes);
    if (result) {
        d->store->trouble = result;
        return result;
    }
    store_count(d->store, notes);
    if (d->given_count < DELIVERY_GIVEN_MAX)
        d->given[d->given_count++] = receipt;
    d->at_ms = steady_ms;
    *receipt_out = receipt;
    return 0;
}

void delivery_hasten(struct delivery *d, int64_t steady_ms, struct notes *notes)
{
    d->at_ms = steady_ms;
    if (d->store->outbox)
        notes_add_errno(notes, "hasten the outbox",
                        store_learn(d->store, outbox_hasten(d->store->outbox), notes));
}

static void set_aside(struct delivery *d, int64_t counter, const char *reason, struct notes *notes)
{
    int kept = outbox_set_aside(d->store->outbox, counter, reason);
    notes_add(notes, "deliver an objection, now set aside", reason);
    store_log(d->store, "set-aside", d->record.number, notes);
    notes_add_errno(notes, "keep the outbox", store_learn(d->store, kept, notes));
}

static int deliver(struct delivery *d, const struct mail *mail, int64_t now, struct notes *notes)
{
    json_t *message = NULL;
    int result = outbox_due(d->store->outbox, now, &d->record);
    if (result)
        return result == -ENOENT ? 0 : store_learn(d->store, result, notes);
    const struct request_sealed sealed = {
        .idempotency_key = d->record.key,
        .number = d->record.number,
        .key_id = d->record.sealing_id,
        .box = d->record.box,
        .box_size = d->record.box_size,
        .accepted_at = d->record.accepted_at,
        .clock_trusted = d->record.clock_trusted,
    };
    mail_id(d->transaction);
    result = request_objection(&sealed, d->transaction, &message);
    if (!result)
        result = mail_send(mail, LINK_DELIVER, "/kiosk/v1/objections", "object", message, now);
    if (result == -E2BIG || result == -EINVAL)
        set_aside(d, d->record.counter, "cannot be sent", notes);
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
        notes_add_errno(notes, "deliver an objection", result);
        store_count(d->store, notes);
    }
}

/* What went wrong with this very message, whoever sends it; NULL for what a later attempt may
 * mend. */
static const char *malformed(const struct link_result *r, const struct outbox_record *record)
{
    if (record->attempts + 1 < DELIVERY_MALFORMED_MAX)
        return NULL;
    return r->status == 400 || r->status == 413 || r->status == 422 ? r->why : NULL;
}

/* The receipt of the person who is still there, now that it has arrived. */
static const struct wire_receipt *acknowledged(struct delivery *d, const struct reply_receipt *said)
{
    for (size_t i = 0; i < d->given_count; i++) {
        if (strcmp(d->given[i].number, d->record.number))
            continue;
        d->given[i].delivered = 1;
        d->given[i].expected_day = said->expected_day;
        memcpy(d->given[i].number, said->number, sizeof said->number);
        return &d->given[i];
    }
    return NULL;
}

const struct wire_receipt *delivery_hear(struct delivery *d, const struct mail *mail,
                                         const struct link_result *r, int64_t now,
                                         int64_t steady_ms, struct notes *notes)
{
    const struct wire_receipt *told = NULL;
    char reason[REPLY_REASON] = "";
    struct reply_receipt said;
    const json_t *message;
    json_t *root = NULL;
    int kept = 0, result = -EAGAIN;

    d->under_way = false;
    if (!d->store->outbox) /* closed meanwhile: what was sent is still in it, and sent again */
        goto out;
    if (!r->fault)
        result = mail_open(mail, r, "on-object", d->transaction, now, &root, &message, reason);
    if (!result)
        result = reply_receipt(message, d->record.key, &said);
    if (!result) {
        told = acknowledged(d, &said);
        store_log(d->store, "delivered", d->record.number, notes);
        kept = outbox_acknowledge(d->store->outbox, d->record.counter);
        d->at_ms = kept ? d->at_ms : steady_ms;
    } else if (result == -EPERM && !strncmp(reason, "rjct.objection.", 15)) {
        set_aside(d, d->record.counter, reason, notes);
    } else if (malformed(r, &d->record)) {
        set_aside(d, d->record.counter, malformed(r, &d->record), notes);
    } else {
        kept = outbox_postpone(d->store->outbox, d->record.counter, now, r->retry_after_s);
        if (r->retry_after_s) /* the service asks for rest: for this record and all others */
            d->at_ms = steady_ms + 1000 * r->retry_after_s;
        notes_add(notes, "deliver an objection",
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
