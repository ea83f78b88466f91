/*
 * authority: the stage's certificate authority (keys/ca.pem, ca.key), which signs what kiosks ask
 * for: PKCS #10 requests (RFC 2986) in, certs-only CMS (RFC 8951, RFC 5652) out, both in base64.
 */
#ifndef TESTS_CENTRAL_AUTHORITY_H
#define TESTS_CENTRAL_AUTHORITY_H

#include <stddef.h>
#include <stdint.h>

enum authority_limits {
    AUTHORITY_REQUEST = 4096, /* bytes of a request, without its base64 */
    AUTHORITY_NAME = 64,
    AUTHORITY_KEY_ID = 32, /* SHA-256 of the public key */
    AUTHORITY_SERIAL = 41, /* hexadecimal, with the NUL */
    AUTHORITY_DAYS = 365,
};

struct authority;
struct authority_request;

/* Returns 0, -errno of a file, or -EINVAL for one that is no key or certificate. */
int authority_open(const char *stage, struct authority **authority_out);
void authority_close(struct authority *authority); /* accepts NULL */

/* What whoever trusts this authority needs. The caller frees. Returns 0 or -ENOMEM. */
int authority_chain(const struct authority *authority, char **base64_out);

/* Reads a request whose sender has the other half of its key: a P-256 key, and a subject that is a
 * common name and nothing else. Returns 0, -EBADMSG for anything else, -ENOMEM. */
int authority_read(const char *base64, size_t size, struct authority_request **request_out);
void authority_request_free(struct authority_request *request); /* accepts NULL */

const char *authority_name(const struct authority_request *request);
const uint8_t *authority_key_id(const struct authority_request *request);

/* A certificate for TLS clients, from an hour before `now` for AUTHORITY_DAYS. The caller frees
 * *base64_out. Returns 0 or -errno. */
int authority_issue(const struct authority *authority, const struct authority_request *request,
                    int64_t now, char **base64_out, char serial_out[AUTHORITY_SERIAL],
                    int64_t *expires_at_out);

#endif
