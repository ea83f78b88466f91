#include "est.h"

#include "authority.h"
#include "edge.h"
#include "enrolment.h"
#include "peer.h"
#include "response.h"
#include "settings.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define EST "/.well-known/est/"

struct est {
    struct edge *edge;
    struct store *store;
    const struct keyring *keys;
    service_report report;
    struct authority *authority;
};

static enum MHD_Result refuse(struct MHD_Connection *connection, unsigned status, const char *text)
{
    return respond_text(connection, status, "text/plain", text);
}

/* As the answer to a request that the service itself could not serve, or not read. */
static enum MHD_Result fail(struct est *est, struct MHD_Connection *connection, int error)
{
    if (error == -EBADMSG)
        return refuse(connection, MHD_HTTP_BAD_REQUEST, "no request of a P-256 key and one name\n");
    est->report(error);
    return refuse(connection, MHD_HTTP_INTERNAL_SERVER_ERROR, "unavailable\n");
}

static enum MHD_Result tell_chain(struct est *est, struct MHD_Connection *connection)
{
    enum MHD_Result sent;
    char *cms = NULL;
    int r = authority_chain(est->authority, &cms);

    if (r < 0)
        return fail(est, connection, r);
    sent = respond_base64(connection, "application/pkcs7-mime", cms);
    free(cms);
    return sent;
}

/* The certificate, listed before anybody has it. */
static int issue(struct est *est, const struct authority_request *request, const char *renews,
                 char **cms_out)
{
    char number[AUTHORITY_SERIAL], *cms = NULL;
    int64_t now = time(NULL), expires_at;
    int r = authority_issue(est->authority, request, now, &cms, number, &expires_at);

    if (r == 0)
        r = enrolment_issued(est->store, number, authority_name(request), renews, now, expires_at);
    if (r == 0)
        *cms_out = cms;
    else
        free(cms);
    return r;
}

static enum MHD_Result give(struct MHD_Connection *connection, char *cms)
{
    enum MHD_Result sent =
        respond_base64(connection, "application/pkcs7-mime; smime-type=certs-only", cms);

    free(cms);
    return sent;
}

/* The code is used and the certificate listed together, or neither; a wrong try counts. */
static int take(struct est *est, const char *code, const struct authority_request *request,
                enum enrolment_verdict *verdict_out, char **cms_out)
{
    enum enrolment_verdict verdict = ENROLMENT_UNKNOWN;
    char *cms = NULL;
    int64_t offset = 0;
    int r = store_begin(est->store);

    if (r == 0)
        r = settings_offset(est->store, &offset);
    if (r == 0)
        r = enrolment_take(est->store, authority_name(request), code, authority_key_id(request),
                           (int64_t)time(NULL) + offset, &verdict);
    if (r == 0 && verdict == ENROLMENT_GOOD)
        r = issue(est, request, NULL, &cms);
    if (r == 0)
        r = store_commit(est->store);
    store_rollback(est->store);
    if (r < 0) {
        free(cms);
        return r;
    }
    *verdict_out = verdict;
    *cms_out = cms;
    return 0;
}

static enum MHD_Result enrol(struct est *est, struct MHD_Connection *connection, const char *serial,
                             const char *code, const struct authority_request *request)
{
    enum enrolment_verdict verdict;
    char *cms = NULL;
    int r;

    if (strcmp(serial, authority_name(request)) != 0)
        return refuse(connection, MHD_HTTP_BAD_REQUEST, "the request names another\n");
    r = take(est, code, request, &verdict, &cms);
    if (r < 0)
        return fail(est, connection, r);
    switch (verdict) {
    case ENROLMENT_GOOD:
        return give(connection, cms);
    case ENROLMENT_USED:
        return refuse(connection, MHD_HTTP_FORBIDDEN, "used\n");
    case ENROLMENT_EXPIRED:
        return refuse(connection, MHD_HTTP_FORBIDDEN, "expired\n");
    case ENROLMENT_UNKNOWN:
        break;
    }
    return respond_challenge(connection, "serial and one-time code\n");
}

static enum MHD_Result enrol_first(struct est *est, struct MHD_Connection *connection,
                                   const char *body, size_t size)
{
    struct authority_request *request = NULL;
    char *code = NULL, *serial = MHD_basic_auth_get_username_password(connection, &code);
    enum MHD_Result sent;
    int r;

    if (!serial || !code) {
        sent = respond_challenge(connection, "serial and one-time code\n");
        goto out;
    }
    r = authority_read(body, size, &request);
    sent = r < 0 ? fail(est, connection, r) : enrol(est, connection, serial, code, request);
out:
    authority_request_free(request);
    if (code)
        sodium_memzero(code, strlen(code));
    MHD_free(code);
    MHD_free(serial);
    return sent;
}

static enum MHD_Result renew(struct est *est, struct MHD_Connection *connection, const char *body,
                             size_t size)
{
    struct authority_request *request = NULL;
    struct peer peer;
    char *cms = NULL;
    int r;

    if (peer_read(connection, est->keys, &peer) < 0)
        return refuse(connection, MHD_HTTP_UNAUTHORIZED, "no certificate that is good\n");
    r = authority_read(body, size, &request);
    if (r < 0)
        return fail(est, connection, r);
    if (strcmp(peer.name, authority_name(request)) != 0) {
        authority_request_free(request);
        return refuse(connection, MHD_HTTP_BAD_REQUEST, "the request names another\n");
    }
    r = issue(est, request, peer.serial, &cms);
    authority_request_free(request);
    return r < 0 ? fail(est, connection, r) : give(connection, cms);
}

static enum MHD_Result answer_path(void *desk, struct MHD_Connection *connection, const char *path,
                                   const char *method, const char *body, size_t size)
{
    struct est *est = desk;
    bool asks = strcmp(method, MHD_HTTP_METHOD_GET) == 0;
    bool posts = strcmp(method, MHD_HTTP_METHOD_POST) == 0;

    if (strcmp(path, EST "cacerts") == 0 && asks)
        return tell_chain(est, connection);
    if (strcmp(path, EST "simpleenroll") == 0 && posts)
        return enrol_first(est, connection, body, size);
    if (strcmp(path, EST "simplereenroll") == 0 && posts)
        return renew(est, connection, body, size);
    return refuse(connection, MHD_HTTP_NOT_FOUND, "not here\n");
}

int est_start(const char *stage, struct store *store, const struct keyring *keys,
              service_report report, struct est **est_out)
{
    struct est *est = calloc(1, sizeof(*est));
    int r;

    if (!est)
        return -ENOMEM;
    *est = (struct est){.store = store, .keys = keys, .report = report};
    r = authority_open(stage, &est->authority);
    if (r == 0)
        r = edge_start(stage, 0, EDGE_OPEN, answer_path, est, &est->edge);
    if (r == 0)
        *est_out = est;
    else
        est_stop(est);
    return r;
}

uint16_t est_port(const struct est *est)
{
    return edge_port(est->edge);
}

void est_stop(struct est *est)
{
    if (!est)
        return;
    edge_stop(est->edge);
    authority_close(est->authority);
    free(est);
}
