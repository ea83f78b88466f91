/*
 * envelope: the signed message of the Digital Convergence Initiative (SPDCI) social registry
 * API v1.0.0: {"signature": "...", "header": {...}, "message": {...}}.
 *
 * The signature string is SPDCI's: namespace="spdci", kidId="SENDER|KEY|ed25519",
 * algorithm="ed25519", created="UNIX", expires="UNIX", headers="(created) (expires) digest",
 * signature="BASE64". What Ed25519 signs is three lines joined by '\n', without a last one:
 *
 *     (created): UNIX
 *     (expires): UNIX
 *     digest: SHA-256=BASE64
 *
 * the digest being over canonical(header) followed directly by canonical(message), where
 * canonical is compact JSON with sorted keys (jansson: JSON_COMPACT | JSON_SORT_KEYS), UTF-8
 * unescaped. Numbers are integers only. Pure: no clock, no I/O.
 */
#ifndef DRIVERS_COURIER_ENVELOPE_H
#define DRIVERS_COURIER_ENVELOPE_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

enum envelope_limits {
    ENVELOPE_MAX = 256 * 1024, /* bytes of a body, either way */
    ENVELOPE_ID = 64,          /* sender, receiver, key and message ids, with the NUL */
    ENVELOPE_LIFE_S = 300,     /* created .. expires */
    ENVELOPE_SKEW_S = 120,     /* tolerated difference of the two clocks */
};

/* Whom a message is from: an Ed25519 key and the names it is known by. */
struct envelope_signer {
    char id[ENVELOPE_ID];
    char key_id[ENVELOPE_ID];
    uint8_t secret[64]; /* crypto_sign_SECRETKEYBYTES */
};

/* A key that may verify. Two are valid during a rotation. */
struct envelope_verifier {
    char id[ENVELOPE_ID];
    char key_id[ENVELOPE_ID];
    uint8_t public_key[32]; /* crypto_sign_PUBLICKEYBYTES */
};

/* Fills *signer_out from a 32-byte Ed25519 seed. Returns 0 or -EINVAL for an id that is empty,
 * too long, or holds '"', '|' or a control character. */
int envelope_signer_init(const uint8_t seed[32], const char *id, const char *key_id,
                         struct envelope_signer *signer_out);

/* Builds the signed body around `message` (borrowed). `header` (borrowed) carries what the caller
 * decides: message_id, message_ts, action, receiver_id, and for answers status and so on;
 * version, sender_id, total_count and is_msg_encrypted are filled in when absent.
 * *body_out is a NUL-terminated string of *size_out bytes that the caller frees.
 * Returns 0, -EINVAL, -E2BIG or -ENOMEM. */
int envelope_seal(const struct envelope_signer *signer, json_t *header, json_t *message,
                  int64_t now, char **body_out, size_t *size_out);

/* Parses and verifies `body` (not necessarily terminated). The signer must be one of
 * `verifiers`, the header's sender_id the same as the signature's, and `now` within
 * created - ENVELOPE_SKEW_S .. expires + ENVELOPE_SKEW_S.
 * *root_out is the whole object, owned by the caller (json_decref). Returns 0;
 * -E2BIG over ENVELOPE_MAX; -EBADMSG for what is not an envelope; -EKEYREJECTED for a signature
 * that does not verify or an unknown key; -ESTALE outside its time. */
int envelope_open(const struct envelope_verifier *verifiers, size_t count, const char *body,
                  size_t size, int64_t now, json_t **root_out);

#endif
