#include "edge.h"

#include "drivers/courier/dense.h"
#include "incoming.h"
#include "peer.h"
#include "response.h"
#include "stage.h"

#include <arpa/inet.h>
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { PEM_MAX = 64 * 1024 };

struct edge {
    struct MHD_Daemon *daemon;
    edge_answer answer;
    void *desk;
    uint8_t *key, *certificate, *trust; /* PEM texts; key is wiped */
    size_t key_size;
};

/* Makes a body text. Returns the status that a body which cannot be made so is answered with, 0
 * for one that is. */
static unsigned unpack(struct MHD_Connection *connection, struct incoming *in)
{
    const char *coding = MHD_lookup_connection_value(connection, MHD_HEADER_KIND,
                                                     MHD_HTTP_HEADER_CONTENT_ENCODING);

    if (incoming_too_long(in))
        return MHD_HTTP_CONTENT_TOO_LARGE;
    if (!coding)
        return 0;
    if (strcmp(coding, DENSE_CODING) != 0)
        return MHD_HTTP_UNSUPPORTED_MEDIA_TYPE;
    switch (incoming_unpack(in)) {
    case 0:
        return 0;
    case -E2BIG:
        return MHD_HTTP_CONTENT_TOO_LARGE;
    default:
        return MHD_HTTP_BAD_REQUEST;
    }
}

static enum MHD_Result handle(void *cls, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *piece,
                              size_t *piece_size, void **state)
{
    struct edge *edge = cls;
    struct incoming *in = *state;
    (void)version;

    if (!in) {
        *state = incoming_open();
        return *state ? MHD_YES : MHD_NO;
    }
    if (*piece_size) {
        if (incoming_add(in, piece, *piece_size) < 0)
            return MHD_NO; /* closes the connection */
        *piece_size = 0;
        return MHD_YES;
    }
    unsigned refused = unpack(connection, in);
    if (refused)
        return respond_error(connection, refused, "err.request.bad");
    return edge->answer(edge->desk, connection, url, method, incoming_body(in), incoming_size(in));
}

static void completed(void *cls, struct MHD_Connection *connection, void **state,
                      enum MHD_RequestTerminationCode code)
{
    (void)cls;
    (void)connection;
    (void)code;

    incoming_close(*state);
    *state = NULL;
}

static void demand(void *cls, struct MHD_Connection *connection, void **state,
                   enum MHD_ConnectionNotificationCode code)
{
    (void)cls;
    (void)state;

    if (code == MHD_CONNECTION_NOTIFY_STARTED)
        peer_demand(connection);
}

static void invite(void *cls, struct MHD_Connection *connection, void **state,
                   enum MHD_ConnectionNotificationCode code)
{
    (void)cls;
    (void)state;

    if (code == MHD_CONNECTION_NOTIFY_STARTED)
        peer_invite(connection);
}

static int read_pems(const char *stage, struct edge *edge)
{
    size_t size;
    int r = stage_read(stage, "keys/server.key", PEM_MAX, &edge->key, &edge->key_size);

    if (r == 0)
        r = stage_read(stage, "keys/server.pem", PEM_MAX, &edge->certificate, &size);
    if (r == 0)
        r = stage_read(stage, "keys/ca.pem", PEM_MAX, &edge->trust, &size);
    return r;
}

int edge_start(const char *stage, uint16_t port, enum edge_kind kind, edge_answer answer,
               void *desk, struct edge **edge_out)
{
    struct sockaddr_in at = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct edge *edge = calloc(1, sizeof(*edge));
    int r = -ENOMEM;

    if (!edge)
        return r;
    edge->answer = answer;
    edge->desk = desk;
    r = kind == EDGE_PLAIN ? 0 : read_pems(stage, edge);
    if (r < 0)
        goto out;
    const struct MHD_OptionItem tls[] = {
        {MHD_OPTION_HTTPS_MEM_KEY, 0, edge->key},
        {MHD_OPTION_HTTPS_MEM_CERT, 0, edge->certificate},
        {MHD_OPTION_HTTPS_MEM_TRUST, 0, edge->trust},
        {MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)"NORMAL:-VERS-ALL:+VERS-TLS1.3"},
        {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)(kind == EDGE_OPEN ? invite : demand), NULL},
        {MHD_OPTION_END, 0, NULL}};
    const struct MHD_OptionItem plain[] = {{MHD_OPTION_END, 0, NULL}};
    errno = 0;
    edge->daemon = MHD_start_daemon(
        (kind == EDGE_PLAIN ? 0u : (unsigned)MHD_USE_TLS) | MHD_USE_AUTO_INTERNAL_THREAD, port,
        NULL, NULL, handle, edge, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&at,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)EDGE_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)EDGE_IDLE_S, MHD_OPTION_NOTIFY_COMPLETED, completed, NULL, MHD_OPTION_ARRAY,
        kind == EDGE_PLAIN ? plain : tls, MHD_OPTION_END);
    if (!edge->daemon)
        r = errno ? -errno : -EINVAL;
out:
    if (r == 0)
        *edge_out = edge;
    else
        edge_stop(edge);
    return r;
}

uint16_t edge_port(const struct edge *edge)
{
    return MHD_get_daemon_info(edge->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

void edge_stop(struct edge *edge)
{
    if (!edge)
        return;
    if (edge->daemon)
        MHD_stop_daemon(edge->daemon);
    if (edge->key)
        sodium_memzero(edge->key, edge->key_size);
    free(edge->key);
    free(edge->certificate);
    free(edge->trust);
    free(edge);
}
