#include "cases.h"
#include "drivers/courier/receipt.h"
#include "field.h"
#include "request.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { BOX_MAX = 16 * 1024 };

/* Opens the sealed box into a JSON object. *refusal_out is set when it cannot be. */
static int unseal(const struct keyring *keys, const json_t *sealed, const char **refusal_out,
                  json_t **case_out)
{
    const char *key_id = field_text(sealed, "key_id", ENVELOPE_ID);
    const char *text = field_text(sealed, "box", BOX_MAX);
    uint8_t *box = NULL, *plain = NULL;
    size_t size = 0;
    json_t *opened = NULL;
    int r = 0;

    *refusal_out = "rjct.objection.sealed";
    if (!key_id || !text || strcmp(key_id, keys->seal_key_id) != 0)
        return 0;
    box = malloc(BOX_MAX);
    plain = malloc(BOX_MAX);
    if (!box || !plain) {
        r = -ENOMEM;
        goto out;
    }
    if (sodium_base642bin(box, BOX_MAX, text, strlen(text), NULL, &size, NULL,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        size < crypto_box_SEALBYTES ||
        crypto_box_seal_open(plain, box, size, keys->seal_public, keys->seal_secret) != 0)
        goto out;
    opened =
        json_loadb((const char *)plain, size - crypto_box_SEALBYTES, JSON_REJECT_DUPLICATES, NULL);
    if (json_is_object(opened)) {
        *refusal_out = NULL;
        *case_out = json_incref(opened);
    }
out:
    json_decref(opened);
    if (plain)
        sodium_memzero(plain, BOX_MAX);
    free(plain);
    free(box);
    return r;
}

static int read_reasons(const json_t *list, struct objection *objection)
{
    json_t *reason;
    size_t i;

    if (!json_is_array(list) || json_array_size(list) > CASES_REASONS)
        return -EINVAL;
    json_array_foreach(list, i, reason)
    {
        if (json_string_length(reason) < 1 || json_string_length(reason) >= FIELD_CODE)
            return -EINVAL;
        objection->reasons[objection->reason_count++] = json_string_value(reason);
    }
    return 0;
}

static int read_case(const json_t *opened, struct objection *objection, const char **refusal_out)
{
    objection->programme = field_text(opened, "programme", FIELD_CODE);
    objection->ground = field_text(opened, "ground", FIELD_CODE);
    if (subject_read(json_object_get(opened, "subject"), &objection->subject) < 0 ||
        !objection->programme || !objection->ground ||
        field_instant(opened, "confirmed_at", &objection->confirmed_at) < 0 ||
        read_reasons(json_object_get(opened, "reasons"), objection) < 0) {
        *refusal_out = "rjct.objection.invalid";
        return 0;
    }
    if (objection->subject.score_class == 0)
        *refusal_out = "rjct.objection.assurance";
    return 0;
}

/* The card of the sealed subject must be of the person whose result was contested. */
static int find_person(struct store *store, const json_t *opened, struct objection *objection,
                       const char **refusal_out)
{
    const char *handle = field_text(opened, "person", FIELD_CODE);
    int r = subject_find(store, &objection->subject, &objection->person);

    if (r == -ENOENT || r == -EKEYREJECTED ||
        (r == 0 && (!handle || strcmp(handle, objection->person.handle) != 0))) {
        *refusal_out = "rjct.objection.person";
        r = 0;
    }
    return r;
}

static int take(const struct request *request, struct objection *objection,
                const char **refusal_out, struct receipt_of *receipt_out)
{
    struct store *store = request->desk->store;
    const char *refusal = NULL;
    json_t *opened = NULL;
    int r =
        unseal(request->desk->keys, json_object_get(request->message, "sealed"), &refusal, &opened);

    if (r == 0 && !refusal)
        r = read_case(opened, objection, &refusal);
    if (r == 0 && !refusal)
        r = find_person(store, opened, objection, &refusal);
    if (r == 0 && !refusal)
        r = cases_judge(store, objection, &refusal);
    if (r == 0 && !refusal) {
        r = cases_add(store, objection, receipt_out);
        if (r == -EEXIST) {
            refusal = "rjct.objection.number";
            r = 0;
        }
    }
    json_decref(opened);
    *refusal_out = refusal;
    return r;
}

static json_t *receipt_message(const char *transaction, const char *key,
                               const struct receipt_of *receipt)
{
    json_t *message =
        json_pack("{s:s, s:s, s:s, s:s}", "transaction_id", transaction, "idempotency_key", key,
                  "number", receipt->number, "state", receipt->state);

    if (field_put_instant(message, "received_at", receipt->received_at) < 0 ||
        field_put_day(message, "expected_on", receipt->expected_on) < 0) {
        json_decref(message);
        return NULL;
    }
    return message;
}

int object_answer(const struct request *request, const char **refusal_out, json_t **message_out)
{
    const json_t *message = request->message;
    const char *transaction = field_text(message, "transaction_id", FIELD_ID), *refusal = NULL;
    struct receipt_of receipt = {0};
    struct objection objection = {
        .sender = request->sender,
        .idempotency_key = field_uuid(message, "idempotency_key"),
        .number = field_text(message, "number", CASES_NUMBER),
        .clock_trusted = json_is_true(json_object_get(message, "clock_trusted")),
        .received_at = request->now,
    };
    json_t *answered;
    int r;

    if (!transaction || !objection.idempotency_key || !objection.number ||
        field_instant(message, "accepted_at", &objection.accepted_at) < 0)
        return -EBADMSG;
    r = cases_find(request->desk->store, objection.sender, objection.idempotency_key, &receipt);
    if (r == -ENOENT && !receipt_ok(objection.number)) {
        refusal = "rjct.objection.number";
        r = 0;
    } else if (r == -ENOENT) {
        r = take(request, &objection, &refusal, &receipt);
    }
    if (r < 0)
        return r;
    if (refusal)
        answered = json_pack("{s:s, s:s, s:s}", "transaction_id", transaction, "idempotency_key",
                             objection.idempotency_key, "number", objection.number);
    else
        answered = receipt_message(transaction, objection.idempotency_key, &receipt);
    if (!answered)
        return -ENOMEM;
    *refusal_out = refusal;
    *message_out = answered;
    return 0;
}
