#include "answer.h"

#include "drivers/courier/instant.h"
#include "drivers/courier/uuid.h"
#include "field.h"
#include "published.h"
#include "register.h"
#include "replies.h"
#include "request.h"
#include "settings.h"
#include "spdci.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *asked, *answered; /* header.action */
    int (*answer)(const struct request *, const char **refusal_out, json_t **message_out);
} actions[] = {
    [ANSWER_TEMPLATES] = {"templates", "on-templates", templates_answer},
    [ANSWER_ATTEMPT] = {"attempt", "on-attempt", attempt_answer},
    [ANSWER_SEARCH] = {"search", "on-search", search_answer},
    [ANSWER_STATUS] = {"txn-status", "txn-on-status", status_answer},
    [ANSWER_OBJECT] = {"object", "on-object", object_answer},
    [ANSWER_PROVISIONAL] = {"object-provisionally", "on-object-provisionally", provisional_answer},
    [ANSWER_WITHDRAW] = {"withdraw", "on-withdraw", withdraw_answer},
    [ANSWER_APPEAL] = {"appeal", "on-appeal", appeal_answer},
    [ANSWER_REPORT] = {"report", "on-report", report_answer},
    [ANSWER_COMPLAIN] = {"complain", "on-complain", complain_answer},
    [ANSWER_REGISTER] = {"register-key", "on-register-key", register_answer},
    [ANSWER_CATALOGUE] = {"catalogue", "on-catalogue", catalogue_answer},
    [ANSWER_RATE] = {"rate", "on-rate", rate_answer},
    [ANSWER_CHECKPOINT] = {"checkpoint", "on-checkpoint", checkpoint_answer},
    [ANSWER_HEARTBEAT] = {"heartbeat", "on-heartbeat", heartbeat_answer},
    [ANSWER_ROSTER] = {"staff", "on-staff", roster_answer},
    [ANSWER_STAFF_CHECK] = {"staff-check", "on-staff-check", staff_check_answer},
    [ANSWER_SIGN_IN] = {"sign-in", "on-sign-in", sign_in_answer},
    [ANSWER_ENROL] = {"enrol", "on-enrol", enrol_answer},
    [ANSWER_DECOMMISSION] = {"decommission", "on-decommission", decommission_answer},
};

static int make_header(const char *action, const char *receiver, const char *refusal, int64_t now,
                       json_t **header_out)
{
    uint8_t bytes[16];
    char id[UUID_TEXT], at[INSTANT_TEXT];
    json_t *header;
    int r = instant_write(now, at);

    if (r < 0)
        return r;
    randombytes_buf(bytes, sizeof(bytes));
    uuid_write(bytes, UUID_RANDOM, id);
    header =
        json_pack("{s:s, s:s, s:s, s:s, s:s, s:s*, s:s*}", "message_id", id, "message_ts", at,
                  "action", action, "receiver_id", receiver, "status", refusal ? "rjct" : "succ",
                  "status_reason_code", refusal, "status_reason_message", refusal);
    if (!header)
        return -ENOMEM;
    *header_out = header;
    return 0;
}

/* A first answer: made, and kept in the same transaction as what it changed. */
static int answer_new(const struct request *request, enum answer_action action, json_t **header_out,
                      json_t **message_out)
{
    struct store *store = request->desk->store;
    const char *refusal = NULL;
    json_t *header = NULL, *message = NULL;
    int r = actions[action].answer(request, &refusal, &message);

    if (r == 0)
        r = make_header(actions[action].answered, request->sender, refusal, request->now, &header);
    if (r == 0)
        r = replies_add(store, request->sender, request->message_id, actions[action].asked,
                        request->now, header, message);
    if (r == 0) {
        *header_out = header;
        *message_out = message;
    } else {
        json_decref(header);
        json_decref(message);
    }
    return r;
}

/* The published forms demand their members, empty as they are. */
static json_t *refused_message(const struct request *request, enum answer_action action)
{
    const char *transaction = field_text(request->message, "transaction_id", SPDCI_ID);

    if (action == ANSWER_SEARCH)
        return json_pack("{s:s, s:s, s:[]}", "transaction_id", transaction, "correlation_id",
                         request->message_id, "search_response");
    if (action == ANSWER_STATUS)
        return status_message(request, json_array());
    return json_pack("{s:s*}", "transaction_id", transaction);
}

static int refuse(const struct request *request, enum answer_action action, const char *refusal,
                  json_t **header_out, json_t **message_out)
{
    json_t *message = refused_message(request, action);
    int r = message ? make_header(actions[action].answered, request->sender, refusal, request->now,
                                  header_out)
                    : -ENOMEM;

    if (r == 0)
        *message_out = message;
    else
        json_decref(message);
    return r;
}

static int answer_once(const struct request *request, enum answer_action action,
                       json_t **header_out, json_t **message_out)
{
    struct store *store = request->desk->store;
    bool asks = action == ANSWER_TEMPLATES || action == ANSWER_ATTEMPT || action == ANSWER_SEARCH ||
                action == ANSWER_STATUS || action == ANSWER_CATALOGUE ||
                action == ANSWER_HEARTBEAT || action == ANSWER_ROSTER ||
                action == ANSWER_STAFF_CHECK;
    int r = asks ? store_begin_note(store) : store_begin(store);

    if (r < 0)
        return r;
    r = replies_find(store, request->sender, request->message_id, actions[action].asked, header_out,
                     message_out);
    if (r == -ENOENT)
        r = answer_new(request, action, header_out, message_out);
    else if (r == -EEXIST)
        r = refuse(request, action, "rjct.message_id.duplicate", header_out, message_out);
    if (r == 0)
        r = store_commit(store);
    store_rollback(store);
    return r;
}

/* A message of which nobody says that it is theirs: for that, unlike for nonsense, the caller may
 * want to know that signing is what is missing. */
static bool is_unsigned(const char *body, size_t size)
{
    json_t *root = json_loadb(body, size, 0, NULL);
    bool lacking = json_is_object(json_object_get(root, "header")) &&
                   json_string_length(json_object_get(root, "signature")) == 0;

    json_decref(root);
    return lacking;
}

/* Of the text before it is verified; "" when it does not say. */
static void peek_sender(const char *body, size_t size, char sender_out[ENVELOPE_ID],
                        json_t **root_out)
{
    json_t *root = json_loadb(body, size, JSON_REJECT_DUPLICATES, NULL);
    const char *sender = field_text(json_object_get(root, "header"), "sender_id", ENVELOPE_ID);

    snprintf(sender_out, ENVELOPE_ID, "%s", sender ? sender : "");
    *root_out = root;
}

/* Opens with the keys of devices.keys, else with those the sender registered, else, for a
 * registration, with the key it brings: that is the proof that it has the other half. */
static int open_signed(const struct answer_desk *desk, enum answer_action action, const char *body,
                       size_t size, int64_t now, json_t **root_out)
{
    struct envelope_verifier verifiers[REGISTER_KEYS];
    char sender[ENVELOPE_ID];
    json_t *peeked = NULL;
    size_t count = 0;
    int r = envelope_open(desk->keys->devices, desk->keys->device_count, body, size, now, root_out);

    if (r != -EKEYREJECTED)
        return r;
    peek_sender(body, size, sender, &peeked);
    if (action == ANSWER_REGISTER)
        count = register_offered(json_object_get(peeked, "message"), sender, verifiers) == 0;
    else
        register_known(desk->store, sender, verifiers, &count);
    json_decref(peeked);
    return count ? envelope_open(verifiers, count, body, size, now, root_out) : r;
}

/* Which key signed, of the signature's kidId="SENDER|KEY|ed25519". */
static bool is_revoked(const struct keyring *keys, const json_t *root, const char *sender)
{
    const char *signature = json_string_value(json_object_get(root, "signature"));
    const char *bar = signature ? strchr(signature, '|') : NULL;
    char key_id[ENVELOPE_ID];

    return !bar || sscanf(bar + 1, "%63[^|]", key_id) != 1 || keyring_revoked(keys, sender, key_id);
}

static bool stands_for_none(const struct answer_desk *desk, const char *signature)
{
    for (const char *const *text = desk->unsigned_as; signature && text && *text; text++) {
        if (strcmp(signature, *text) == 0)
            return true;
    }
    return false;
}

static int open_message(const struct answer_desk *desk, enum answer_action action, const char *body,
                        size_t size, int64_t now, json_t **root_out)
{
    json_t *root = NULL;
    const char *sender;
    int r;

    if (desk->partners) {
        root = json_loadb(body, size, JSON_REJECT_DUPLICATES, NULL);
        if (!json_is_object(root) || !json_is_object(json_object_get(root, "header")) ||
            !json_is_object(json_object_get(root, "message"))) {
            json_decref(root);
            return -EBADMSG;
        }
        if (stands_for_none(desk, json_string_value(json_object_get(root, "signature")))) {
            *root_out = root;
            return 0;
        }
        json_decref(root);
        root = NULL;
    }
    r = open_signed(desk, action, body, size, now, &root);
    if (r < 0)
        return r == -EBADMSG && (desk->partners || is_unsigned(body, size)) ? -EKEYREJECTED : r;
    sender = field_text(json_object_get(root, "header"), "sender_id", ENVELOPE_ID);
    if (sender && is_revoked(desk->keys, root, sender)) {
        json_decref(root);
        return -EKEYREJECTED;
    }
    *root_out = root;
    return 0;
}

int request_journal(const struct request *request, const char *action,
                    const struct subject *subject, const struct person *person)
{
    return store_run(request->desk->store, "INSERT INTO access VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)",
                     "ittoottottttt", request->now + request->offset, request->sender, action,
                     person ? person->id : 0, person ? person->family : 0,
                     subject ? subject->assurance : NULL, subject ? subject->consent_version : NULL,
                     subject ? subject->consent_at : 0, subject ? subject->helper : NULL,
                     subject ? subject->witness : NULL, subject ? subject->helper_name : NULL,
                     subject ? subject->witness_name : NULL, subject ? subject->no_finger : NULL);
}

/* Whether the request can be answered at all; what is wrong inside it is told in the answer. */
static bool in_form(const struct request *request, enum answer_action action)
{
    if (action != ANSWER_SEARCH && action != ANSWER_STATUS)
        return true;
    return published_header_typed(request->header) &&
           field_text(request->message, "transaction_id", SPDCI_ID) &&
           (action == ANSWER_SEARCH ? published_search(request->message)
                                    : published_status(request->message));
}

int answer(const struct answer_desk *desk, enum answer_action action, const char *peer,
           const char *body, size_t size, int64_t now, char **reply_out, size_t *reply_size_out)
{
    json_t *root = NULL, *header = NULL, *message = NULL;
    const char *refusal;
    int r = open_message(desk, action, body, size, now, &root);

    if (r < 0)
        return r;
    const json_t *asked = json_object_get(root, "header");
    const json_t *receiver = json_object_get(asked, "receiver_id");
    struct request request = {
        .desk = desk,
        .sender = field_text(asked, "sender_id", ENVELOPE_ID),
        .message_id = field_text(asked, "message_id", ENVELOPE_ID),
        .header = asked,
        .message = json_object_get(root, "message"),
        .peer = peer,
        .now = now,
    };

    if (!request.sender || !request.message_id || !in_form(&request, action) ||
        (receiver && !desk->partners &&
         (!json_is_string(receiver) ||
          strcmp(json_string_value(receiver), KEYRING_SERVICE) != 0))) {
        r = -EBADMSG;
        goto out;
    }
    r = settings_offset(desk->store, &request.offset);
    if (r < 0)
        goto out;
    refusal = published_header(asked, actions[action].asked);
    r = refusal ? refuse(&request, action, refusal, &header, &message)
                : answer_once(&request, action, &header, &message);
    if (r == 0)
        r = envelope_seal(&desk->keys->signer, header, message, now, reply_out, reply_size_out);
out:
    json_decref(header);
    json_decref(message);
    json_decref(root);
    return r;
}
