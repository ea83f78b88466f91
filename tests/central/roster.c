/* The staff of one office for its kiosk: the list, which it keeps until it expires, and each
 * sign-in, asked for before the finger and told of after it. */
#include "checks.h"
#include "deliver.h"
#include "drivers/courier/instant.h"
#include "field.h"
#include "policy.h"
#include "request.h"
#include "staff.h"
#include "templates.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SALT = 16, DIGEST = 16, DAY_S = 24 * 60 * 60 };

/* By which the kiosk knows a card again: keyed, so that a list tells no NIK to who has not got it.
 */
static int put_digest(json_t *one, const char *name, const uint8_t salt[SALT], const void *head,
                      size_t head_size, const void *tail, size_t tail_size)
{
    crypto_generichash_state state;
    uint8_t digest[DIGEST];
    char hex[2 * DIGEST + 1];

    crypto_generichash_init(&state, salt, SALT, DIGEST);
    crypto_generichash_update(&state, head, head_size);
    crypto_generichash_update(&state, tail, tail_size);
    crypto_generichash_final(&state, digest, DIGEST);
    sodium_bin2hex(hex, sizeof(hex), digest, DIGEST);
    return json_object_set_new(one, name, json_string(hex)) ? -ENOMEM : 0;
}

static int put_member(struct store_rows *rows, const uint8_t salt[SALT], json_t *list)
{
    const char *nik = store_text(rows, 4);
    json_t *one =
        json_pack("{s:s, s:s, s:s, s:o, s:b}", "id", store_text(rows, 0), "name",
                  store_text(rows, 1), "post", store_text(rows, 2), "rights",
                  staff_rights(store_number(rows, 3)), "revoked", store_number(rows, 5) != 0);
    size_t uid_size = 0, digest_size = 0;
    const void *uid = store_bytes(rows, 6, &uid_size);
    const void *digest = store_bytes(rows, 7, &digest_size);
    int r = json_array_append_new(list, one) ? -ENOMEM : 0;

    if (r == 0)
        r = put_digest(one, "chip", salt, nik, strlen(nik), "", 0);
    return r == 0 ? put_digest(one, "tag", salt, uid, uid_size, digest, digest_size) : r;
}

static int put_staff(const struct request *request, json_t *message)
{
    struct store_rows *rows = NULL;
    uint8_t salt[SALT];
    char hex[2 * SALT + 1];
    json_t *list = json_array();
    int r = json_object_set_new(message, "staff", list) ? -ENOMEM : 0;

    randombytes_buf(salt, sizeof(salt));
    sodium_bin2hex(hex, sizeof(hex), salt, sizeof(salt));
    if (r == 0 && json_object_set_new(message, "salt", json_string(hex)))
        r = -ENOMEM;
    if (r == 0)
        r = store_ask(request->desk->store, &rows,
                      "SELECT id, name, post, rights, nik, revoked_at IS NOT NULL, uid,"
                      " photo_sha256 FROM staff WHERE sender = ? ORDER BY id LIMIT ?",
                      "ti", request->sender, (int64_t)STAFF_MOST);
    while (r == 0 && (r = store_next(rows)) == 1)
        r = put_member(rows, salt, list);
    store_done(rows);
    return r;
}

int roster_answer(const struct request *request, const char **refusal_out, json_t **message_out)
{
    const char *transaction = field_text(request->message, "transaction_id", FIELD_ID);
    json_t *message = NULL;
    struct policy policy;
    int r;

    if (!transaction)
        return -EBADMSG;
    r = policy_read(request->desk->store, &policy);
    if (r == 0) {
        message =
            json_pack("{s:s, s:o}", "transaction_id", transaction, "policy", policy_write(&policy));
        r = message ? field_put_instant(message, "made_at", request->now) : -ENOMEM;
    }
    if (r == 0)
        r = field_put_instant(message, "expires_at", request->now + policy.list_days * DAY_S);
    if (r == 0)
        r = put_staff(request, message);
    if (r == 0) {
        *refusal_out = NULL;
        *message_out = message;
    } else {
        json_decref(message);
    }
    return r;
}

/* Counted apart from whatever checks the same person has as a resident. */
static void name_checks(const struct staff *staff, char whose_out[CHECKS_WHOSE])
{
    snprintf(whose_out, CHECKS_WHOSE, "staff %s", staff->nik);
}

static const char *refusal_of(int found, const struct staff *staff, const char *role, int64_t at)
{
    if (found == -ENOENT || found == -EKEYREJECTED)
        return "rjct.staff.unknown";
    if (staff_is_revoked(staff, at))
        return "rjct.staff.revoked";
    return staff_may(staff->rights, role) ? NULL : "rjct.staff.right";
}

static int note(const struct request *request, const char *action, const struct staff *staff)
{
    return store_run(request->desk->store,
                     "INSERT INTO access(at, sender, action, helper) VALUES(?,?,?,?)", "ittt",
                     request->now + request->offset, request->sender, action, staff->id);
}

/* At level chip the card's own templates are compared, and none are sent. */
static int put_templates(const struct request *request, const struct staff *staff, json_t *message)
{
    struct store_rows *rows = NULL;
    json_t *list = json_array();
    int r = json_object_set_new(message, "templates", list) ? -ENOMEM : 0;

    if (r == 0)
        r = store_ask(request->desk->store, &rows,
                      "SELECT position, record FROM staff_template WHERE staff = ?"
                      " ORDER BY position",
                      "t", staff->id);
    if (r == 0)
        r = templates_put(rows, list);
    store_done(rows);
    return r;
}

int staff_check_answer(const struct request *request, const char **refusal_out,
                       json_t **message_out)
{
    const char *transaction = field_text(request->message, "transaction_id", FIELD_ID);
    const char *role = field_text(request->message, "role", FIELD_CODE), *refusal;
    struct subject card = {0};
    struct staff staff = {0};
    char whose[CHECKS_WHOSE];
    json_t *message;
    int r;

    if (!transaction || !role || subject_read_card(request->message, &card) < 0)
        return -EBADMSG;
    r = staff_by_card(request->desk->store, request->sender, &card, &staff);
    if (r < 0 && r != -ENOENT && r != -EKEYREJECTED)
        return r;
    refusal = refusal_of(r, &staff, role, request->now + request->offset);
    r = refusal && *staff.id ? note(request, "staff-refused", &staff) : 0;
    name_checks(&staff, whose);
    if (r == 0 && !refusal && (r = checks_take(request, whose)) == -EDQUOT) {
        refusal = "rjct.attempts.spent";
        r = 0;
    }
    if (r == 0 && !refusal)
        r = note(request, "staff-check", &staff);
    message = r == 0 ? json_pack("{s:s}", "transaction_id", transaction) : NULL;
    if (r == 0 &&
        (!message || (!refusal && json_object_set_new(message, "id", json_string(staff.id)))))
        r = -ENOMEM;
    if (r == 0 && !refusal && !card.nik[0])
        r = put_templates(request, &staff, message);
    if (r == 0) {
        *refusal_out = refusal;
        *message_out = message;
    } else {
        json_decref(message);
    }
    return r;
}

static bool is_outcome(const char *text)
{
    static const char *const outcomes[] = {"good", "no_match", "refused",
                                           "late", "fault",    "card_alone"};

    for (size_t i = 0; text && i < sizeof(outcomes) / sizeof(*outcomes); i++) {
        if (strcmp(outcomes[i], text) == 0)
            return true;
    }
    return false;
}

/* One that was delivered before is answered again, and changes nothing. */
static int keep_sign_in(const struct request *request, const char *key, const char *number,
                        const json_t *opened, const char **refusal_out)
{
    const char *role = field_text(opened, "role", FIELD_CODE);
    const char *outcome = field_text(opened, "outcome", FIELD_CODE);
    const char *id = field_text(opened, "id", FIELD_CODE);
    struct policy policy;
    struct staff staff;
    char whose[CHECKS_WHOSE];
    bool gives_back;
    int64_t at;
    int r;

    if (!role || !is_outcome(outcome) || field_instant(opened, "at", &at) < 0) {
        *refusal_out = "rjct.objection.invalid";
        return 0;
    }
    r = policy_read(request->desk->store, &policy);
    if (r < 0)
        return r;
    gives_back =
        strcmp(outcome, "good") == 0 || (strcmp(outcome, "card_alone") == 0 && policy.card_alone);
    r = store_run(request->desk->store, "INSERT INTO sign_in VALUES(?,?,?,?,?,?,?,?)", "ttttttii",
                  number, request->sender, key, id, role, outcome, at + request->offset,
                  request->now + request->offset);
    if (r == -EEXIST)
        return 0;
    if (r < 0 || !id || !gives_back)
        return r;
    r = staff_by_id(request->desk->store, request->sender, id, &staff);
    if (r < 0)
        return r == -ENOENT ? 0 : r;
    name_checks(&staff, whose);
    return checks_matched(request, whose, at);
}

int sign_in_answer(const struct request *request, const char **refusal_out, json_t **message_out)
{
    const char *transaction = field_text(request->message, "transaction_id", FIELD_ID);
    const char *key = field_uuid(request->message, "idempotency_key"), *refusal = NULL;
    const char *number = field_text(request->message, "number", FILINGS_NUMBER);
    json_t *opened = NULL;
    int r;

    if (!transaction || !key || !number)
        return -EBADMSG;
    r = deliver_open(request, &refusal, &opened);
    if (r == 0 && !refusal)
        r = keep_sign_in(request, key, number, opened, &refusal);
    json_decref(opened);
    if (r < 0)
        return r;
    return deliver_answer(request, key, number, refusal, refusal_out, message_out);
}
