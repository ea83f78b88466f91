/*
 * keyset: the service's keys as a courier holds them, and as the service says them anew: schema
 * ServiceKeys of the catalogue, signed like all the service says. Pure.
 */
#ifndef DRIVERS_COURIER_KEYSET_H
#define DRIVERS_COURIER_KEYSET_H

#include "envelope.h"

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

enum { KEYSET_SEALING = 32, KEYSET_VERIFIERS_MAX = 4, KEYSET_AUTHORITIES = 16 * 1024 };

struct keyset {
    struct envelope_verifier verifiers[KEYSET_VERIFIERS_MAX];
    size_t verifier_count;
    char sealing_id[ENVELOPE_ID];
    uint8_t sealing[KEYSET_SEALING]; /* X25519 public key; the first said */
    int64_t issued_at;               /* seconds since 1970 UTC; 0: undated, older than any date */
    /* PEM, of those that the service's TLS certificate may come from; "": those of provisioning.
     * Not looked into here. */
    char authorities[KEYSET_AUTHORITIES];
};

/* Reads what a message of on-catalogue (borrowed) says of the keys of the service known as `id`.
 * Returns 0, -ENOENT when it says nothing, or -EBADMSG; kinds of keys that this version does not
 * know are passed over. */
int keyset_parse(const json_t *message, const char *id, struct keyset *offered_out);

/* Whether `offered` follows what is held, `body` being the answer that said it, which a key that is
 * held has signed: it is of a later date, not of a day that has not come, and itself holds the key
 * that signed it, so that who learns it believes the service tomorrow. Returns 0, -EALREADY for
 * what is held, -ESTALE for an older one, -EKEYREJECTED. */
int keyset_follows(const struct keyset *held, const struct keyset *offered, const char *body,
                   size_t size, int64_t now);

#endif
