/*
 * registration: tells the service the public half of a message key of the device, once, over the
 * TLS that the device's certificate opens; again with the same key it changes nothing.
 */
#ifndef DRIVERS_COURIER_REGISTRATION_H
#define DRIVERS_COURIER_REGISTRATION_H

#include "config.h"

#include <stdint.h>

enum { REGISTRATION_WHY = 128 };

/* The key is that of `signer`, who signs what tells of it. Returns 0, or -errno after it said in
 * why[REGISTRATION_WHY] what is wrong. */
int registration_send(const struct config *config, const struct envelope_signer *signer,
                      int64_t now, char *why);

#endif
