/*
 * service: what the messages of the contract are posted to (edge.h: TLS 1.3, client certificates
 * required by the handshake and verified against the stage's CA).
 *
 *   POST /registry/sync/search   POST /registry/sync/txn/status   GET /kiosk/v1/health
 *   POST /kiosk/v1/...           one path an action: the table in service.c
 *
 * Or, with a token, plain HTTP for partner systems and compliance suites: a bearer token then takes
 * the place of the certificates, and only the two /registry/ paths are there.
 */
#ifndef TESTS_CENTRAL_SERVICE_H
#define TESTS_CENTRAL_SERVICE_H

#include "answer.h"

#include <stdint.h>

struct service;

/* Told of a request that the service itself failed to answer: -errno. Called on its thread. */
typedef void (*service_report)(int error);

/* Starts with keys/server.pem, server.key and ca.pem of the stage; port 0 takes a free one; `token`
 * is NULL for TLS, else the bearer token of plain HTTP (no key files are read). `desk` and `token`
 * must outlive it and is used by its thread only. Returns 0 or -errno (-EADDRINUSE when it cannot
 * listen). */
int service_start(const char *stage, uint16_t port, const char *token,
                  const struct answer_desk *desk, service_report report,
                  struct service **service_out);

uint16_t service_port(const struct service *service);

void service_stop(struct service *service); /* accepts NULL */

#endif
