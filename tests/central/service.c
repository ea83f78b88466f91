#include "service.h"

#include "edge.h"
#include "peer.h"
#include "response.h"
#include "stage.h"

#include <errno.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct service {
    struct edge *edge;
    const struct answer_desk *desk;
    service_report report;
    const char *token; /* NULL: TLS with certificates */
};

static const struct {
    const char *path;
    enum answer_action action;
} paths[] = {
    {"/registry/sync/search", ANSWER_SEARCH},
    {"/registry/sync/txn/status", ANSWER_STATUS},
    {"/kiosk/v1/templates", ANSWER_TEMPLATES},
    {"/kiosk/v1/objections", ANSWER_OBJECT},
    {"/kiosk/v1/provisional", ANSWER_PROVISIONAL},
    {"/kiosk/v1/withdrawals", ANSWER_WITHDRAW},
    {"/kiosk/v1/appeals", ANSWER_APPEAL},
    {"/kiosk/v1/reports", ANSWER_REPORT},
    {"/kiosk/v1/complaints", ANSWER_COMPLAIN},
    {"/kiosk/v1/keys", ANSWER_REGISTER},
    {"/kiosk/v1/catalogue", ANSWER_CATALOGUE},
    {"/kiosk/v1/ratings", ANSWER_RATE},
    {"/kiosk/v1/checkpoints", ANSWER_CHECKPOINT},
    {"/kiosk/v1/attempts", ANSWER_ATTEMPT},
    {"/kiosk/v1/heartbeats", ANSWER_HEARTBEAT},
    {"/kiosk/v1/decommissions", ANSWER_DECOMMISSION},
    {"/kiosk/v1/staff", ANSWER_ROSTER},
    {"/kiosk/v1/staff-checks", ANSWER_STAFF_CHECK},
    {"/kiosk/v1/sign-ins", ANSWER_SIGN_IN},
    {"/kiosk/v1/enrolments", ANSWER_ENROL},
};

enum { PARTNER_PATHS = 2 };

/* Whether the client may ask at all; the peer's name is "" without TLS. */
static bool admitted(struct service *service, struct MHD_Connection *connection,
                     struct peer *peer_out)
{
    static const char bearer[] = "Bearer ";
    const char *given;
    size_t length = service->token ? strlen(service->token) : 0;

    if (!service->token)
        return peer_read(connection, service->desk->keys, peer_out) == 0;
    given = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_AUTHORIZATION);
    return given && strncmp(given, bearer, sizeof(bearer) - 1) == 0 &&
           strlen(given) == sizeof(bearer) - 1 + length &&
           sodium_memcmp(given + sizeof(bearer) - 1, service->token, length) == 0;
}

static enum MHD_Result answer_body(struct service *service, struct MHD_Connection *connection,
                                   enum answer_action action, const char *body, size_t body_size)
{
    struct peer peer = {0};
    char *reply = NULL;
    size_t size = 0;
    enum MHD_Result sent;
    int r;

    if (!admitted(service, connection, &peer))
        return respond_error(connection, MHD_HTTP_UNAUTHORIZED, "err.request.unauthorized");
    r = answer(service->desk, action, *peer.name ? peer.name : NULL, body, body_size, time(NULL),
               &reply, &size);
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

/* A bundle of the stage's folder `bundles`, to whom this is open. */
static enum MHD_Result answer_bundle(struct service *service, struct MHD_Connection *connection,
                                     const char *name)
{
    char path[STAGE_PATH], file[STAGE_PATH];
    struct peer peer = {0};

    if (!admitted(service, connection, &peer))
        return respond_error(connection, MHD_HTTP_UNAUTHORIZED, "err.request.unauthorized");
    if (strchr(name, '/') || *name == '.' ||
        snprintf(file, sizeof(file), "bundles/%s", name) >= (int)sizeof(file) ||
        stage_path(service->desk->keys->stage, file, path) < 0)
        return respond_error(connection, MHD_HTTP_NOT_FOUND, "err.request.not_found");
    return respond_file(connection, path);
}

static enum MHD_Result answer_path(void *desk, struct MHD_Connection *connection, const char *path,
                                   const char *method, const char *body, size_t size)
{
    static const char bundles[] = "/kiosk/v1/bundles/";
    struct service *service = desk;

    if (strcmp(path, "/kiosk/v1/health") == 0) {
        if (strcmp(method, MHD_HTTP_METHOD_GET) == 0)
            return respond_text(connection, MHD_HTTP_OK, "application/json", "{\"status\":\"ok\"}");
        return respond_error(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "err.request.bad");
    }
    if (!service->token && strncmp(path, bundles, sizeof(bundles) - 1) == 0 &&
        strcmp(method, MHD_HTTP_METHOD_GET) == 0)
        return answer_bundle(service, connection, path + sizeof(bundles) - 1);
    for (size_t i = 0; i < (service->token ? PARTNER_PATHS : sizeof(paths) / sizeof(*paths)); i++) {
        if (strcmp(path, paths[i].path) != 0)
            continue;
        if (strcmp(method, MHD_HTTP_METHOD_POST) == 0)
            return answer_body(service, connection, paths[i].action, body, size);
        return respond_error(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "err.request.bad");
    }
    return respond_error(connection, MHD_HTTP_NOT_FOUND, "err.request.not_found");
}

int service_start(const char *stage, uint16_t port, const char *token,
                  const struct answer_desk *desk, service_report report,
                  struct service **service_out)
{
    struct service *service = calloc(1, sizeof(*service));
    int r;

    if (!service)
        return -ENOMEM;
    *service = (struct service){.desk = desk, .report = report, .token = token};
    r = edge_start(stage, port, token ? EDGE_PLAIN : EDGE_CERTIFIED, answer_path, service,
                   &service->edge);
    if (r == 0)
        *service_out = service;
    else
        service_stop(service);
    return r;
}

uint16_t service_port(const struct service *service)
{
    return edge_port(service->edge);
}

void service_stop(struct service *service)
{
    if (!service)
        return;
    edge_stop(service->edge);
    free(service);
}
