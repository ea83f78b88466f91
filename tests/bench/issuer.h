/*
 * issuer: who signs the content of the stand-in e-KTPs: Ed25519 (RFC 8032) over the SHA-256 sums
 * of what was written to a card. The real scheme is not public; this one has its place and size.
 */
#ifndef TESTS_BENCH_ISSUER_H
#define TESTS_BENCH_ISSUER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    ISSUER_SIGNATURE = 0x50, /* bytes of EF 6FF6: 64 of signature, then zeros */
    ISSUER_FILES = 5,        /* biodata, photo, written signature, both minutiae */
    ISSUER_SUM = 32,
};

/* A card's files, content without length field, each as SHA-256; in the order of their EFs. */
struct issuer_sums {
    uint8_t of[ISSUER_FILES][ISSUER_SUM];
};

void issuer_sign(const struct issuer_sums *sums, uint8_t signature_out[ISSUER_SIGNATURE]);

bool issuer_verify(const struct issuer_sums *sums, const uint8_t signature[ISSUER_SIGNATURE]);

#endif
