/* Reports: what is not an objection to a result, and complaints, which this service cannot read. */
#include "deliver.h"
#include "drivers/courier/receipt.h"
#include "field.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *kind, *what;
    bool by_anybody; /* also by someone the centre does not know */
    bool by_word;    /* also without a card, where staff take it down */
    int days;
} kinds[] = {
    {"death", "Anggota keluarga sudah meninggal", false, true, FILINGS_DECISION_DAYS},
    {"move", "Anggota keluarga sudah pindah", false, true, FILINGS_DECISION_DAYS},
    {"disaster", "Keluarga terkena bencana", false, true, FILINGS_URGENT_DAYS},
    {"registration", "Pendaftaran keluarga", false, true, FILINGS_DECISION_DAYS},
    {"missed_household", "Keluarga yang belum terdata", true, true, FILINGS_DECISION_DAYS},
    {"proposal", "Usulan", true, true, FILINGS_DECISION_DAYS},
    {"data_withdrawal", "Penarikan persetujuan data", false, false, FILINGS_URGENT_DAYS},
    {"home_visit", "Permintaan kunjungan ke rumah", true, true, FILINGS_DECISION_DAYS},
};

static int take_report(const struct request *request, const json_t *opened, struct filing *filing,
                       const char **refusal_out)
{
    const char *kind = field_text(opened, "kind", FIELD_CODE);
    size_t i = 0;
    (void)request;

    while (i < sizeof(kinds) / sizeof(*kinds) && (!kind || strcmp(kinds[i].kind, kind) != 0))
        i++;
    if (i == sizeof(kinds) / sizeof(*kinds)) {
        *refusal_out = "rjct.objection.kind";
        return 0;
    }
    if (!kinds[i].by_anybody && !filing->person.family) {
        *refusal_out = "rjct.objection.person";
        return 0;
    }
    if (!kinds[i].by_anybody && !subject_is_sure(&filing->subject) &&
        !(kinds[i].by_word && strcmp(filing->subject.assurance, "stated") == 0)) {
        *refusal_out = "rjct.objection.assurance";
        return 0;
    }
    filing->kind = kinds[i].kind;
    filing->days = kinds[i].days;
    /* Who died or moved is given by name as on the family card. */
    filing->detail = field_text(opened, "member", FILINGS_DETAIL);
    if (!filing->detail)
        filing->detail = field_text(opened, "text", FILINGS_DETAIL);
    filing->since = field_text(opened, "since", FIELD_CODE);
    filing->phone = field_text(opened, "phone", FIELD_CODE);
    snprintf(filing->what, FILINGS_DETAIL, "%s", kinds[i].what);
    return 0;
}

int report_answer(const struct request *request, const char **refusal_out, json_t **message_out)
{
    return deliver(request, DELIVER_ANYBODY, take_report, refusal_out, message_out);
}

static int keep_complaint(const struct request *request, const char *key, const char *number,
                          const char **refusal_out)
{
    const json_t *sealed = json_object_get(request->message, "sealed");
    const char *key_id = field_text(sealed, "key_id", ENVELOPE_ID);
    const char *text = field_text(sealed, "box", ENVELOPE_MAX);
    size_t room = text ? strlen(text) : 0, size = 0;
    uint8_t *box = malloc(room + 1);
    int r = 0;

    if (!box)
        return -ENOMEM;
    if (!key_id || !text ||
        sodium_base642bin(box, room + 1, text, room, NULL, &size, NULL,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        size <= crypto_box_SEALBYTES)
        *refusal_out = "rjct.objection.sealed";
    else
        r = store_run(request->desk->store, "INSERT INTO complaint VALUES(?,?,?,?,?,?)", "ttttbi",
                      number, request->sender, key, key_id, box, size,
                      request->now + request->offset);
    if (r == -EEXIST) {
        *refusal_out = "rjct.objection.number";
        r = 0;
    }
    free(box);
    return r;
}

static int find_complaint(const struct request *request, const char *key, char number_out[16],
                          int64_t *received_at_out)
{
    struct store_rows *rows = NULL;
    int r = store_ask(request->desk->store, &rows,
                      "SELECT number, received_at FROM complaint"
                      " WHERE sender = ? AND idempotency_key = ?",
                      "tt", request->sender, key);

    if (r == 0)
        r = store_next(rows);
    if (r == 1) {
        snprintf(number_out, 16, "%s", store_text(rows, 0));
        *received_at_out = store_number(rows, 1);
        r = 0;
    } else if (r == 0) {
        r = -ENOENT;
    }
    store_done(rows);
    return r;
}

int complain_answer(const struct request *request, const char **refusal_out, json_t **message_out)
{
    const char *transaction = field_text(request->message, "transaction_id", FIELD_ID);
    const char *key = field_uuid(request->message, "idempotency_key"), *refusal = NULL;
    const char *number = field_text(request->message, "number", FILINGS_NUMBER);
    int64_t received_at = request->now + request->offset;
    char first[16];
    json_t *answered;
    int r;

    if (!transaction || !key || !number)
        return -EBADMSG;
    snprintf(first, sizeof(first), "%s", number);
    r = find_complaint(request, key, first, &received_at);
    if (r == -ENOENT && !receipt_ok(number)) {
        refusal = "rjct.objection.number";
        r = 0;
    } else if (r == -ENOENT) {
        r = keep_complaint(request, key, number, &refusal);
    }
    if (r < 0)
        return r;
    answered = json_pack("{s:s, s:s, s:s}", "transaction_id", transaction, "idempotency_key", key,
                         "number", first);
    if (!refusal && (json_object_set_new(answered, "state", json_string("received")) ||
                     field_put_instant(answered, "received_at", received_at) < 0)) {
        json_decref(answered);
        answered = NULL;
    }
    if (!answered)
        return -ENOMEM;
    *refusal_out = refusal;
    *message_out = answered;
    return 0;
}
