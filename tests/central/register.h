/*
 * register: kiosks' message keys, registered by themselves over their client certificate. A kiosk
 * has two at most, for a rotation: a third takes the place of the oldest.
 */
#ifndef TESTS_CENTRAL_REGISTER_H
#define TESTS_CENTRAL_REGISTER_H

#include "drivers/courier/envelope.h"
#include "store.h"

#include <jansson.h>
#include <stddef.h>

enum { REGISTER_KEYS = 2 };

/* The key a registration brings: {"key_id", "public_key": BASE64}. Returns 0 or -EINVAL. */
int register_offered(const json_t *message, const char *sender,
                     struct envelope_verifier *verifier_out);

/* Those registered of a sender. Returns 0 or -errno. */
int register_known(struct store *store, const char *sender,
                   struct envelope_verifier verifiers_out[REGISTER_KEYS], size_t *count_out);

#endif
