/* What became of earlier searches: /registry/sync/txn/status. */
#include "field.h"
#include "replies.h"
#include "request.h"
#include "spdci.h"

#include <errno.h>
#include <string.h>

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

json_t *status_message(const struct request *request, json_t *list)
{
    const json_t *asked = json_object_get(request->message, "txnstatus_request");
    const char *transaction = field_text(request->message, "transaction_id", SPDCI_ID);

    return json_pack("{s:s, s:s, s:{s:s, s:{s:s, s:s, s:o}}}", "transaction_id", transaction,
                     "correlation_id", request->message_id, "txnstatus_response", "txn_type",
                     json_string_value(json_object_get(asked, "txn_type")), "txn_status",
                     "transaction_id", transaction, "correlation_id", request->message_id,
                     "search_response", list);
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

    /* The published form does not say which value belongs to which attribute. */
    if (json_is_array(value) != (strcmp(attribute, "reference_id_list") == 0))
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
    *message_out = status_message(request, list);
    return *message_out ? 0 : -ENOMEM;
}
