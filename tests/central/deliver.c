#include "deliver.h"

#include "checks.h"
#include "drivers/courier/receipt.h"
#include "field.h"
#include "help.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { BOX_MAX = 16 * 1024 };

int deliver_open(const struct request *request, const char **refusal_out, json_t **opened_out)
{
    const json_t *sealed = json_object_get(request->message, "sealed");
    const char *key_id = field_text(sealed, "key_id", ENVELOPE_ID);
    const char *text = field_text(sealed, "box", BOX_MAX);
    const struct keyring_seal *key = key_id ? keyring_seal(request->desk->keys, key_id) : NULL;
    uint8_t *box = NULL, *plain = NULL;
    size_t size = 0;
    json_t *opened = NULL;
    int r = 0;

    *refusal_out = "rjct.objection.sealed";
    if (!key || !text)
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
        crypto_box_seal_open(plain, box, size, key->public, key->secret) != 0)
        goto out;
    opened =
        json_loadb((const char *)plain, size - crypto_box_SEALBYTES, JSON_REJECT_DUPLICATES, NULL);
    if (json_is_object(opened)) {
        *refusal_out = NULL;
        *opened_out = json_incref(opened);
    }
out:
    json_decref(opened);
    if (plain)
        sodium_memzero(plain, BOX_MAX);
    free(plain);
    free(box);
    return r;
}

static const enum policy_leave leaves[] = {[DELIVER_SURE] = POLICY_OBJECT,
                                           [DELIVER_NOTED] = POLICY_PROVISIONAL,
                                           [DELIVER_ANYBODY] = POLICY_REPORT};

/* Help as it was when it was given, and as the policy is now. */
static int judge_help(const struct request *request, enum deliver_subject demanded,
                      const struct filing *filing, const char **refusal_out)
{
    const char *why = NULL;
    int r = help_judge(request->desk->store, request->sender, &filing->subject, leaves[demanded],
                       filing->confirmed_at + request->offset, &why);

    if (r == 0 && why)
        *refusal_out = strcmp(why, "staff") == 0 ? "rjct.objection.staff" : "rjct.objection.policy";
    return r;
}

int deliver_subject(const struct request *request, const json_t *opened,
                    enum deliver_subject demanded, struct filing *filing, const char **refusal_out)
{
    const char *handle = field_text(opened, "person", FIELD_CODE);
    int r;

    if (subject_read(json_object_get(opened, "subject"), &filing->subject) < 0 ||
        field_instant(opened, "confirmed_at", &filing->confirmed_at) < 0) {
        *refusal_out = "rjct.objection.invalid";
        return 0;
    }
    if (demanded == DELIVER_SURE && !subject_is_sure(&filing->subject)) {
        *refusal_out = "rjct.objection.assurance";
        return 0;
    }
    r = judge_help(request, demanded, filing, refusal_out);
    if (r < 0 || *refusal_out)
        return r;
    r = subject_find(request->desk->store, &filing->subject, &filing->person);
    if (r == -EINPROGRESS) /* enrolled, and nobody's card yet */
        r = -ENOENT;
    if (r == -ENOENT && demanded != DELIVER_SURE) {
        filing->person = (struct person){0};
        return 0;
    }
    /* The card must be of the person whose result was shown. */
    if (r == -ENOENT || r == -EKEYREJECTED ||
        (r == 0 && demanded == DELIVER_SURE &&
         (!handle || strcmp(handle, filing->person.handle) != 0))) {
        *refusal_out = "rjct.objection.person";
        return 0;
    }
    return r < 0 ? r : checks_matched_by(request, &filing->subject, &filing->person);
}

static json_t *receipt_message(const char *transaction, const char *key,
                               const struct filing_receipt *receipt)
{
    json_t *message = json_pack("{s:s, s:s, s:s, s:s}", "transaction_id", transaction,
                                "idempotency_key", key, "number", receipt->number, "state",
                                receipt->provisional ? "provisional" : "received");

    if (field_put_instant(message, "received_at", receipt->received_at) < 0 ||
        field_put_day(message, "expected_on", receipt->expected_on) < 0) {
        json_decref(message);
        return NULL;
    }
    return message;
}

static int take_in(const struct request *request, enum deliver_subject demanded, deliver_take take,
                   struct filing *filing, const char **refusal_out,
                   struct filing_receipt *receipt_out)
{
    const char *refusal = NULL;
    json_t *opened = NULL;
    int r = deliver_open(request, &refusal, &opened);

    if (r == 0 && !refusal)
        r = deliver_subject(request, opened, demanded, filing, &refusal);
    if (r == 0 && !refusal)
        r = take(request, opened, filing, &refusal);
    if (r == 0 && !refusal) {
        r = filings_add(request->desk->store, filing, receipt_out);
        if (r == -EEXIST) {
            refusal = "rjct.objection.number";
            r = 0;
        }
    }
    json_decref(opened);
    *refusal_out = refusal;
    return r;
}

int deliver(const struct request *request, enum deliver_subject demanded, deliver_take take,
            const char **refusal_out, json_t **message_out)
{
    const json_t *message = request->message;
    const char *transaction = field_text(message, "transaction_id", FIELD_ID), *refusal = NULL;
    struct filing_receipt receipt = {0};
    char what[FILINGS_DETAIL] = "";
    struct filing filing = {
        .sender = request->sender,
        .idempotency_key = field_uuid(message, "idempotency_key"),
        .number = field_text(message, "number", FILINGS_NUMBER),
        .clock_trusted = json_is_true(json_object_get(message, "clock_trusted")),
        .received_at = request->now + request->offset,
        .days = FILINGS_DECISION_DAYS,
        .what = what,
    };
    json_t *answered;
    int r;

    if (!transaction || !filing.idempotency_key || !filing.number ||
        field_instant(message, "accepted_at", &filing.accepted_at) < 0)
        return -EBADMSG;
    filing.accepted_at += request->offset;
    r = filings_find(request->desk->store, filing.sender, filing.idempotency_key, &receipt);
    if (r == -ENOENT && !receipt_ok(filing.number)) {
        refusal = "rjct.objection.number";
        r = 0;
    } else if (r == -ENOENT) {
        r = take_in(request, demanded, take, &filing, &refusal, &receipt);
    }
    if (r < 0)
        return r;
    if (refusal)
        answered = json_pack("{s:s, s:s, s:s}", "transaction_id", transaction, "idempotency_key",
                             filing.idempotency_key, "number", filing.number);
    else
        answered = receipt_message(transaction, filing.idempotency_key, &receipt);
    if (!answered)
        return -ENOMEM;
    *refusal_out = refusal;
    *message_out = answered;
    return 0;
}

int deliver_answer(const struct request *request, const char *key, const char *number,
                   const char *refusal, const char **refusal_out, json_t **message_out)
{
    const char *transaction = field_text(request->message, "transaction_id", FIELD_ID);
    json_t *message = json_pack("{s:s, s:s, s:s}", "transaction_id", transaction, "idempotency_key",
                                key, "number", number);

    if (!message)
        return -ENOMEM;
    *refusal_out = refusal;
    *message_out = message;
    return 0;
}
