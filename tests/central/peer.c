#include "peer.h"

#include <errno.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <sodium.h>
#include <string.h>

enum { SERIAL_SIZE = 20 };

static gnutls_typed_vdata_st client_use = {GNUTLS_DT_KEY_PURPOSE_OID,
                                           (unsigned char *)GNUTLS_KP_TLS_WWW_CLIENT, 0};

static gnutls_session_t session_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);

    return info ? info->tls_session : NULL;
}

void peer_demand(struct MHD_Connection *connection)
{
    gnutls_session_t session = session_of(connection);

    gnutls_certificate_server_set_request(session, GNUTLS_CERT_REQUIRE);
    gnutls_session_set_verify_cert2(session, &client_use, 1, 0);
}

void peer_invite(struct MHD_Connection *connection)
{
    gnutls_certificate_server_set_request(session_of(connection), GNUTLS_CERT_REQUEST);
}

static int read_subject(const gnutls_datum_t *der, struct peer *peer_out)
{
    gnutls_x509_crt_t certificate = NULL;
    struct peer peer = {0};
    uint8_t serial[SERIAL_SIZE];
    size_t size = sizeof(serial), name_size = sizeof(peer.name);
    int r = -EACCES;

    if (gnutls_x509_crt_init(&certificate) < 0)
        return -ENOMEM;
    if (gnutls_x509_crt_import(certificate, der, GNUTLS_X509_FMT_DER) == 0 &&
        gnutls_x509_crt_get_dn_by_oid(certificate, GNUTLS_OID_X520_COMMON_NAME, 0, 0, peer.name,
                                      &name_size) == 0 &&
        gnutls_x509_crt_get_serial(certificate, serial, &size) == 0) {
        /* DER puts a zero before a high bit; the number has none. */
        size_t zeros = size > 1 && serial[0] == 0;
        sodium_bin2hex(peer.serial, sizeof(peer.serial), serial + zeros, size - zeros);
        *peer_out = peer;
        r = 0;
    }
    gnutls_x509_crt_deinit(certificate);
    return r;
}

int peer_read(struct MHD_Connection *connection, const struct keyring *keys, struct peer *peer_out)
{
    gnutls_session_t session = session_of(connection);
    const gnutls_datum_t *der = session ? gnutls_certificate_get_peers(session, NULL) : NULL;
    unsigned status = 0;
    struct peer peer;

    /* Again, and not only in the handshake: a connection may outlive a certificate. */
    if (!der || gnutls_certificate_verify_peers(session, &client_use, 1, &status) < 0 || status ||
        read_subject(der, &peer) < 0 || keyring_revoked(keys, "certificate", peer.serial))
        return -EACCES;
    *peer_out = peer;
    return 0;
}
