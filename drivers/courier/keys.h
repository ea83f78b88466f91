/*
 * keys: the courier's key files.
 *
 *   signing_key    32 raw bytes, the seed of an Ed25519 key; readable by its owner alone
 *   service_keys   text, one key a line, '#' begins a comment:
 *                      KEYID ed25519 BASE64(32 bytes)   verifies what the service signs
 *                      KEYID x25519  BASE64(32 bytes)   seals what only the service may read
 */
#ifndef DRIVERS_COURIER_KEYS_H
#define DRIVERS_COURIER_KEYS_H

#include "envelope.h"
#include <stddef.h>
#include <stdint.h>

enum { KEYS_SEED = 32, KEYS_SEALING = 32, KEYS_VERIFIERS_MAX = 4 };

struct keys_service {
    struct envelope_verifier verifiers[KEYS_VERIFIERS_MAX];
    size_t verifier_count;
    char sealing_id[ENVELOPE_ID];
    uint8_t sealing[KEYS_SEALING]; /* X25519 public key; the file's first */
};

/* Reads a seed; the caller wipes it. Returns 0, -errno from opening or reading, -EACCES when
 * group or others may read it too, -EINVAL for another size. */
int keys_read_seed(const char *path, uint8_t seed_out[KEYS_SEED]);

/* Reads the keys of the service known as `id`. Returns 0, -errno from opening or reading, -EINVAL
 * for a line that is none, too many verifying keys, or none of either kind. */
int keys_read_service(const char *path, const char *id, struct keys_service *keys_out);

#endif
