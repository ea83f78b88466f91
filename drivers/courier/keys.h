/*
 * keys: the courier's key files.
 *
 *   signing_key    32 raw bytes, the seed of an Ed25519 key; readable by its owner alone. Those
 * that followed it are beside it: signing_key.2, .3 ..., and the newest signs. None is taken away:
 * they hold what the journal's old checkpoints were signed with. service_keys   text, one key a
 * line, '#' begins a comment: KEYID ed25519 BASE64(32 bytes)   verifies what the service signs
 *                      KEYID x25519  BASE64(32 bytes)   seals what only the service may read
 *                      # issued_at SECONDS              since 1970 UTC: when the service made it
 *                  The one of provisioning stays as it is; what the service said later over the
 *                  line (keyset.h) is a file of the same form in the data folder.
 */
#ifndef DRIVERS_COURIER_KEYS_H
#define DRIVERS_COURIER_KEYS_H

#include "keyset.h"

#include <stdint.h>

enum { KEYS_SEED = 32, KEYS_PUBLIC = 32, KEYS_GENERATIONS_MAX = 64 };

/* Reads a seed; the caller wipes it. Returns 0, -errno from opening or reading, -EACCES when
 * group or others may read it too, -EINVAL for another size. */
int keys_read_seed(const char *path, uint8_t seed_out[KEYS_SEED]);

/* How many there are of the key at `path`, with it: those in a row. */
unsigned keys_generations(const char *path);

/* The path of one, from 1 on. Returns 0 or -ENAMETOOLONG. */
int keys_generation_path(const char *path, unsigned generation, char *path_out, size_t size);

/* Reads one of them, to sign as `sender`; the first is known as first_id, the second as first_id.2
 * and so on. Returns as keys_read_seed, or -EINVAL for an id that is none. */
int keys_read_signer(const char *path, unsigned generation, const char *sender,
                     const char *first_id, struct envelope_signer *signer_out);

/* The public half. */
void keys_public(const struct envelope_signer *signer, uint8_t public_out[KEYS_PUBLIC]);

/* Reads the keys of the service known as `id`. Returns 0, -errno from opening or reading, -EINVAL
 * for a line that is none, too many verifying keys, or none of either kind. */
int keys_read_service(const char *path, const char *id, struct keyset *keys_out);

/* The same, or what was learned since and kept in `folder`, if that is of a later date. */
int keys_read_newest(const char *path, const char *folder, const char *id, struct keyset *keys_out);

/* The file of the authorities that were learned with those keys. Returns 0; -ENOENT: those of
 * provisioning count; or -errno. */
int keys_authorities(const char *path, const char *folder, const char *id, char *path_out,
                     size_t size);

/* Keeps in `folder` what was learned, in place of what was learned before. Returns 0 or -errno. */
int keys_keep(const char *folder, const struct keyset *keys);

#endif
