#include "envelope.h"

#include <errno.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(((struct envelope_signer *)0)->secret) == crypto_sign_SECRETKEYBYTES,
               "Ed25519 secret key");
_Static_assert(sizeof(((struct envelope_verifier *)0)->public_key) == crypto_sign_PUBLICKEYBYTES,
               "Ed25519 public key");

enum {
    CANONICAL = JSON_COMPACT | JSON_SORT_KEYS,
    DIGITS_MAX = 12, /* of an instant: till the year 33658 */
    DIGEST_TEXT =
        sodium_base64_ENCODED_LEN(crypto_hash_sha256_BYTES, sodium_base64_VARIANT_ORIGINAL),
    SIGNATURE_TEXT = sodium_base64_ENCODED_LEN(crypto_sign_BYTES, sodium_base64_VARIANT_ORIGINAL),
    SIGNED_MAX = 160, /* the three signed lines */
    SIGNATURE_LINE = 2 * ENVELOPE_ID + SIGNATURE_TEXT + 256,
};

/* What a signature string says, before it is believed. */
struct claim {
    char id[ENVELOPE_ID];
    char key_id[ENVELOPE_ID];
    int64_t created, expires;
    uint8_t signature[crypto_sign_BYTES];
};

static bool id_ok(const char *id)
{
    size_t length = strlen(id);
    if (length < 1 || length >= ENVELOPE_ID)
        return false;
    for (const char *c = id; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f || *c == '"' || *c == '|')
            return false;
    return true;
}

int envelope_signer_init(const uint8_t seed[32], const char *id, const char *key_id,
                         struct envelope_signer *signer_out)
{
    uint8_t public_key[crypto_sign_PUBLICKEYBYTES];
    if (!id_ok(id) || !id_ok(key_id))
        return -EINVAL;
    memset(signer_out, 0, sizeof *signer_out);
    memcpy(signer_out->id, id, strlen(id));
    memcpy(signer_out->key_id, key_id, strlen(key_id));
    crypto_sign_seed_keypair(public_key, signer_out->secret, seed);
    return 0;
}

/* A real number has many spellings, so that two ends could sign different bytes. The depth of
 * what jansson parsed is bounded by jansson. */
static bool holds_real(const json_t *value)
{
    const char *key;
    json_t *inner;
    size_t i;
    if (json_is_real(value))
        return true;
    if (json_is_object(value)) {
        json_object_foreach((json_t *)value, key, inner) if (holds_real(inner)) return true;
    } else if (json_is_array(value)) {
        json_array_foreach(value, i, inner) if (holds_real(inner)) return true;
    }
    return false;
}

static int hash_part(const char *buffer, size_t size, void *state)
{
    return crypto_hash_sha256_update(state, (const unsigned char *)buffer, size);
}

/* Streams the canonical form into the hash: no copy of identity is made on the way. */
static int signed_text(const json_t *header, const json_t *message, int64_t created,
                       int64_t expires, char text_out[SIGNED_MAX])
{
    crypto_hash_sha256_state state;
    uint8_t digest[crypto_hash_sha256_BYTES];
    char digest_text[DIGEST_TEXT];

    crypto_hash_sha256_init(&state);
    if (json_dump_callback(header, hash_part, &state, CANONICAL) ||
        json_dump_callback(message, hash_part, &state, CANONICAL))
        return -ENOMEM;
    crypto_hash_sha256_final(&state, digest);
    sodium_bin2base64(digest_text, sizeof digest_text, digest, sizeof digest,
                      sodium_base64_VARIANT_ORIGINAL);
    snprintf(text_out, SIGNED_MAX, "(created): %lld\n(expires): %lld\ndigest: SHA-256=%s",
             (long long)created, (long long)expires, digest_text);
    return 0;
}

static int fill(json_t *object, const char *key, json_t *value)
{
    int failed = 0;
    if (!value)
        return -ENOMEM;
    if (!json_object_get(object, key))
        failed = json_object_set(object, key, value);
    json_decref(value);
    return failed ? -ENOMEM : 0;
}

static int sign_line(const struct envelope_signer *signer, const json_t *header,
                     const json_t *message, int64_t created, char line_out[SIGNATURE_LINE])
{
    uint8_t signature[crypto_sign_BYTES];
    char signature_text[SIGNATURE_TEXT];
    char text[SIGNED_MAX];
    int64_t expires = created + ENVELOPE_LIFE_S;

    int result = signed_text(header, message, created, expires, text);
    if (result)
        return result;
    crypto_sign_detached(signature, NULL, (const unsigned char *)text, strlen(text),
                         signer->secret);
    sodium_bin2base64(signature_text, sizeof signature_text, signature, sizeof signature,
                      sodium_base64_VARIANT_ORIGINAL);
    snprintf(line_out, SIGNATURE_LINE,
             "namespace=\"spdci\", kidId=\"%s|%s|ed25519\", algorithm=\"ed25519\", "
             "created=\"%lld\", expires=\"%lld\", headers=\"(created) (expires) digest\", "
             "signature=\"%s\"",
             signer->id, signer->key_id, (long long)created, (long long)expires, signature_text);
    return 0;
}

int envelope_seal(const struct envelope_signer *signer, json_t *header, json_t *message,
                  int64_t now, char **body_out, size_t *size_out)
{
    char line[SIGNATURE_LINE];
    json_t *full = NULL, *root = NULL;
    char *body = NULL;
    const char *sender;
    size_t size;
    int result;

    if (!json_is_object(header) || !json_is_object(message) || now < 0 || holds_real(header) ||
        holds_real(message))
        return -EINVAL;
    full = json_copy(header);
    if (!full)
        return -ENOMEM;
    if ((result = fill(full, "version", json_string("1.0.0"))) ||
        (result = fill(full, "sender_id", json_string(signer->id))) ||
        (result = fill(full, "total_count", json_integer(1))) ||
        (result = fill(full, "is_msg_encrypted", json_false())))
        goto out;
    sender = json_string_value(json_object_get(full, "sender_id"));
    if (!sender || strcmp(sender, signer->id)) {
        result = -EINVAL;
        goto out;
    }
    result = sign_line(signer, full, message, now, line);
    if (result)
        goto out;
    root = json_pack("{s:s, s:O, s:O}", "signature", line, "header", full, "message", message);
    result = -ENOMEM;
    if (!root)
        goto out;
    size = json_dumpb(root, NULL, 0, CANONICAL);
    if (size > ENVELOPE_MAX) {
        result = -E2BIG;
        goto out;
    }
    body = size ? malloc(size + 1) : NULL;
    if (!body)
        goto out;
    json_dumpb(root, body, size, CANONICAL);
    body[size] = '\0';
    *body_out = body;
    *size_out = size;
    result = 0;
out:
    json_decref(root);
    json_decref(full);
    return result;
}

static bool literal(const char **at, const char *expected)
{
    size_t length = strlen(expected);
    if (strncmp(*at, expected, length))
        return false;
    *at += length;
    return true;
}

/* Copies up to the next `stop`, which is skipped. False when it does not come or does not fit. */
static bool until(const char **at, char stop, char *out, size_t size)
{
    const char *end = strchr(*at, stop);
    if (!end || (size_t)(end - *at) >= size)
        return false;
    memcpy(out, *at, (size_t)(end - *at));
    out[end - *at] = '\0';
    *at = end + 1;
    return true;
}

static bool instant(const char **at, int64_t *instant_out)
{
    char digits[DIGITS_MAX + 1];
    if (!until(at, '"', digits, sizeof digits) || !*digits)
        return false;
    if (digits[strspn(digits, "0123456789")])
        return false;
    *instant_out = strtoll(digits, NULL, 10);
    return true;
}

static bool claim_parse(const char *line, struct claim *claim_out)
{
    struct claim c = {0};
    char text[SIGNATURE_TEXT];
    size_t size;

    if (!literal(&line, "namespace=\"spdci\", kidId=\"") || !until(&line, '|', c.id, sizeof c.id) ||
        !until(&line, '|', c.key_id, sizeof c.key_id) ||
        !literal(&line, "ed25519\", algorithm=\"ed25519\", created=\"") ||
        !instant(&line, &c.created) || !literal(&line, ", expires=\"") ||
        !instant(&line, &c.expires) ||
        !literal(&line, ", headers=\"(created) (expires) digest\", signature=\"") ||
        !until(&line, '"', text, sizeof text) || *line)
        return false;
    if (sodium_base642bin(c.signature, sizeof c.signature, text, strlen(text), NULL, &size, NULL,
                          sodium_base64_VARIANT_ORIGINAL) ||
        size != sizeof c.signature)
        return false;
    if (!id_ok(c.id) || !id_ok(c.key_id) || c.expires < c.created ||
        c.expires - c.created > ENVELOPE_LIFE_S)
        return false;
    *claim_out = c;
    return true;
}

static int verify(const struct envelope_verifier *verifiers, size_t count,
                  const struct claim *claim, const json_t *header, const json_t *message)
{
    char text[SIGNED_MAX];
    int result = signed_text(header, message, claim->created, claim->expires, text);
    if (result)
        return result;
    for (size_t i = 0; i < count; i++)
        if (!strcmp(verifiers[i].id, claim->id) && !strcmp(verifiers[i].key_id, claim->key_id) &&
            !crypto_sign_verify_detached(claim->signature, (const unsigned char *)text,
                                         strlen(text), verifiers[i].public_key))
            return 0;
    return -EKEYREJECTED;
}

int envelope_open(const struct envelope_verifier *verifiers, size_t count, const char *body,
                  size_t size, int64_t now, json_t **root_out)
{
    const char *line, *sender, *action, *message_id;
    json_t *root, *header, *message;
    struct claim claim;
    int result = -EBADMSG;

    if (size > ENVELOPE_MAX)
        return -E2BIG;
    root = json_loadb(body, size, JSON_REJECT_DUPLICATES, NULL);
    if (!root)
        return -EBADMSG;
    line = json_string_value(json_object_get(root, "signature"));
    header = json_object_get(root, "header");
    message = json_object_get(root, "message");
    sender = json_string_value(json_object_get(header, "sender_id"));
    action = json_string_value(json_object_get(header, "action"));
    message_id = json_string_value(json_object_get(header, "message_id"));
    if (!line || !json_is_object(message) || !sender || !action || !id_ok(action) || !message_id ||
        !id_ok(message_id) || holds_real(header) || holds_real(message) ||
        !claim_parse(line, &claim))
        goto out;
    if (strcmp(sender, claim.id)) {
        result = -EKEYREJECTED;
        goto out;
    }
    result = verify(verifiers, count, &claim, header, message);
    if (result)
        goto out;
    if (now < claim.created - ENVELOPE_SKEW_S || now > claim.expires + ENVELOPE_SKEW_S) {
        result = -ESTALE;
        goto out;
    }
    *root_out = root;
    root = NULL;
out:
    json_decref(root);
    return result;
}
