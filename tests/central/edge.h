/*
 * edge: HTTP/1.1 on 127.0.0.1, with TLS 1.3 or plain: connections and bodies, no meaning. Requests
 * are answered one after the other on one thread of its own.
 *
 * Bodies to ENVELOPE_MAX, EDGE_CONNECTIONS at once, EDGE_IDLE_S of silence and INCOMING_REQUEST_S
 * for one request.
 */
#ifndef TESTS_CENTRAL_EDGE_H
#define TESTS_CENTRAL_EDGE_H

#include <microhttpd.h>
#include <stddef.h>
#include <stdint.h>

enum edge_limits { EDGE_CONNECTIONS = 256, EDGE_IDLE_S = 120 };

enum edge_kind {
    EDGE_PLAIN,
    EDGE_CERTIFIED, /* the handshake ends without a good client certificate */
    EDGE_OPEN,      /* a client may have none (peer_read tells) */
};

struct edge;

/* Answers one request, on the edge's thread, with one of response.h. `body` is not ended by a NUL.
 */
typedef enum MHD_Result (*edge_answer)(void *desk, struct MHD_Connection *connection,
                                       const char *path, const char *method, const char *body,
                                       size_t size);

/* Listens on a port (0: a free one), with keys/server.pem, server.key and ca.pem of the stage
 * unless plain. `desk` outlives it. Returns 0 or -errno (-EADDRINUSE when it cannot listen). */
int edge_start(const char *stage, uint16_t port, enum edge_kind kind, edge_answer answer,
               void *desk, struct edge **edge_out);

uint16_t edge_port(const struct edge *edge);

void edge_stop(struct edge *edge); /* accepts NULL */

#endif
