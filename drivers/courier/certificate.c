#include "certificate.h"

#include <errno.h>
#include <openssl/asn1.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <sodium.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>

/* What was written into memory, as text; 0 or -ENOBUFS. */
static int take_text(BIO *bio, char out[CERTIFICATE_MAX], size_t *size_out)
{
    char *text;
    long size = BIO_get_mem_data(bio, &text);
    if (size < 0 || size >= CERTIFICATE_MAX)
        return -ENOBUFS;
    memcpy(out, text, (size_t)size);
    out[size] = '\0';
    if (size_out)
        *size_out = (size_t)size;
    return 0;
}

int certificate_make_key(char pem_out[CERTIFICATE_MAX], size_t *size_out)
{
    EVP_PKEY *key = EVP_EC_gen("P-256");
    BIO *bio = BIO_new(BIO_s_secmem());
    int result = -ENOMEM;
    if (key && bio && PEM_write_bio_PKCS8PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL))
        result = take_text(bio, pem_out, size_out);
    BIO_free(bio);
    EVP_PKEY_free(key);
    return result;
}

static EVP_PKEY *read_key(const char *pem, size_t size)
{
    char group[32];
    BIO *bio = BIO_new_mem_buf(pem, (int)size);
    EVP_PKEY *key = bio ? PEM_read_bio_PrivateKey(bio, NULL, NULL, "") : NULL;
    BIO_free(bio);
    if (key && (!EVP_PKEY_get_group_name(key, group, sizeof group, NULL) ||
                strcmp(group, SN_X9_62_prime256v1))) {
        EVP_PKEY_free(key);
        key = NULL;
    }
    return key;
}

static X509_REQ *make_request(const char *pem, size_t size, const char *name)
{
    EVP_PKEY *key = read_key(pem, size);
    X509_REQ *request = X509_REQ_new();
    bool good = key && request && X509_REQ_set_version(request, 0) &&
                X509_NAME_add_entry_by_NID(X509_REQ_get_subject_name(request), NID_commonName,
                                           MBSTRING_ASC, (const unsigned char *)name, -1, -1, 0) &&
                X509_REQ_set_pubkey(request, key) && X509_REQ_sign(request, key, EVP_sha256());
    EVP_PKEY_free(key);
    if (!good) {
        X509_REQ_free(request);
        return NULL;
    }
    return request;
}

int certificate_request_pem(const char *key, size_t size, const char *name,
                            char pem_out[CERTIFICATE_MAX])
{
    X509_REQ *request = make_request(key, size, name);
    BIO *bio = BIO_new(BIO_s_mem());
    int result = -EINVAL;
    if (request && bio && PEM_write_bio_X509_REQ(bio, request))
        result = take_text(bio, pem_out, NULL);
    BIO_free(bio);
    X509_REQ_free(request);
    return result;
}

int certificate_request_base64(const char *key, size_t size, const char *name,
                               char base64_out[CERTIFICATE_MAX])
{
    unsigned char *der = NULL;
    X509_REQ *request = make_request(key, size, name);
    int length = request ? i2d_X509_REQ(request, &der) : -1, result = -EINVAL;
    if (length > 0 && sodium_base64_encoded_len((size_t)length, sodium_base64_VARIANT_ORIGINAL) <=
                          CERTIFICATE_MAX) {
        sodium_bin2base64(base64_out, CERTIFICATE_MAX, der, (size_t)length,
                          sodium_base64_VARIANT_ORIGINAL);
        result = 0;
    }
    OPENSSL_free(der);
    X509_REQ_free(request);
    return result;
}

static PKCS7 *read_answer(const char *answer, size_t size)
{
    static unsigned char der[CERTIFICATE_MAX];
    const unsigned char *at = der;
    size_t length;
    PKCS7 *cms;
    if (size >= CERTIFICATE_MAX || sodium_base642bin(der, sizeof der, answer, size, " \r\n",
                                                     &length, NULL, sodium_base64_VARIANT_ORIGINAL))
        return NULL;
    cms = d2i_PKCS7(NULL, &at, (long)length);
    if (cms && (!PKCS7_type_is_signed(cms) || !cms->d.sign || !cms->d.sign->cert)) {
        PKCS7_free(cms);
        cms = NULL;
    }
    return cms;
}

static bool is_named(const X509 *certificate, const char *name)
{
    char found[128];
    X509_NAME *subject = X509_get_subject_name(certificate);
    int size = X509_NAME_get_text_by_NID(subject, NID_commonName, found, sizeof found);
    return X509_NAME_entry_count(subject) == 1 && size == (int)strlen(name) && !strcmp(found, name);
}

static bool is_vouched_for(X509 *certificate, STACK_OF(X509) * others, X509_STORE *store,
                           int64_t now)
{
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    bool good = context && X509_STORE_CTX_init(context, store, certificate, others) &&
                X509_STORE_CTX_set_purpose(context, X509_PURPOSE_SSL_CLIENT);
    if (good) {
        X509_STORE_CTX_set_time(context, 0, (time_t)now);
        good = X509_verify_cert(context) == 1;
    }
    X509_STORE_CTX_free(context);
    return good;
}

int certificate_take(const char *answer, size_t size, const char *key, size_t key_size,
                     const char *name, const char *ca, int64_t now, char pem_out[CERTIFICATE_MAX],
                     size_t *size_out)
{
    EVP_PKEY *own = read_key(key, key_size);
    X509_STORE *store = X509_STORE_new();
    PKCS7 *cms = read_answer(answer, size);
    BIO *bio = BIO_new(BIO_s_mem());
    int result = -ENOMEM;
    if (!own || !store || !bio)
        goto out;
    result = -ENOENT;
    if (!X509_STORE_load_file(store, ca))
        goto out;
    result = -EBADMSG;
    if (!cms)
        goto out;
    result = -EKEYREJECTED;
    for (int i = 0; result == -EKEYREJECTED && i < sk_X509_num(cms->d.sign->cert); i++) {
        X509 *one = sk_X509_value(cms->d.sign->cert, i);
        if (X509_check_private_key(one, own) == 1 && is_named(one, name) &&
            is_vouched_for(one, cms->d.sign->cert, store, now) && PEM_write_bio_X509(bio, one))
            result = take_text(bio, pem_out, size_out);
    }
out:
    BIO_free(bio);
    PKCS7_free(cms);
    X509_STORE_free(store);
    EVP_PKEY_free(own);
    return result;
}

static bool read_time(const ASN1_TIME *time, int64_t *at_out)
{
    struct tm tm;
    if (!ASN1_TIME_to_tm(time, &tm))
        return false;
    *at_out = timegm(&tm);
    return true;
}

bool certificate_all(const char *pem)
{
    BIO *bio = BIO_new_mem_buf(pem, -1);
    int said = 0, read = 0;
    X509 *certificate;
    for (const char *at = pem; (at = strstr(at, "-----BEGIN ")); at++)
        said++;
    while (bio && (certificate = PEM_read_bio_X509(bio, NULL, NULL, NULL))) {
        X509_free(certificate);
        read++;
    }
    BIO_free(bio);
    ERR_clear_error();
    return said && read == said;
}

int certificate_life(const char *pem, size_t size, struct certificate_life *life_out)
{
    struct certificate_life life;
    BIO *bio = BIO_new_mem_buf(pem, (int)size);
    X509 *certificate = bio ? PEM_read_bio_X509(bio, NULL, NULL, NULL) : NULL;
    bool good = certificate && read_time(X509_get0_notBefore(certificate), &life.begins_at) &&
                read_time(X509_get0_notAfter(certificate), &life.ends_at) &&
                life.begins_at < life.ends_at;
    if (good)
        *life_out = life;
    X509_free(certificate);
    BIO_free(bio);
    return good ? 0 : -EINVAL;
}

int64_t certificate_renewal(const struct certificate_life *life)
{
    return life->begins_at + (life->ends_at - life->begins_at) / 3 * 2;
}
