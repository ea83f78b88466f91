#include "request.h"

#include "instant.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

static const char *const assurances[] = {
    [WIRE_ASSURANCE_TAG] = "tag",
    [WIRE_ASSURANCE_CHIP] = "chip",
    [WIRE_ASSURANCE_STATED] = "stated",
};

static const char *const no_finger[WIRE_NO_FINGERS] = {
    [WIRE_NO_FINGER_WORN] = "worn",
    [WIRE_NO_FINGER_AMPUTATION] = "amputation",
    [WIRE_NO_FINGER_BANDAGE] = "bandage",
    [WIRE_NO_FINGER_NOT_ON_CHIP] = "not_on_chip",
    [WIRE_NO_FINGER_SENSOR_DOWN] = "sensor_down",
};

/* json_pack gives NULL both for text that is not UTF-8 and for want of memory; the first is the
 * likelier by far. */
static int made(json_t *value, json_t **value_out)
{
    if (!value)
        return -EINVAL;
    *value_out = value;
    return 0;
}

int request_header(const char *action, const char *message_id, const char *receiver_id, int64_t now,
                   json_t **header_out)
{
    char at[INSTANT_TEXT];
    if (instant_write(now, at))
        return -EINVAL;
    return made(json_pack("{s:s, s:s, s:s, s:s}", "action", action, "message_id", message_id,
                          "message_ts", at, "receiver_id", receiver_id),
                header_out);
}

/* Schema Card. */
static json_t *card(const struct wire_card *c)
{
    char uid[2 * WIRE_UID_MAX + 1], digest[2 * WIRE_DIGEST + 1];
    json_t *value;
    if (c->uid_size > WIRE_UID_MAX)
        return NULL;
    if (c->assurance == WIRE_ASSURANCE_STATED)
        return json_pack("{s:s}", "nik", c->nik);
    sodium_bin2hex(uid, sizeof uid, c->uid, c->uid_size);
    for (char *u = uid; *u; u++)
        if (*u >= 'a')
            *u = (char)(*u - 'a' + 'A');
    sodium_bin2hex(digest, sizeof digest, c->photo_sha256, WIRE_DIGEST);
    value = c->assurance == WIRE_ASSURANCE_CHIP
                ? json_pack("{s:s, s:s}", "uid", uid, "nik", c->nik)
                : json_pack("{s:s, s:s}", "uid", uid, "photo_sha256", digest);
    sodium_memzero(uid, sizeof uid);
    sodium_memzero(digest, sizeof digest);
    return value;
}

static const char *given(const char *text)
{
    return *text ? text : NULL;
}

/* A person of the staff is named by id; anybody else by name. */
static const char *unlisted(const char *id, const char *name)
{
    return *id ? NULL : given(name);
}

/* Adds members to a subject. */
static int put_help(json_t *subject, const struct wire_help *h, const char *verified_at)
{
    json_t *attended;
    switch ((enum wire_help_kind)h->kind) {
    case WIRE_HELP_NONE:
        return 0;
    case WIRE_HELP_ASSISTED:
        return *h->helper
                   ? json_object_set_new(subject, "helper", json_string(h->helper))
                   : json_object_set_new(subject, "helper_name", json_string(h->helper_name));
    case WIRE_HELP_ATTENDED:
        attended = json_pack(
            "{s:s, s:s*, s:s*, s:s*, s:s}", "helper", h->helper, "witness", given(h->witness),
            "witness_name", unlisted(h->witness, h->witness_name), "reason",
            no_finger[h->reason < WIRE_NO_FINGERS ? h->reason : 0], "verified_at", verified_at);
        if (h->card_alone && json_object_set_new(attended, "card_alone", json_true())) {
            json_decref(attended);
            return -1;
        }
        return json_object_set_new(subject, "attended", attended);
    case WIRE_HELPS:
        break;
    }
    return -1;
}

/* The finger is left out while none was given. */
json_t *request_subject(const struct wire_subject *s)
{
    char given_at[INSTANT_TEXT], verified_at[INSTANT_TEXT];
    bool attended = s->help.kind == WIRE_HELP_ATTENDED;
    json_t *finger = NULL, *value = NULL;

    if (s->card.assurance < WIRE_ASSURANCE_TAG || s->card.assurance > WIRE_ASSURANCE_STATED ||
        instant_write(s->consent.given_at, given_at) || instant_write(s->verified_at, verified_at))
        return NULL;
    if (s->score_class) {
        finger =
            json_pack("{s:i, s:s}", "score_class", (int)s->score_class, "verified_at", verified_at);
        if (!finger)
            return NULL;
    }
    value =
        json_pack("{s:s, s:o, s:{s:s, s:s}, s:o*}", "assurance",
                  attended ? "attended" : assurances[s->card.assurance], "card", card(&s->card),
                  "consent", "version", s->consent.version, "given_at", given_at, "finger", finger);
    if (value && put_help(value, &s->help, verified_at)) {
        json_decref(value);
        value = NULL;
    }
    return value;
}

int request_check(const struct wire_card *card, const struct wire_consent *consent,
                  const char *transaction_id, json_t **message_out)
{
    struct wire_subject subject = {.card = *card, .consent = *consent};
    int result = made(json_pack("{s:s, s:o}", "transaction_id", transaction_id, "subject",
                                request_subject(&subject)),
                      message_out);
    sodium_memzero(&subject, sizeof subject);
    return result;
}

static json_t *consent(const struct wire_consent *c)
{
    char at[INSTANT_TEXT], uri[WIRE_CODE + 32];
    if (instant_write(c->given_at, at))
        return NULL;
    snprintf(uri, sizeof uri, "urn:perlinsos:consent:%s", c->version);
    return json_pack("{s:s, s:s, s:s, s:{s:s, s:s, s:s}}", "@context",
                     "https://schema.spdci.org/common/v1/api-schemas/Consent.jsonld", "@type",
                     "Consent", "ts", at, "purpose", "text",
                     "Membuka hasil bansos keluarga sendiri", "code", "perlinsos.result", "ref_uri",
                     uri);
}

static json_t *authorization(const struct wire_subject *s)
{
    char at[INSTANT_TEXT];
    if (instant_write(s->verified_at, at))
        return NULL;
    bool attended = s->help.kind == WIRE_HELP_ATTENDED;
    return json_pack("{s:s, s:s, s:s, s:{s:s, s:s, s:s}}", "@context",
                     "https://schema.spdci.org/common/v1/api-schemas/Authorize.jsonld", "@type",
                     "Authorize", "ts", at, "purpose", "text",
                     attended ? "Wajah dicocokkan petugas dan saksi di tempat"
                              : "Sidik jari dicocokkan di tempat",
                     "code", attended ? "perlinsos.attended" : "perlinsos.finger", "ref_uri",
                     "urn:perlinsos:assurance");
}

/* ISO 639-3, which the published API wants. A language without a code of two letters is named by
 * three already; the service answers in Indonesian whatever is asked. */
static const char *locale(const char *language)
{
    static const char *const known[][2] = {
        {"id", "ind"}, {"en", "eng"}, {"jv", "jav"}, {"su", "sun"}, {"ms", "msa"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(known[i][0], language))
            return known[i][1];
    return strlen(language) == 3 && strspn(language, "abcdefghijklmnopqrstuvwxyz") == 3 ? language
                                                                                        : "ind";
}

int request_search(const struct wire_query *query, const char *transaction_id,
                   const char *reference_id, int64_t now, json_t **message_out)
{
    char at[INSTANT_TEXT];
    json_t *criteria;
    if (instant_write(now, at))
        return -EINVAL;
    criteria = json_pack(
        "{s:s, s:s, s:s, s:s, s:{s:s, s:o}, s:o, s:o}", "version", "1.0.0", "reg_type",
        "ns:perlinsos:RegistryType:Social", "reg_record_type", "ns:perlinsos:RecordType:Breakdown",
        "query_type", "idtype-value", "query", "type", "ns:perlinsos:IdType:ektp", "value",
        request_subject(&query->subject), "consent", consent(&query->subject.consent), "authorize",
        authorization(&query->subject));
    return made(json_pack("{s:s, s:[{s:s, s:s, s:o, s:s}]}", "transaction_id", transaction_id,
                          "search_request", "reference_id", reference_id, "timestamp", at,
                          "search_criteria", criteria, "locale", locale(query->locale)),
                message_out);
}

int request_document(const char *transaction_id, json_t **message_out)
{
    return made(json_pack("{s:s}", "transaction_id", transaction_id), message_out);
}

int request_staff_check(const struct wire_card *c, const char *role, const char *transaction_id,
                        json_t **message_out)
{
    if (c->assurance < WIRE_ASSURANCE_TAG || c->assurance > WIRE_ASSURANCE_CHIP)
        return -EINVAL;
    return made(json_pack("{s:s, s:s, s:o, s:s}", "transaction_id", transaction_id, "assurance",
                          assurances[c->assurance], "card", card(c), "role", role),
                message_out);
}

int request_checkpoint(const struct journal_checkpoint *checkpoint, uint32_t waiting,
                       uint32_t aside, const char *transaction_id, json_t **message_out)
{
    char at[INSTANT_TEXT], hash[2 * JOURNAL_HASH + 1];
    char signature[sodium_base64_ENCODED_LEN(JOURNAL_SIGNATURE, sodium_base64_VARIANT_ORIGINAL)];
    if (instant_write(checkpoint->at, at))
        return -EINVAL;
    sodium_bin2hex(hash, sizeof hash, checkpoint->hash, sizeof checkpoint->hash);
    sodium_bin2base64(signature, sizeof signature, checkpoint->signature,
                      sizeof checkpoint->signature, sodium_base64_VARIANT_ORIGINAL);
    return made(json_pack("{s:s, s:{s:I, s:s, s:s, s:s}, s:i, s:i}", "transaction_id",
                          transaction_id, "checkpoint", "sequence",
                          (json_int_t)checkpoint->sequence, "at", at, "hash", hash, "signature",
                          signature, "waiting", (int)waiting, "aside", (int)aside),
                message_out);
}
