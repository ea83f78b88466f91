/*
 * keyring: the keys the service works with, as keys.sh leaves them in a stage folder.
 *
 * Each of the service's keys has an id. During a rotation there are two of a kind: the older one
 * signs until it is taken away, either opens what was sealed to it, and a kiosk may know both.
 */
#ifndef TESTS_CENTRAL_KEYRING_H
#define TESTS_CENTRAL_KEYRING_H

#include "drivers/courier/envelope.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum keyring_limits {
    KEYRING_DEVICES = 256,
    KEYRING_SEAL = 32,
    KEYRING_OWN = 2,
    KEYRING_PATH = 512
};

#define KEYRING_SERVICE "perlinsos" /* sender_id of the service */

struct keyring_seal {
    char key_id[ENVELOPE_ID];     /* s1 */
    uint8_t public[KEYRING_SEAL]; /* derived */
    uint8_t secret[KEYRING_SEAL];
};

struct keyring {
    char stage[KEYRING_PATH];
    struct envelope_signer signer; /* central.ed25519, key id c1; or the next one */
    struct keyring_seal seals[KEYRING_OWN];
    size_t seal_count;
    struct envelope_verifier *devices; /* devices.keys */
    size_t device_count;
};

/* Reads STAGE/keys. *keyring_out is released by keyring_wipe. Returns 0, -errno of a file that
 * cannot be read, -EINVAL for a malformed one, -E2BIG for more than KEYRING_DEVICES kiosks. */
int keyring_read(const char *stage, struct keyring *keyring_out);

/* The sealing key of an id, or NULL. */
const struct keyring_seal *keyring_seal(const struct keyring *keyring, const char *key_id);

/* Whether STAGE/keys/revoked names it now: a line "SENDER KEYID", or "certificate SERIAL" with the
 * serial in lower-case hexadecimal. No file: nothing is revoked. */
bool keyring_revoked(const struct keyring *keyring, const char *what, const char *id);

/* Names it there, for good. Returns 0 or -errno. */
int keyring_revoke(const struct keyring *keyring, const char *what, const char *id);

/* Wipes the secrets and frees. Accepts a zeroed keyring. */
void keyring_wipe(struct keyring *keyring);

#endif
