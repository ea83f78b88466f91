#include "issuer.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>

enum { ED25519_SIGNATURE = 64 };

/* A failure of the library is a failure of the bench. */
static EVP_PKEY *key(void)
{
    static const uint8_t seed[32] = "test issuer, signs no real card";
    EVP_PKEY *made = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, sizeof seed);
    if (!made)
        abort();
    return made;
}

void issuer_sign(const struct issuer_sums *sums, uint8_t signature_out[ISSUER_SIGNATURE])
{
    EVP_PKEY *signer = key();
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    size_t size = ED25519_SIGNATURE;
    memset(signature_out, 0, ISSUER_SIGNATURE);
    if (!context || !EVP_DigestSignInit(context, NULL, NULL, NULL, signer) ||
        !EVP_DigestSign(context, signature_out, &size, sums->of[0], sizeof sums->of))
        abort();
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(signer);
}

bool issuer_verify(const struct issuer_sums *sums, const uint8_t signature[ISSUER_SIGNATURE])
{
    EVP_PKEY *signer = key();
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (!context || !EVP_DigestVerifyInit(context, NULL, NULL, NULL, signer))
        abort();
    bool valid =
        EVP_DigestVerify(context, signature, ED25519_SIGNATURE, sums->of[0], sizeof sums->of) == 1;
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(signer);
    return valid;
}
