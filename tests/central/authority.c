#include "authority.h"

#include "stage.h"

#include <errno.h>
#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PEM_MAX = 64 * 1024,
    SERIAL = 16,
    LINE = 64, /* characters of base64, as openssl reads them */
    BEFORE_S = 3600,
    DAY_S = 86400,
};

struct authority {
    gnutls_x509_crt_t certificate;
    gnutls_x509_privkey_t key;
};

struct authority_request {
    gnutls_x509_crq_t request;
    char name[AUTHORITY_NAME];
    uint8_t key_id[AUTHORITY_KEY_ID];
};

static int read_file(const char *stage, const char *name, gnutls_datum_t *datum_out)
{
    uint8_t *bytes = NULL;
    size_t size = 0;
    int r = stage_read(stage, name, PEM_MAX, &bytes, &size);

    if (r == 0)
        *datum_out = (gnutls_datum_t){.data = bytes, .size = (unsigned)size};
    return r;
}

int authority_open(const char *stage, struct authority **authority_out)
{
    struct authority *authority = calloc(1, sizeof(*authority));
    gnutls_datum_t certificate = {0}, key = {0};
    int r = authority ? read_file(stage, "keys/ca.pem", &certificate) : -ENOMEM;

    if (r == 0)
        r = read_file(stage, "keys/ca.key", &key);
    if (r < 0)
        goto out;
    r = -EINVAL;
    if (gnutls_x509_crt_init(&authority->certificate) < 0 ||
        gnutls_x509_privkey_init(&authority->key) < 0 ||
        gnutls_x509_crt_import(authority->certificate, &certificate, GNUTLS_X509_FMT_PEM) < 0 ||
        gnutls_x509_privkey_import(authority->key, &key, GNUTLS_X509_FMT_PEM) < 0)
        goto out;
    *authority_out = authority;
    authority = NULL;
    r = 0;
out:
    if (key.data)
        sodium_memzero(key.data, key.size);
    free(key.data);
    free(certificate.data);
    authority_close(authority);
    return r;
}

void authority_close(struct authority *authority)
{
    if (!authority)
        return;
    if (authority->certificate)
        gnutls_x509_crt_deinit(authority->certificate);
    if (authority->key)
        gnutls_x509_privkey_deinit(authority->key);
    free(authority);
}

/* Base64 in lines. */
static char *write_base64(const uint8_t *bytes, size_t size)
{
    size_t room = sodium_base64_encoded_len(size, sodium_base64_VARIANT_ORIGINAL);
    char *flat = malloc(room), *lines = malloc(room + room / LINE + 2);
    size_t at = 0;

    if (flat && lines) {
        sodium_bin2base64(flat, room, bytes, size, sodium_base64_VARIANT_ORIGINAL);
        for (const char *c = flat; *c; c += strnlen(c, LINE))
            at += (size_t)sprintf(lines + at, "%.*s\n", LINE, c);
        lines[at] = 0;
    } else {
        free(lines);
        lines = NULL;
    }
    free(flat);
    return lines;
}

static int write_cms(gnutls_x509_crt_t certificate, char **base64_out)
{
    gnutls_pkcs7_t cms = NULL;
    gnutls_datum_t der = {0};
    int r = -ENOMEM;

    if (gnutls_pkcs7_init(&cms) < 0)
        return r;
    if (gnutls_pkcs7_set_crt(cms, certificate) == 0 &&
        gnutls_pkcs7_export2(cms, GNUTLS_X509_FMT_DER, &der) == 0) {
        *base64_out = write_base64(der.data, der.size);
        r = *base64_out ? 0 : -ENOMEM;
    }
    gnutls_free(der.data);
    gnutls_pkcs7_deinit(cms);
    return r;
}

int authority_chain(const struct authority *authority, char **base64_out)
{
    return write_cms(authority->certificate, base64_out);
}

static bool is_p256(gnutls_x509_crq_t request)
{
    gnutls_ecc_curve_t curve = GNUTLS_ECC_CURVE_INVALID;
    gnutls_pubkey_t key = NULL;
    bool is = false;

    if (gnutls_pubkey_init(&key) < 0)
        return false;
    is = gnutls_pubkey_import_x509_crq(key, request, 0) == 0 &&
         gnutls_pubkey_export_ecc_raw(key, &curve, NULL, NULL) == 0 &&
         curve == GNUTLS_ECC_CURVE_SECP256R1;
    gnutls_pubkey_deinit(key);
    return is;
}

static int read_request(struct authority_request *request)
{
    char subject[AUTHORITY_NAME + 8], expected[AUTHORITY_NAME + 8];
    size_t size = sizeof(subject), name = sizeof(request->name), id = sizeof(request->key_id);

    if (gnutls_x509_crq_verify(request->request, 0) < 0 || !is_p256(request->request) ||
        gnutls_x509_crq_get_dn(request->request, subject, &size) < 0 ||
        gnutls_x509_crq_get_dn_by_oid(request->request, GNUTLS_OID_X520_COMMON_NAME, 0, 0,
                                      request->name, &name) < 0 ||
        gnutls_x509_crq_get_key_id(request->request, GNUTLS_KEYID_USE_SHA256, request->key_id,
                                   &id) < 0 ||
        id != AUTHORITY_KEY_ID)
        return -EBADMSG;
    snprintf(expected, sizeof(expected), "CN=%s", request->name);
    return strcmp(subject, expected) == 0 ? 0 : -EBADMSG;
}

int authority_read(const char *base64, size_t size, struct authority_request **request_out)
{
    uint8_t der[AUTHORITY_REQUEST];
    struct authority_request *request = calloc(1, sizeof(*request));
    size_t der_size = 0;
    int r = -ENOMEM;

    if (!request || gnutls_x509_crq_init(&request->request) < 0)
        goto out;
    r = -EBADMSG;
    if (sodium_base642bin(der, sizeof(der), base64, size, " \t\r\n", &der_size, NULL,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        gnutls_x509_crq_import(request->request,
                               &(gnutls_datum_t){.data = der, .size = (unsigned)der_size},
                               GNUTLS_X509_FMT_DER) < 0)
        goto out;
    r = read_request(request);
    if (r == 0) {
        *request_out = request;
        request = NULL;
    }
out:
    authority_request_free(request);
    return r;
}

void authority_request_free(struct authority_request *request)
{
    if (!request)
        return;
    if (request->request)
        gnutls_x509_crq_deinit(request->request);
    free(request);
}

const char *authority_name(const struct authority_request *request)
{
    return request->name;
}

const uint8_t *authority_key_id(const struct authority_request *request)
{
    return request->key_id;
}

/* All that the request says beside its key and its name is left out. */
static int fill(const struct authority *authority, const struct authority_request *request,
                const uint8_t serial[SERIAL], int64_t from, int64_t to,
                gnutls_x509_crt_t certificate)
{
    uint8_t id[AUTHORITY_KEY_ID];
    size_t id_size = sizeof(id);

    if (gnutls_x509_crt_set_version(certificate, 3) < 0 ||
        gnutls_x509_crt_set_crq(certificate, request->request) < 0 ||
        gnutls_x509_crt_set_serial(certificate, serial, SERIAL) < 0 ||
        gnutls_x509_crt_set_activation_time(certificate, from) < 0 ||
        gnutls_x509_crt_set_expiration_time(certificate, to) < 0 ||
        gnutls_x509_crt_set_basic_constraints(certificate, 0, -1) < 0 ||
        gnutls_x509_crt_set_key_usage(certificate, GNUTLS_KEY_DIGITAL_SIGNATURE) < 0 ||
        gnutls_x509_crt_set_key_purpose_oid(certificate, GNUTLS_KP_TLS_WWW_CLIENT, 0) < 0)
        return -EIO;
    if (gnutls_x509_crt_get_subject_key_id(authority->certificate, id, &id_size, NULL) == 0 &&
        gnutls_x509_crt_set_authority_key_id(certificate, id, id_size) < 0)
        return -EIO;
    return gnutls_x509_crt_sign2(certificate, authority->certificate, authority->key,
                                 GNUTLS_DIG_SHA256, 0) < 0
               ? -EIO
               : 0;
}

int authority_issue(const struct authority *authority, const struct authority_request *request,
                    int64_t now, char **base64_out, char serial_out[AUTHORITY_SERIAL],
                    int64_t *expires_at_out)
{
    int64_t to = now + (int64_t)AUTHORITY_DAYS * DAY_S;
    gnutls_x509_crt_t certificate = NULL;
    uint8_t serial[SERIAL];
    int r = -ENOMEM;

    randombytes_buf(serial, sizeof(serial));
    serial[0] = (uint8_t)((serial[0] & 0x7f) | 0x40); /* positive, and never shorter */
    if (gnutls_x509_crt_init(&certificate) < 0)
        return r;
    r = fill(authority, request, serial, now - BEFORE_S, to, certificate);
    if (r == 0)
        r = write_cms(certificate, base64_out);
    if (r == 0) {
        sodium_bin2hex(serial_out, AUTHORITY_SERIAL, serial, sizeof(serial));
        *expires_at_out = to;
    }
    gnutls_x509_crt_deinit(certificate);
    return r;
}
