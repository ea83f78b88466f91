/* What became of earlier searches: /registry/sync/txn/status. */
#include "field.h"
#include "replies.h"
#include "request.h"
#include "spdci.h"

#include <errno.h>
#include <string.h>

enum { REFERENCES = 100 };

/* Of a search's answer, the items asked for by reference; all of them without a list. */
static int pick(const json_t *message, const json_t *references, json_t *list)
{
    const json_t *items = json_object_get(message, "search_response"), *item, *reference;
    size_t i, k;

    json_array_foreach(items, i, item)
    {
        bool wanted = !references;

        json_array_foreach(references, k, reference) wanted =
            wanted || json_equal(reference, json_object_get(item, "reference_id"));
        if (wanted && json_array_append(list, (json_t *)item))
            return -ENOMEM;
    }
    return 0;
}

/* Whether the request has the published form. */
static bool in_order(const json_t *asked)
{
    static const char *const types[] = {"search", "subscribe", "receipt"};
    static const char *const attributes[] = {"transaction_id", "correlation_id",
                                             "reference_id_list"};
    const char *type = field_text(asked, "txn_type", FIELD_CODE);
    const char *attribute = field_text(asked, "attribute_type", FIELD_CODE);
    const json_t *value = json_object_get(asked, "attribute_value"), *entry;
    bool type_known = false, attribute_known = false;
    size_t i;

    for (size_t t = 0; t < 3; t++) {
        type_known = type_known || (type && strcmp(type, types[t]) == 0);
        attribute_known = attribute_known || (attribute && strcmp(attribute, attributes[t]) == 0);
    }
    if (!type_known || !attribute_known || !json_is_string(json_object_get(asked, "reference_id")))
        return false;
    if (strcmp(attribute, "reference_id_list") != 0)
        return json_is_string(value) && json_string_length(value) < SPDCI_ID;
    if (!json_is_array(value) || json_array_size(value) > REFERENCES)
        return false;
    json_array_foreach(value, i, entry)
    {
        if (!json_is_string(entry))
            return false;
    }
    return true;
}

int status_answer(const struct request *request, const char **refusal_out, json_t **message_out)
{
    const char *transaction = field_text(request->message, "transaction_id", SPDCI_ID);
    const json_t *asked = json_object_get(request->message, "txnstatus_request");
    const char *attribute = field_text(asked, "attribute_type", FIELD_CODE);
    const json_t *value = json_object_get(asked, "attribute_value");
    const char *text = json_string_value(value);
    json_t *earlier = NULL, *list = NULL;
    int r;

    if (!transaction || !in_order(asked))
        return -EBADMSG;
    list = json_array();
    if (!list)
        return -ENOMEM;
    /* References are the sender's own, and known within the transaction they came in. */
    if (json_is_array(value))
        r = replies_search(request->desk->store, request->sender, "search", transaction, NULL,
                           &earlier);
    else if (strcmp(attribute, "transaction_id") == 0)
        r = replies_search(request->desk->store, request->sender, "search", text, NULL, &earlier);
    else
        r = replies_search(request->desk->store, request->sender, "search", NULL, text, &earlier);
    if (r == 0)
        r = pick(earlier, json_is_array(value) ? value : NULL, list);
    json_decref(earlier);
    if (r < 0 && r != -ENOENT) {
        json_decref(list);
        return r;
    }
    *refusal_out = NULL;
    *message_out = json_pack(
        "{s:s, s:s, s:{s:s, s:{s:s, s:s, s:o}}}", "transaction_id", transaction, "correlation_id",
        request->message_id, "txnstatus_response", "txn_type",
        json_string_value(json_object_get(asked, "txn_type")), "txn_status", "transaction_id",
        transaction, "correlation_id", request->message_id, "search_response", list);
    return *message_out ? 0 : -ENOMEM;
}
