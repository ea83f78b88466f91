#include "breakdown.h"
#include "drivers/courier/instant.h"
#include "field.h"
#include "request.h"
#include "subject.h"

#include <errno.h>
#include <string.h>

enum { ITEMS = 4 }; /* searches in one message */

#define REGISTRY "ns:perlinsos:RegistryType:Social"
#define RECORD   "ns:perlinsos:RecordType:Breakdown"

static bool is(const json_t *object, const char *name, const char *wanted)
{
    const char *text = field_text(object, name, FIELD_ID);

    return text && strcmp(text, wanted) == 0;
}

/* Consent and authorization are dated statements of what was agreed to at the kiosk. */
static bool stated(const json_t *criteria, const char *name, const char *type)
{
    const json_t *statement = json_object_get(criteria, name);
    int64_t at;

    return is(statement, "@type", type) && field_instant(statement, "ts", &at) == 0 &&
           field_text(json_object_get(statement, "purpose"), "code", FIELD_ID);
}

static bool in_order(const json_t *criteria)
{
    return is(criteria, "reg_type", REGISTRY) && is(criteria, "reg_record_type", RECORD) &&
           is(criteria, "query_type", "idtype-value") &&
           is(json_object_get(criteria, "query"), "type", "ns:perlinsos:IdType:ektp") &&
           stated(criteria, "consent", "Consent") && stated(criteria, "authorize", "Authorize");
}

/* Either *refusal_out or *record_out is set. */
static int find(const struct request *request, const json_t *criteria, const char **refusal_out,
                json_t **record_out)
{
    const json_t *value = json_object_get(json_object_get(criteria, "query"), "value");
    struct subject subject;
    struct person person;
    int r;

    if (!in_order(criteria) || subject_read(value, &subject) < 0) {
        *refusal_out = "rjct.search_criteria.invalid";
        return 0;
    }
    /* At level "tag" a card alone opens nothing: it can be copied. */
    if (subject.score_class == 0) {
        *refusal_out = "rjct.assurance.insufficient";
        return 0;
    }
    r = subject_find(request->desk->store, &subject, &person);
    if (r == 0)
        return breakdown_write(request->desk->store, &person, request->now, record_out);
    if (r != -ENOENT && r != -EKEYREJECTED)
        return r;
    *refusal_out = r == -ENOENT ? "rjct.card.unknown" : "rjct.card.mismatch";
    return 0;
}

static int answer_item(const struct request *request, const json_t *item, json_t *list)
{
    const char *reference = field_text(item, "reference_id", FIELD_ID), *refusal = NULL;
    char at[INSTANT_TEXT];
    json_t *record = NULL, *answered;
    int64_t asked_at;
    int r = 0;

    if (!reference)
        return -EBADMSG;
    if (field_instant(item, "timestamp", &asked_at) < 0)
        refusal = "rjct.timestamp.invalid";
    else
        r = find(request, json_object_get(item, "search_criteria"), &refusal, &record);
    if (r == 0)
        r = instant_write(request->now, at);
    if (r < 0)
        return r;
    if (refusal)
        answered = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "reference_id", reference,
                             "timestamp", at, "status", "rjct", "status_reason_code", refusal,
                             "status_reason_message", refusal, "locale", "id");
    else
        answered =
            json_pack("{s:s, s:s, s:s, s:{s:s, s:s, s:s, s:[o]}, s:s}", "reference_id", reference,
                      "timestamp", at, "status", "succ", "data", "version", "1.0.0", "reg_type",
                      REGISTRY, "reg_record_type", RECORD, "reg_records", record, "locale", "id");
    return json_array_append_new(list, answered) ? -ENOMEM : 0;
}

int search_answer(const struct request *request, const char **refusal_out, json_t **message_out)
{
    const char *transaction = field_text(request->message, "transaction_id", FIELD_ID);
    const json_t *items = json_object_get(request->message, "search_request");
    json_t *list, *message;
    size_t i;
    json_t *item;
    int r = 0;

    if (!transaction || json_array_size(items) < 1)
        return -EBADMSG;
    list = json_array();
    message = json_pack("{s:s, s:s, s:o}", "transaction_id", transaction, "correlation_id",
                        request->message_id, "search_response", list);
    if (!message)
        return -ENOMEM;
    if (json_array_size(items) > ITEMS) {
        *refusal_out = "rjct.total_count.limit_exceeded";
        *message_out = message;
        return 0;
    }
    json_array_foreach(items, i, item)
    {
        if (r == 0)
            r = answer_item(request, item, list);
    }
    if (r == 0) {
        *refusal_out = NULL;
        *message_out = message;
    } else {
        json_decref(message);
    }
    return r;
}
