/*
 * est: enrolment over secure transport (RFC 7030, RFC 8951), on a port of its own, since who asks
 * for a first certificate has none yet.
 *
 *   GET  /.well-known/est/cacerts          the stage's CA
 *   POST /.well-known/est/simpleenroll     HTTP basic (RFC 7617): serial and one-time code
 *   POST /.well-known/est/simplereenroll   the client certificate that is renewed, good and not
 *                                          revoked; the request names the same subject, its key
 *                                          may be new
 *
 * Requests are PKCS #10 and answers certs-only CMS, both base64 DER. Refusals are text: 400 no
 * request, or another's name; 401 not known; 403 the right code, but used (by another key) or too
 * old; its text is "used" or "expired".
 */
#ifndef TESTS_CENTRAL_EST_H
#define TESTS_CENTRAL_EST_H

#include "keyring.h"
#include "service.h"
#include "store.h"

#include <stdint.h>

struct est;

/* Starts with the stage's keys and CA. `store` (of its thread alone) and `keys` outlive it. Returns
 * 0 or -errno (-EADDRINUSE when it cannot listen). */
int est_start(const char *stage, struct store *store, const struct keyring *keys,
              service_report report, struct est **est_out);

uint16_t est_port(const struct est *est);

void est_stop(struct est *est); /* accepts NULL */

#endif
