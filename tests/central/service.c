#include "service.h"

#include "drivers/courier/instant.h"
#include "stage.h"

#include <arpa/inet.h>
#include <errno.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <jansson.h>
#include <microhttpd.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zlib.h>

enum {
    PEM_MAX = 64 * 1024,
    SKIPPED_MAX = 4 * ENVELOPE_MAX, /* read past the limit, so that a client hears the 413 */
    GZIP_FROM = 512,                /* bytes: below, the gzip frame costs more than it saves */
};

struct service {
    struct MHD_Daemon *daemon;
    const struct answer_desk *desk;
    service_report report;
    const char *token;                  /* NULL: TLS with certificates */
    uint8_t *key, *certificate, *trust; /* PEM texts; key is wiped */
    size_t key_size;
};

/* One request while its body comes in. */
struct incoming {
    char *body;
    size_t size, room, skipped;
    time_t began;
};

static const struct {
    const char *path;
    enum answer_action action;
} paths[] = {
    {"/registry/sync/search", ANSWER_SEARCH},      {"/registry/sync/txn/status", ANSWER_STATUS},
    {"/kiosk/v1/templates", ANSWER_TEMPLATES},     {"/kiosk/v1/objections", ANSWER_OBJECT},
    {"/kiosk/v1/provisional", ANSWER_PROVISIONAL}, {"/kiosk/v1/withdrawals", ANSWER_WITHDRAW},
    {"/kiosk/v1/appeals", ANSWER_APPEAL},          {"/kiosk/v1/reports", ANSWER_REPORT},
    {"/kiosk/v1/complaints", ANSWER_COMPLAIN},     {"/kiosk/v1/keys", ANSWER_REGISTER},
    {"/kiosk/v1/catalogue", ANSWER_CATALOGUE},     {"/kiosk/v1/ratings", ANSWER_RATE},
    {"/kiosk/v1/checkpoints", ANSWER_CHECKPOINT},  {"/kiosk/v1/attempts", ANSWER_ATTEMPT},
};

enum { PARTNER_PATHS = 2, NAME_SIZE = 64, SERIAL_SIZE = 20 };

static time_t monotonic_s(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

static enum MHD_Result respond(struct MHD_Connection *connection, unsigned status,
                               struct MHD_Response *response)
{
    enum MHD_Result sent = MHD_NO;

    if (response &&
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, "application/json") &&
        MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store"))
        sent = MHD_queue_response(connection, status, response);
    if (response)
        MHD_destroy_response(response);
    return sent;
}

static enum MHD_Result respond_text(struct MHD_Connection *connection, unsigned status,
                                    const char *text)
{
    return respond(
        connection, status,
        MHD_create_response_from_buffer(strlen(text), (void *)text, MHD_RESPMEM_MUST_COPY));
}

/* The published HttpErrorResponse, and beside it the same as an acknowledgement (Response), which
 * is what clients of the asynchronous paths look for. */
static enum MHD_Result respond_error(struct MHD_Connection *connection, unsigned status,
                                     const char *code)
{
    char at[INSTANT_TEXT] = "", *text;
    json_t *error;
    enum MHD_Result sent = MHD_NO;

    if (instant_write(time(NULL), at) < 0)
        return sent;
    error = json_pack("{s:[{s:s, s:s}], s:{s:s, s:s, s:s, s:{s:s, s:s}}}", "errors", "code", code,
                      "message", code, "message", "ack_status", "ERR", "timestamp", at,
                      "correlation_id", "", "error", "code", code, "message", code);
    text = json_dumps(error, JSON_COMPACT);
    if (text)
        sent = respond_text(connection, status, text);
    free(text);
    json_decref(error);
    return sent;
}

static bool takes_gzip(struct MHD_Connection *connection)
{
    const char *accepted =
        MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_ACCEPT_ENCODING);

    return accepted && strstr(accepted, "gzip") && !strstr(accepted, "gzip;q=0");
}

/* The gzip form (RFC 1952) of a text; the caller frees. Returns 0 or -ENOMEM. */
static int compress_text(const char *text, size_t size, char **gzip_out, size_t *gzip_size_out)
{
    enum { GZIP_FRAME = 16 + MAX_WBITS, MEMORY = 8 };
    z_stream stream = {.next_in = (Bytef *)text, .avail_in = (uInt)size};
    char *gzip = NULL;
    int r = -ENOMEM;

    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, GZIP_FRAME, MEMORY,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        return r;
    uLong room = deflateBound(&stream, (uLong)size);
    gzip = malloc(room);
    if (!gzip)
        goto out;
    stream.next_out = (Bytef *)gzip;
    stream.avail_out = (uInt)room;
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        goto out;
    *gzip_out = gzip;
    *gzip_size_out = stream.total_out;
    gzip = NULL;
    r = 0;
out:
    free(gzip);
    deflateEnd(&stream);
    return r;
}

static enum MHD_Result respond_answer(struct MHD_Connection *connection, const char *text,
                                      size_t size)
{
    struct MHD_Response *response = NULL;
    char *gzip = NULL;
    size_t gzip_size = 0;

    if (size < GZIP_FROM || !takes_gzip(connection) ||
        compress_text(text, size, &gzip, &gzip_size) < 0)
        return respond(connection, MHD_HTTP_OK,
                       MHD_create_response_from_buffer(size, (void *)text, MHD_RESPMEM_MUST_COPY));
    response = MHD_create_response_from_buffer(gzip_size, gzip, MHD_RESPMEM_MUST_FREE);
    if (!response)
        free(gzip);
    else
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_ENCODING, "gzip");
    return respond(connection, MHD_HTTP_OK, response);
}

/* The common name and serial number (hexadecimal) of the client's certificate. Returns 0 or
 * -EINVAL. */
static int read_peer(struct MHD_Connection *connection, char name_out[NAME_SIZE],
                     char serial_out[2 * SERIAL_SIZE + 1])
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
    const gnutls_datum_t *der = info ? gnutls_certificate_get_peers(info->tls_session, NULL) : NULL;
    gnutls_x509_crt_t certificate = NULL;
    uint8_t serial[SERIAL_SIZE];
    size_t size = sizeof(serial), name_size = NAME_SIZE;
    int r = -EINVAL;

    if (!der || gnutls_x509_crt_init(&certificate) < 0)
        return r;
    if (gnutls_x509_crt_import(certificate, der, GNUTLS_X509_FMT_DER) == 0 &&
        gnutls_x509_crt_get_dn_by_oid(certificate, GNUTLS_OID_X520_COMMON_NAME, 0, 0, name_out,
                                      &name_size) == 0 &&
        gnutls_x509_crt_get_serial(certificate, serial, &size) == 0) {
        /* DER puts a zero before a high bit; the number has none. */
        size_t zeros = size > 1 && serial[0] == 0;
        sodium_bin2hex(serial_out, 2 * SERIAL_SIZE + 1, serial + zeros, size - zeros);
        r = 0;
    }
    gnutls_x509_crt_deinit(certificate);
    return r;
}

/* Whether the client may ask at all; `peer` is the certificate's name, "" without TLS. */
static bool admitted(struct service *service, struct MHD_Connection *connection,
                     char peer_out[NAME_SIZE])
{
    static const char bearer[] = "Bearer ";
    char serial[2 * SERIAL_SIZE + 1];
    const char *given;
    size_t length = service->token ? strlen(service->token) : 0;

    peer_out[0] = 0;
    if (!service->token)
        return read_peer(connection, peer_out, serial) == 0 &&
               !keyring_revoked(service->desk->keys, "certificate", serial);
    given = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_AUTHORIZATION);
    return given && strncmp(given, bearer, sizeof(bearer) - 1) == 0 &&
           strlen(given) == sizeof(bearer) - 1 + length &&
           sodium_memcmp(given + sizeof(bearer) - 1, service->token, length) == 0;
}

static enum MHD_Result answer_body(struct service *service, struct MHD_Connection *connection,
                                   enum answer_action action, const struct incoming *in)
{
    char *reply = NULL, peer[NAME_SIZE];
    size_t size = 0;
    enum MHD_Result sent;
    int r;

    if (!admitted(service, connection, peer))
        return respond_error(connection, MHD_HTTP_UNAUTHORIZED, "err.request.unauthorized");
    r = answer(service->desk, action, *peer ? peer : NULL, in->body ? in->body : "", in->size,
               time(NULL), &reply, &size);
    if (r == 0)
        sent = respond_answer(connection, reply, size);
    else if (r == -EBADMSG)
        sent = respond_error(connection, MHD_HTTP_BAD_REQUEST, "err.request.bad");
    else if (r == -EKEYREJECTED || r == -ESTALE)
        sent = respond_error(connection, MHD_HTTP_UNAUTHORIZED, "err.signature.invalid");
    else
        sent = respond_error(connection, MHD_HTTP_INTERNAL_SERVER_ERROR, "err.service.unavailable");
    if (r < 0 && r != -EBADMSG && r != -EKEYREJECTED && r != -ESTALE)
        service->report(r);
    if (reply)
        sodium_memzero(reply, size);
    free(reply);
    return sent;
}

/* Adds a piece of body; beyond the limit it is counted only. Returns 0, -ENOMEM, or -EFBIG when
 * even the counting ends. */
static int take_piece(struct incoming *in, const char *piece, size_t size)
{
    if (in->skipped || size > ENVELOPE_MAX - in->size) {
        in->skipped += size;
        return in->skipped > SKIPPED_MAX ? -EFBIG : 0;
    }
    if (in->size + size > in->room) {
        size_t room = in->room ? 2 * in->room : 4096;
        while (room < in->size + size)
            room *= 2;
        char *grown = realloc(in->body, room);
        if (!grown)
            return -ENOMEM;
        in->body = grown;
        in->room = room;
    }
    memcpy(in->body + in->size, piece, size);
    in->size += size;
    return 0;
}

static enum MHD_Result handle(void *cls, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *piece,
                              size_t *piece_size, void **state)
{
    struct service *service = cls;
    struct incoming *in = *state;
    (void)version;

    if (!in) {
        in = calloc(1, sizeof(*in));
        if (!in)
            return MHD_NO;
        in->began = monotonic_s();
        *state = in;
        return MHD_YES;
    }
    if (*piece_size) {
        int r = take_piece(in, piece, *piece_size);
        if (r < 0 || monotonic_s() - in->began > SERVICE_REQUEST_S)
            return MHD_NO; /* closes the connection */
        *piece_size = 0;
        return MHD_YES;
    }
    if (in->skipped)
        return respond_error(connection, MHD_HTTP_CONTENT_TOO_LARGE, "err.request.bad");
    if (strcmp(url, "/kiosk/v1/health") == 0) {
        if (strcmp(method, MHD_HTTP_METHOD_GET) == 0)
            return respond_text(connection, MHD_HTTP_OK, "{\"status\":\"ok\"}");
        return respond_error(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "err.request.bad");
    }
    for (size_t i = 0; i < (service->token ? PARTNER_PATHS : sizeof(paths) / sizeof(*paths)); i++) {
        if (strcmp(url, paths[i].path) != 0)
            continue;
        if (strcmp(method, MHD_HTTP_METHOD_POST) == 0)
            return answer_body(service, connection, paths[i].action, in);
        return respond_error(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "err.request.bad");
    }
    return respond_error(connection, MHD_HTTP_NOT_FOUND, "err.request.not_found");
}

static void completed(void *cls, struct MHD_Connection *connection, void **state,
                      enum MHD_RequestTerminationCode code)
{
    struct incoming *in = *state;
    (void)cls;
    (void)connection;
    (void)code;

    if (!in)
        return;
    if (in->body)
        sodium_memzero(in->body, in->room);
    free(in->body);
    free(in);
    *state = NULL;
}

/* libmicrohttpd only asks for a client certificate; the handshake must insist on a good one. */
static void connected(void *cls, struct MHD_Connection *connection, void **state,
                      enum MHD_ConnectionNotificationCode code)
{
    static gnutls_typed_vdata_st purpose = {GNUTLS_DT_KEY_PURPOSE_OID,
                                            (unsigned char *)GNUTLS_KP_TLS_WWW_CLIENT, 0};
    const union MHD_ConnectionInfo *info;
    (void)cls;
    (void)state;

    if (code != MHD_CONNECTION_NOTIFY_STARTED)
        return;
    info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
    gnutls_certificate_server_set_request(info->tls_session, GNUTLS_CERT_REQUIRE);
    gnutls_session_set_verify_cert2(info->tls_session, &purpose, 1, 0);
}

static int read_pems(const char *stage, struct service *service)
{
    size_t size;
    int r = stage_read(stage, "keys/server.key", PEM_MAX, &service->key, &service->key_size);

    if (r == 0)
        r = stage_read(stage, "keys/server.pem", PEM_MAX, &service->certificate, &size);
    if (r == 0)
        r = stage_read(stage, "keys/ca.pem", PEM_MAX, &service->trust, &size);
    return r;
}

int service_start(const char *stage, uint16_t port, const char *token,
                  const struct answer_desk *desk, service_report report,
                  struct service **service_out)
{
    struct sockaddr_in at = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct service *service = calloc(1, sizeof(*service));
    int r = -ENOMEM;

    if (!service)
        return r;
    service->desk = desk;
    service->report = report;
    service->token = token;
    r = token ? 0 : read_pems(stage, service);
    if (r < 0)
        goto out;
    const struct MHD_OptionItem tls[] = {
        {MHD_OPTION_HTTPS_MEM_KEY, 0, service->key},
        {MHD_OPTION_HTTPS_MEM_CERT, 0, service->certificate},
        {MHD_OPTION_HTTPS_MEM_TRUST, 0, service->trust},
        {MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)"NORMAL:-VERS-ALL:+VERS-TLS1.3"},
        {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)connected, NULL},
        {MHD_OPTION_END, 0, NULL}};
    const struct MHD_OptionItem plain[] = {{MHD_OPTION_END, 0, NULL}};
    errno = 0;
    service->daemon = MHD_start_daemon(
        (token ? 0u : (unsigned)MHD_USE_TLS) | MHD_USE_AUTO_INTERNAL_THREAD, port, NULL, NULL,
        handle, service, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&at, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)SERVICE_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SERVICE_IDLE_S,
        MHD_OPTION_NOTIFY_COMPLETED, completed, NULL, MHD_OPTION_ARRAY, token ? plain : tls,
        MHD_OPTION_END);
    if (!service->daemon)
        r = errno ? -errno : -EINVAL;
out:
    if (r == 0)
        *service_out = service;
    else
        service_stop(service);
    return r;
}

uint16_t service_port(const struct service *service)
{
    return MHD_get_daemon_info(service->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

void service_stop(struct service *service)
{
    if (!service)
        return;
    if (service->daemon)
        MHD_stop_daemon(service->daemon);
    if (service->key)
        sodium_memzero(service->key, service->key_size);
    free(service->key);
    free(service->certificate);
    free(service->trust);
    free(service);
}
