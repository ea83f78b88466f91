#include "keyset.h"

#include "reading.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

static void read_key(struct reading *r, const json_t *key, const char *id, struct keyset *keys)
{
    const char *kind = reading_string(r, key, "algorithm");
    const char *text = reading_string(r, key, "public_key");
    uint8_t bytes[KEYSET_SEALING];
    char key_id[ENVELOPE_ID];
    size_t size = 0;
    bool signs = !strcmp(kind, "ed25519"), seals = !strcmp(kind, "x25519");

    READING_ID(r, key, "key_id", key_id);
    if (!signs && !seals)
        return;
    if (!*key_id ||
        sodium_base642bin(bytes, sizeof bytes, text, strlen(text), NULL, &size, NULL,
                          sodium_base64_VARIANT_ORIGINAL) ||
        size != sizeof bytes || (signs && keys->verifier_count == KEYSET_VERIFIERS_MAX)) {
        r->wrong = true;
    } else if (signs) {
        struct envelope_verifier *v = &keys->verifiers[keys->verifier_count++];
        strcpy(v->id, id);
        strcpy(v->key_id, key_id);
        memcpy(v->public_key, bytes, sizeof bytes);
    } else if (!*keys->sealing_id) {
        strcpy(keys->sealing_id, key_id);
        memcpy(keys->sealing, bytes, sizeof bytes);
    }
}

int keyset_parse(const json_t *message, const char *id, struct keyset *offered_out)
{
    struct reading r = {.wrong = false};
    struct keyset keys = {0};
    const json_t *said = reading_object(&r, message, "service_keys"), *key;
    size_t i;
    if (!said || strlen(id) >= ENVELOPE_ID)
        return r.wrong ? -EBADMSG : -ENOENT;
    keys.issued_at = reading_instant(&r, said, "issued_at");
    const char *authorities = reading_string(&r, said, "authorities");
    if (strlen(authorities) < sizeof keys.authorities)
        strcpy(keys.authorities, authorities);
    else
        r.wrong = true;
    json_array_foreach(reading_list(&r, said, "keys"), i, key) read_key(&r, key, id, &keys);
    if (r.wrong || !keys.issued_at || !keys.verifier_count || !*keys.sealing_id)
        return -EBADMSG;
    *offered_out = keys;
    return 0;
}

int keyset_follows(const struct keyset *held, const struct keyset *offered, const char *body,
                   size_t size, int64_t now)
{
    json_t *root = NULL;
    if (offered->issued_at == held->issued_at)
        return -EALREADY;
    if (offered->issued_at < held->issued_at)
        return -ESTALE;
    if (offered->issued_at > now + ENVELOPE_SKEW_S ||
        envelope_open(offered->verifiers, offered->verifier_count, body, size, now, &root))
        return -EKEYREJECTED;
    json_decref(root);
    return 0;
}
