/*
 * keyring: the keys the service works with, as keys.sh leaves them in a stage folder.
 */
#ifndef TESTS_CENTRAL_KEYRING_H
#define TESTS_CENTRAL_KEYRING_H

#include "drivers/courier/envelope.h"

#include <stddef.h>
#include <stdint.h>

enum keyring_limits { KEYRING_DEVICES = 256, KEYRING_SEAL = 32 };

#define KEYRING_SERVICE "perlinsos" /* sender_id of the service */

struct keyring {
    struct envelope_signer signer;     /* central.ed25519, key id c1 */
    char seal_key_id[ENVELOPE_ID];     /* s1 */
    uint8_t seal_public[KEYRING_SEAL]; /* derived */
    uint8_t seal_secret[KEYRING_SEAL]; /* central.x25519 */
    struct envelope_verifier *devices; /* devices.keys */
    size_t device_count;
};

/* Reads STAGE/keys. *keyring_out is released by keyring_wipe. Returns 0, -errno of a file that
 * cannot be read, -EINVAL for a malformed one, -E2BIG for more than KEYRING_DEVICES kiosks. */
int keyring_read(const char *stage, struct keyring *keyring_out);

/* Wipes the secrets and frees. Accepts a zeroed keyring. */
void keyring_wipe(struct keyring *keyring);

#endif
