#include "templates.h"

#include "checks.h"
#include "field.h"
#include "request.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>

static int put_template(json_t *list, int64_t position, const void *record, size_t size)
{
    size_t room = sodium_base64_encoded_len(size, sodium_base64_VARIANT_ORIGINAL);
    char *text = malloc(room);
    json_t *one = NULL;

    if (!text)
        return -ENOMEM;
    sodium_bin2base64(text, room, record, size, sodium_base64_VARIANT_ORIGINAL);
    one = json_pack("{s:I, s:s, s:s}", "position", (json_int_t)position, "format",
                    "iso19794-2:2005", "record", text);
    sodium_memzero(text, room);
    free(text);
    return json_array_append_new(list, one) ? -ENOMEM : 0;
}

int templates_put(struct store_rows *rows, json_t *list)
{
    int r;

    while ((r = store_next(rows)) == 1) {
        size_t size = 0;
        const void *record = store_bytes(rows, 1, &size);
        r = put_template(list, store_number(rows, 0), record, size);
        if (r < 0)
            return r;
    }
    return r;
}

static int put_templates(struct store *store, int64_t person, json_t *list)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows,
                      "SELECT position, record FROM template WHERE person = ? ORDER BY position",
                      "i", person);

    if (r == 0)
        r = templates_put(rows, list);
    store_done(rows);
    return r;
}

/* Counts a check of this person's finger. */
static int take_check(const struct request *request, const struct subject *subject,
                      const struct person *person)
{
    char whose[CHECKS_WHOSE];
    int r = checks_whose(request->desk->store, subject, person, whose);

    return r == 0 ? checks_take(request, whose) : r;
}

int templates_answer(const struct request *request, const char **refusal_out, json_t **message_out)
{
    const char *transaction = field_text(request->message, "transaction_id", FIELD_ID);
    const char *refusal = NULL;
    struct subject subject;
    struct person person;
    json_t *list = NULL, *message;
    int r;

    if (!transaction || subject_read(json_object_get(request->message, "subject"), &subject) < 0)
        return -EBADMSG;
    message = json_pack("{s:s}", "transaction_id", transaction);
    r = message ? subject_find(request->desk->store, &subject, &person) : -ENOMEM;
    refusal = subject_refusal(r);
    if (r == 0 && (r = take_check(request, &subject, &person)) == -EDQUOT)
        refusal = "rjct.attempts.spent";
    if (r == 0)
        r = request_journal(request, "templates", &subject, &person);
    if (r == 0) {
        list = json_array();
        r = list ? put_templates(request->desk->store, person.id, list) : -ENOMEM;
    }
    if (refusal)
        r = 0;
    else if (r == 0 && json_array_size(list) == 0)
        refusal = "rjct.templates.none";
    else if (r == 0 && json_object_set(message, "templates", list))
        r = -ENOMEM;
    json_decref(list);
    if (r == 0) {
        *refusal_out = refusal;
        *message_out = message;
    } else {
        json_decref(message);
    }
    return r;
}

/* At level chip whoever's card it is has a NIK, and is counted, known here or not. */
int attempt_answer(const struct request *request, const char **refusal_out, json_t **message_out)
{
    const char *transaction = field_text(request->message, "transaction_id", FIELD_ID);
    const char *refusal = NULL;
    struct subject subject;
    struct person person = {0};
    json_t *message;
    int r;

    if (!transaction || subject_read(json_object_get(request->message, "subject"), &subject) < 0)
        return -EBADMSG;
    r = subject_find(request->desk->store, &subject, &person);
    if (r == -ENOENT && subject.nik[0])
        r = 0;
    if (r == 0)
        r = take_check(request, &subject, &person);
    refusal = r == -EDQUOT ? "rjct.attempts.spent" : subject_refusal(r);
    if (r < 0 && !refusal)
        return r;
    message = json_pack("{s:s}", "transaction_id", transaction);
    if (!message)
        return -ENOMEM;
    *refusal_out = refusal;
    *message_out = message;
    return 0;
}
