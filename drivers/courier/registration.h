/*
 * registration: the device's first word to the service, and its last: the public half of a
 * message key of its, over the TLS that its certificate opens; and that it is out of service, after
 * which the service takes neither from it. The first may be said again; after the last nothing is
 * answered.
 */
#ifndef DRIVERS_COURIER_REGISTRATION_H
#define DRIVERS_COURIER_REGISTRATION_H

#include "config.h"

#include <stdint.h>

enum { REGISTRATION_WHY = 128 };

/* `signer` signs; the first word is about its key. Returns 0, or -errno after it said in
 * why[REGISTRATION_WHY] what is wrong. */
int registration_begin(const struct config *config, const struct envelope_signer *signer,
                       int64_t now, char *why);
int registration_end(const struct config *config, const struct envelope_signer *signer, int64_t now,
                     char *why);

#endif
