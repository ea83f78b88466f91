#include "breakdown.h"
#include "checks.h"
#include "drivers/courier/instant.h"
#include "field.h"
#include "help.h"
#include "published.h"
#include "request.h"
#include "spdci.h"
#include "subject.h"

#include <errno.h>
#include <string.h>

enum { ITEMS = 16 }; /* searches in one message */

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

/* A kiosk's question about the card that lies on it. Either *refusal_out or *data_out is set; what
 * the published codes have no word for is "rjct.search_criteria.invalid", with this service's own
 * code in *own_out. */
static int find(const struct request *request, const json_t *criteria, const char **refusal_out,
                const char **own_out, json_t **data_out)
{
    const json_t *value = json_object_get(json_object_get(criteria, "query"), "value");
    struct subject subject;
    struct person person;
    const char *why = NULL;
    json_t *record = NULL;
    int r;

    *refusal_out = "rjct.search_criteria.invalid";
    if (!in_order(criteria) || subject_read(value, &subject) < 0)
        return 0;
    if (!subject_is_sure(&subject)) {
        *own_out = "rjct.assurance.insufficient";
        return 0;
    }
    r = help_judge(request->desk->store, request->sender, &subject, POLICY_RESULT,
                   request->now + request->offset, &why);
    if (r < 0)
        return r;
    if (why) {
        *own_out = strcmp(why, "staff") == 0 ? "rjct.help.staff" : "rjct.help.policy";
        return 0;
    }
    r = subject_find(request->desk->store, &subject, &person);
    if (subject_refusal(r)) {
        *own_out = subject_refusal(r);
        return 0;
    }
    *refusal_out = NULL;
    if (r == 0)
        r = checks_matched_by(request, &subject, &person);
    if (r == 0)
        r = request_journal(request, "search", &subject, &person);
    if (r == 0)
        r = breakdown_write(request->desk->store, &subject, &person, request->now + request->offset,
                            &record);
    if (r < 0)
        return r;
    *data_out = json_pack("{s:{s:s, s:s, s:s, s:[o]}}", "data", "version", "1.0.0", "reg_type",
                          REGISTRY, "reg_record_type", RECORD, "reg_records", record);
    return *data_out ? 0 : -ENOMEM;
}

/* What is wrong with an item, before anybody is looked for; NULL when nothing is. */
static const char *judge_item(const json_t *items, size_t at)
{
    const json_t *item = json_array_get(items, at);
    const json_t *reference = json_object_get(item, "reference_id");

    for (size_t i = 0; i < at; i++) {
        if (json_equal(json_object_get(json_array_get(items, i), "reference_id"), reference))
            return "rjct.reference_id.duplicate";
    }
    return published_item(item);
}

static int answer_item(const struct request *request, const json_t *items, size_t index,
                       json_t *list)
{
    const json_t *item = json_array_get(items, index);
    const json_t *criteria = json_object_get(item, "search_criteria");
    const char *refusal = judge_item(items, index), *own = NULL;
    char at[INSTANT_TEXT];
    json_t *data = NULL, *answered;
    int r = 0;

    if (!refusal && request->desk->partners)
        r = spdci_find(request, criteria, &refusal, &data);
    else if (!refusal)
        r = find(request, criteria, &refusal, &own, &data);
    if (r == 0)
        r = instant_write(request->now, at);
    if (r < 0)
        return r;
    answered = json_pack("{s:O, s:s, s:s, s:s*, s:s*, s:s}", "reference_id",
                         json_object_get(item, "reference_id"), "timestamp", at, "status",
                         refusal ? "rjct" : "succ", "status_reason_code", refusal,
                         "status_reason_message", own ? own : refusal, "locale", "ind");
    if (json_array_append_new(list, answered) || (data && json_object_update(answered, data)))
        r = -ENOMEM;
    json_decref(data);
    return r;
}

int search_answer(const struct request *request, const char **refusal_out, json_t **message_out)
{
    const char *transaction = field_text(request->message, "transaction_id", SPDCI_ID);
    const json_t *items = json_object_get(request->message, "search_request");
    json_t *list, *message;
    int r = 0;

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
    for (size_t i = 0; r == 0 && i < json_array_size(items); i++)
        r = answer_item(request, items, i, list);
    if (r == 0) {
        *refusal_out = NULL;
        *message_out = message;
    } else {
        json_decref(message);
    }
    return r;
}
