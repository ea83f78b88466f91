/* Enrolments at a kiosk: taken in exactly once, and bound later (binding.h). */
#include "deliver.h"
#include "drivers/courier/receipt.h"
#include "field.h"
#include "help.h"
#include "staff.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { FINGERS = 2, RECORD = 4 * STAFF_TEMPLATE_MAX / 3 + 8 };

/* Two positions, and a record at each. */
static int put_fingers(struct store *store, const char *number, const json_t *fingers)
{
    uint8_t record[STAFF_TEMPLATE_MAX];
    const json_t *one;
    size_t i, size = 0;
    int r = json_array_size(fingers) == FINGERS ? 0 : -EINVAL;

    json_array_foreach(fingers, i, one)
    {
        const char *text = field_text(one, "record", RECORD);
        json_int_t position = json_integer_value(json_object_get(one, "position"));

        if (r == 0 && (!text || position < 0 || position > 10 ||
                       sodium_base642bin(record, sizeof(record), text, strlen(text), NULL, &size,
                                         NULL, sodium_base64_VARIANT_ORIGINAL) ||
                       size < 4 || memcmp(record, "FMR", 4) != 0))
            r = -EINVAL;
        if (r == 0)
            r = store_run(store, "INSERT INTO binding_template VALUES(?,?,?)", "tib", number,
                          (int64_t)position, record, size);
    }
    sodium_memzero(record, sizeof(record));
    return r == -EEXIST ? -EINVAL : r;
}

static int forget(struct store *store, const char *number)
{
    int r = store_run(store, "DELETE FROM binding_template WHERE number = ?", "t", number);

    return r == 0 ? store_run(store, "DELETE FROM binding WHERE number = ?", "t", number) : r;
}

static bool is_nik(const char *text)
{
    return text && strlen(text) == 16 && strspn(text, "0123456789") == 16;
}

/* Sets *refusal_out when it is not in order. */
static int keep(const struct request *request, const json_t *opened, const char *key,
                const char *number, const char **refusal_out)
{
    const char *nik = field_text(opened, "nik", FIELD_CODE), *why = NULL;
    struct store *store = request->desk->store;
    struct subject subject;
    int64_t confirmed_at;
    int r;

    *refusal_out = "rjct.objection.invalid";
    if (subject_read_enrolled(json_object_get(opened, "subject"), &subject) < 0 || !is_nik(nik) ||
        field_instant(opened, "confirmed_at", &confirmed_at) < 0)
        return 0;
    r = help_judge_enrolment(store, request->sender, &subject, confirmed_at + request->offset,
                             &why);
    if (r < 0 || why) {
        *refusal_out = "rjct.objection.staff";
        return r;
    }
    r = store_run(store, "INSERT INTO binding VALUES(?,?,?,?,?,?,'waiting',?,?,?,?,?,?,?)",
                  "ttttbbttttiii", number, request->sender, key, nik, subject.uid, subject.uid_size,
                  subject.photo_sha256, sizeof(subject.photo_sha256), subject.helper,
                  subject.witness, subject.witness_name, subject.consent_version,
                  subject.consent_at, confirmed_at, request->now + request->offset);
    if (r == -EEXIST) {
        *refusal_out = "rjct.objection.number";
        return 0;
    }
    if (r == 0)
        r = put_fingers(store, number, json_object_get(opened, "fingers"));
    if (r == -EINVAL) /* nothing of it stays */
        return forget(store, number);
    *refusal_out = NULL;
    return r;
}

/* Whether this key was taken in before; then its number. Returns 1, 0 or -errno. */
static int find(const struct request *request, const char *key, char number_out[FIELD_CODE])
{
    struct store_rows *rows = NULL;
    int r = store_ask(request->desk->store, &rows,
                      "SELECT number FROM binding WHERE sender = ? AND idempotency_key = ?", "tt",
                      request->sender, key);

    if (r == 0)
        r = store_next(rows);
    if (r == 1)
        snprintf(number_out, FIELD_CODE, "%s", store_text(rows, 0));
    store_done(rows);
    return r;
}

int enrol_answer(const struct request *request, const char **refusal_out, json_t **message_out)
{
    const char *transaction = field_text(request->message, "transaction_id", FIELD_ID);
    const char *key = field_uuid(request->message, "idempotency_key"), *refusal = NULL;
    const char *number = field_text(request->message, "number", FILINGS_NUMBER);
    char first[FIELD_CODE];
    json_t *opened = NULL;
    int r;

    if (!transaction || !key || !number)
        return -EBADMSG;
    snprintf(first, sizeof(first), "%s", number);
    r = find(request, key, first);
    if (r == 0 && !receipt_ok(number)) {
        refusal = "rjct.objection.number";
    } else if (r == 0) {
        r = deliver_open(request, &refusal, &opened);
        if (r == 0 && !refusal)
            r = keep(request, opened, key, number, &refusal);
    }
    json_decref(opened);
    if (r < 0)
        return r;
    return deliver_answer(request, key, first, refusal, refusal_out, message_out);
}
