/*
 * certificate: the device's TLS key (P-256, PEM), the request for its certificate (PKCS #10,
 * RFC 2986), and what comes back (certs-only CMS, RFC 5652, in base64: RFC 7030, 4.2.3).
 */
#ifndef DRIVERS_COURIER_CERTIFICATE_H
#define DRIVERS_COURIER_CERTIFICATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CERTIFICATE_MAX = 32 * 1024 /* bytes of any of these as text */ };

struct certificate_life {
    int64_t begins_at, ends_at;
};

/* A new key, as PEM. Returns 0, -ENOMEM, or -ENOBUFS; the caller wipes. */
int certificate_make_key(char pem_out[CERTIFICATE_MAX], size_t *size_out);

/* A request for a certificate of the common name `name`, signed by the key: PEM, or DER in base64
 * as EST wants it. Returns 0 or -EINVAL for a key that is none of P-256. */
int certificate_request_pem(const char *key, size_t size, const char *name,
                            char pem_out[CERTIFICATE_MAX]);
int certificate_request_base64(const char *key, size_t size, const char *name,
                               char base64_out[CERTIFICATE_MAX]);

/* Takes from an answer the certificate of this key and writes it as PEM, if it is one of this
 * name, for a TLS client, by an authority in the file `ca`, and good at `now`. Returns 0; -EBADMSG
 * when it is no such answer, -EKEYREJECTED when it holds no such certificate, or -errno of `ca`. */
int certificate_take(const char *answer, size_t size, const char *key, size_t key_size,
                     const char *name, const char *ca, int64_t now, char pem_out[CERTIFICATE_MAX],
                     size_t *size_out);

/* From when until when a certificate is good. Returns 0 or -EINVAL for what is none. */
int certificate_life(const char *pem, size_t size, struct certificate_life *life_out);

/* Whether these are PEM certificates, every one of them well-formed, and at least one. */
bool certificate_all(const char *pem);

/* When it is to be renewed: at two thirds of its life. */
int64_t certificate_renewal(const struct certificate_life *life);

#endif
