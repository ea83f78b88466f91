#include "reply.h"

#include "instant.h"
#include "receipt.h"
#include "text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char *string(const json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));
    return value ? value : "";
}

/* Reads status and reason, which header and search item share. Where the published codes have no
 * word for a reason, the message is this project's code. */
static int status(const json_t *object, char reason_out[REPLY_REASON])
{
    const char *said = string(object, "status"), *reason = string(object, "status_reason_message");
    if (strncmp(reason, "rjct.", 5))
        reason = string(object, "status_reason_code");
    if (!strcmp(said, "succ"))
        return 0;
    if (strcmp(said, "rjct"))
        return -EBADMSG;
    if (text_copy_code(reason_out, REPLY_REASON, reason, strlen(reason)))
        *reason_out = '\0';
    return -EPERM;
}

int reply_message(const json_t *root, const struct reply_expected *expected,
                  const json_t **message_out, char reason_out[REPLY_REASON])
{
    const json_t *header = json_object_get(root, "header");
    const json_t *message = json_object_get(root, "message");
    int result;
    if (strcmp(string(header, "action"), expected->action) ||
        strcmp(string(header, "receiver_id"), expected->receiver_id) ||
        strcmp(string(message, "transaction_id"), expected->transaction_id))
        return -EKEYREJECTED;
    result = status(header, reason_out);
    if (!result)
        *message_out = message;
    return result;
}

int reply_record(const json_t *message, const char *reference_id, const json_t **record_out,
                 char reason_out[REPLY_REASON])
{
    const json_t *item = json_array_get(json_object_get(message, "search_response"), 0);
    const json_t *data, *record;
    int result;
    if (strcmp(string(item, "reference_id"), reference_id))
        return -EBADMSG;
    result = status(item, reason_out);
    if (result)
        return result;
    data = json_object_get(item, "data");
    record = json_array_get(json_object_get(data, "reg_records"), 0);
    if (strcmp(string(data, "reg_record_type"), "ns:perlinsos:RecordType:Breakdown") ||
        !json_is_object(record))
        return -EBADMSG;
    *record_out = record;
    return 0;
}

int reply_is_of(const json_t *record, const struct wire_card *card)
{
    const char *said = string(json_object_get(record, "card"), "uid");
    char uid[2 * WIRE_UID_MAX + 1] = "";
    for (uint32_t i = 0; i < card->uid_size && i < WIRE_UID_MAX; i++)
        snprintf(uid + 2 * i, 3, "%02X", card->uid[i]);
    return *uid && !strcasecmp(said, uid) ? 0 : -EKEYREJECTED;
}

int reply_receipt(const json_t *message, const char *idempotency_key,
                  struct reply_receipt *receipt_out)
{
    struct reply_receipt r = {0};
    const char *number = string(message, "number"), *day = string(message, "expected_on");
    if (strcmp(string(message, "idempotency_key"), idempotency_key) || !receipt_ok(number) ||
        (*day && instant_read_day(day, &r.expected_day)))
        return -EBADMSG;
    memcpy(r.number, number, RECEIPT_NUMBER);
    *receipt_out = r;
    return 0;
}
