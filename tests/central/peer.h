/*
 * peer: the client's certificate at the other end of a TLS connection of libmicrohttpd.
 */
#ifndef TESTS_CENTRAL_PEER_H
#define TESTS_CENTRAL_PEER_H

#include "keyring.h"

#include <microhttpd.h>

enum peer_limits { PEER_NAME = 64, PEER_SERIAL = 41 };

struct peer {
    char name[PEER_NAME];     /* the subject's common name */
    char serial[PEER_SERIAL]; /* lower-case hexadecimal */
};

/* libmicrohttpd only asks for a client's certificate. Insists on one that the stage's CA issued for
 * client use, or takes it when there is one. To be called when the connection starts. */
void peer_demand(struct MHD_Connection *connection);
void peer_invite(struct MHD_Connection *connection);

/* Who it is: verified against the CA now, and not revoked. Returns 0, or -EACCES: no certificate,
 * or none that is good now. */
int peer_read(struct MHD_Connection *connection, const struct keyring *keys, struct peer *peer_out);

#endif
