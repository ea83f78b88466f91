/* How a visit was found: a word, a day and a kiosk, and nobody's name. */
#include "calendar.h"
#include "deliver.h"
#include "field.h"

#include <errno.h>
#include <string.h>

static bool is_rating(const char *text)
{
    return text &&
           (strcmp(text, "good") == 0 || strcmp(text, "fair") == 0 || strcmp(text, "poor") == 0);
}

int rate_answer(const struct request *request, const char **refusal_out, json_t **message_out)
{
    const char *transaction = field_text(request->message, "transaction_id", FIELD_ID);
    const char *key = field_uuid(request->message, "idempotency_key"), *refusal = NULL;
    const char *number = field_text(request->message, "number", FILINGS_NUMBER), *rating;
    json_t *opened = NULL;
    int r;

    if (!transaction || !key || !number)
        return -EBADMSG;
    r = deliver_open(request, &refusal, &opened);
    rating = field_text(opened, "rating", FIELD_CODE);
    if (r == 0 && !refusal && !is_rating(rating))
        refusal = "rjct.objection.invalid";
    if (r == 0 && !refusal)
        r = store_run(request->desk->store, "INSERT INTO rating VALUES(?,?,?,?)", "ttti",
                      request->sender, key, rating,
                      (int64_t)calendar_day(request->now + request->offset));
    json_decref(opened);
    if (r < 0 && r != -EEXIST) /* sent again: counted once */
        return r;
    return deliver_answer(request, key, number, refusal, refusal_out, message_out);
}
