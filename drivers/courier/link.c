#include "link.h"

#include "dense.h"
#include "envelope.h"

#include <curl/curl.h>
#include <errno.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CONNECT_MS = 5000,
    WHOLE_MS = 15000,
    STALLED_S = 10, /* below STALLED_BYTES_S for this long */
    STALLED_BYTES_S = 16,
    URL_MAX = 512,
};

struct exchange {
    CURL *easy;
    char *sent; /* owned; wiped when the exchange ends */
    size_t sent_size;
    size_t got; /* bytes in reply */
    bool under_way;
    size_t told; /* bytes in text */
    char reply[ENVELOPE_MAX];
    char text[ENVELOPE_MAX]; /* of a reply that came compressed */
};

struct link {
    CURLM *multi;
    struct curl_slist *headers, *dense_headers, *part_headers;
    bool dense; /* the service said that it takes what is packed */
    char service[URL_MAX];
    char why[64];
    struct exchange lanes[LINK_LANES];
};

static size_t take(char *data, size_t one, size_t size, void *context)
{
    struct exchange *x = context;
    (void)one; /* always 1 (CURLOPT_WRITEFUNCTION(3)) */
    if (size > sizeof x->reply - x->got)
        return 0;
    memcpy(x->reply + x->got, data, size);
    x->got += size;
    return size;
}

/* The service has its authority already: of our chain only what our own file holds is sent. */
static CURLcode send_no_authority(CURL *easy, void *context, void *none)
{
    (void)easy;
    (void)none;
    SSL_CTX_set_mode(context, SSL_MODE_NO_AUTO_CHAIN);
    return CURLE_OK;
}

/* What holds for every exchange; the handle keeps it, and with it its TLS session. */
static bool prepare(struct exchange *x, const struct link_setup *setup)
{
    CURL *e = curl_easy_init();
    x->easy = e;
    return e && !curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "https") &&
           !curl_easy_setopt(e, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_3) &&
           !curl_easy_setopt(e, CURLOPT_CAINFO, setup->ca) &&
           !curl_easy_setopt(e, CURLOPT_CAPATH, NULL) &&
           !curl_easy_setopt(e, CURLOPT_SSLCERT, setup->certificate) &&
           !curl_easy_setopt(e, CURLOPT_SSLKEY, setup->key) &&
           !curl_easy_setopt(e, CURLOPT_SSL_VERIFYPEER, 1L) &&
           !curl_easy_setopt(e, CURLOPT_SSL_VERIFYHOST, 2L) &&
           !curl_easy_setopt(e, CURLOPT_PROXY, setup->proxy) &&
           !curl_easy_setopt(e, CURLOPT_FOLLOWLOCATION, 0L) &&
           !curl_easy_setopt(e, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) &&
           !curl_easy_setopt(e, CURLOPT_SSL_CTX_FUNCTION, send_no_authority) &&
           !curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L) &&
           !curl_easy_setopt(e, CURLOPT_TCP_KEEPALIVE, 1L) &&
           !curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS) &&
           !curl_easy_setopt(e, CURLOPT_TIMEOUT_MS, (long)WHOLE_MS) &&
           !curl_easy_setopt(e, CURLOPT_LOW_SPEED_TIME, (long)STALLED_S) &&
           !curl_easy_setopt(e, CURLOPT_LOW_SPEED_LIMIT, (long)STALLED_BYTES_S) &&
           !curl_easy_setopt(e, CURLOPT_MAXFILESIZE, (long)ENVELOPE_MAX) &&
           !curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, take) &&
           !curl_easy_setopt(e, CURLOPT_WRITEDATA, x) && !curl_easy_setopt(e, CURLOPT_PRIVATE, x);
}

/* The headers of what is sent; `line` is one more of them, NULL for none. */
static struct curl_slist *headers_with(const char *accepted, const char *line)
{
    const char *const lines[] = {"Content-Type: application/json", "Expect:", "Accept:", accepted,
                                 line};
    struct curl_slist *all = NULL;
    for (size_t i = 0; i < sizeof lines / sizeof *lines && lines[i]; i++) {
        struct curl_slist *more = curl_slist_append(all, lines[i]);
        if (!more) {
            curl_slist_free_all(all);
            return NULL;
        }
        all = more;
    }
    return all;
}

int link_open(const struct link_setup *setup, struct link **link_out)
{
    static const char packed[] = "Accept-Encoding: " DENSE_CODING ", gzip";
    struct link *l;

    if (strncmp(setup->service, "https://", 8) || strlen(setup->service) >= URL_MAX)
        return -EINVAL;
    l = calloc(1, sizeof *l);
    if (!l)
        return -ENOMEM;
    strcpy(l->service, setup->service);
    l->headers = headers_with(packed, NULL);
    l->dense_headers = headers_with(packed, "Content-Encoding: " DENSE_CODING);
    l->part_headers = headers_with("Accept-Encoding: identity", NULL);
    l->multi = curl_multi_init();
    if (!l->headers || !l->dense_headers || !l->part_headers || !l->multi ||
        curl_multi_setopt(l->multi, CURLMOPT_MAXCONNECTS, (long)LINK_LANES) ||
        curl_multi_setopt(l->multi, CURLMOPT_PIPELINING, (long)CURLPIPE_NOTHING))
        goto fail;
    for (int i = 0; i < LINK_LANES; i++)
        if (!prepare(&l->lanes[i], setup))
            goto fail;
    *link_out = l;
    return 0;
fail:
    link_close(l);
    return -ENOMEM;
}

static void wipe(struct exchange *x)
{
    if (x->sent)
        explicit_bzero(x->sent, x->sent_size);
    free(x->sent);
    x->sent = NULL;
    explicit_bzero(x->reply, x->got);
    explicit_bzero(x->text, x->told);
    x->got = x->told = 0;
}

void link_drop(struct link *link, enum link_lane lane)
{
    struct exchange *x = &link->lanes[lane];
    if (x->under_way)
        curl_multi_remove_handle(link->multi, x->easy);
    x->under_way = false;
    wipe(x);
}

void link_close(struct link *link)
{
    if (!link)
        return;
    for (int i = 0; i < LINK_LANES; i++) {
        link_drop(link, (enum link_lane)i);
        curl_easy_cleanup(link->lanes[i].easy);
    }
    curl_multi_cleanup(link->multi);
    curl_slist_free_all(link->headers);
    curl_slist_free_all(link->dense_headers);
    curl_slist_free_all(link->part_headers);
    free(link);
}

/* A path is the service's; what is none is an address. */
static int start(struct link *link, struct exchange *x, const char *path)
{
    char url[2 * URL_MAX];
    const char *at = *path == '/' ? link->service : "";
    if ((size_t)snprintf(url, sizeof url, "%s%s", at, path) >= sizeof url ||
        curl_easy_setopt(x->easy, CURLOPT_URL, url) ||
        curl_multi_add_handle(link->multi, x->easy)) {
        wipe(x);
        return -ENOMEM;
    }
    x->under_way = true;
    return 0;
}

int link_post(struct link *link, enum link_lane lane, const char *path, char *body, size_t size)
{
    struct exchange *x = &link->lanes[lane];
    bool packed;
    link_drop(link, lane);
    x->sent = body;
    x->sent_size = size;
    packed = link->dense && !dense_pack(body, size, &x->sent, &x->sent_size);
    if (packed) {
        explicit_bzero(body, size);
        free(body);
    }
    curl_easy_setopt(x->easy, CURLOPT_HTTPHEADER, packed ? link->dense_headers : link->headers);
    curl_easy_setopt(x->easy, CURLOPT_POST, 1L);
    curl_easy_setopt(x->easy, CURLOPT_POSTFIELDS, x->sent);
    curl_easy_setopt(x->easy, CURLOPT_POSTFIELDSIZE, (long)x->sent_size);
    return start(link, x, path);
}

int link_get(struct link *link, enum link_lane lane, const char *path)
{
    struct exchange *x = &link->lanes[lane];
    link_drop(link, lane);
    curl_easy_setopt(x->easy, CURLOPT_HTTPHEADER, link->headers);
    curl_easy_setopt(x->easy, CURLOPT_HTTPGET, 1L);
    return start(link, x, path);
}

int link_get_part(struct link *link, enum link_lane lane, const char *url, int64_t from,
                  int64_t size)
{
    struct exchange *x = &link->lanes[lane];
    char range[64];
    link_drop(link, lane);
    snprintf(range, sizeof range, "%lld-%lld", (long long)from, (long long)(from + size - 1));
    if (curl_easy_setopt(x->easy, CURLOPT_RANGE, range))
        return -ENOMEM;
    curl_easy_setopt(x->easy, CURLOPT_HTTPHEADER, link->part_headers);
    curl_easy_setopt(x->easy, CURLOPT_HTTPGET, 1L);
    return start(link, x, url);
}

void link_trust(struct link *link, const char *ca)
{
    for (int i = 0; i < LINK_LANES; i++)
        (void)curl_easy_setopt(link->lanes[i].easy, CURLOPT_CAINFO, ca);
}

int link_wait(struct link *link, int fd, int timeout_ms, bool *readable_out)
{
    struct curl_waitfd waited = {.fd = fd, .events = CURL_WAIT_POLLIN};
    int running, started = 0;
    for (int i = 0; i < LINK_LANES; i++)
        started += link->lanes[i].under_way;
    if (curl_multi_perform(link->multi, &running))
        return -ENOMEM;
    /* What ended at once, as a refused connection does, has nothing left to wake the poll. */
    if (curl_multi_poll(link->multi, &waited, 1, running < started ? 0 : timeout_ms, NULL) ||
        curl_multi_perform(link->multi, &running))
        return -ENOMEM;
    *readable_out = (waited.revents & CURL_WAIT_POLLIN) != 0;
    return 0;
}

/* A certificate that is right but for its time: the service's clock or ours is wrong. */
static bool outside_its_time(CURL *easy)
{
    long verified = X509_V_OK;
    curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &verified);
    return verified == X509_V_ERR_CERT_NOT_YET_VALID || verified == X509_V_ERR_CERT_HAS_EXPIRED;
}

/* A handshake that broke off is a line that broke off: only what was shown to us and did not
 * verify is a matter of trust. */
static enum wire_fault fault_of(CURLcode code, CURL *easy)
{
    curl_off_t connected_us = 0;
    switch ((int)code) {
    case CURLE_OK:
        return WIRE_FAULT_NONE;
    case CURLE_PEER_FAILED_VERIFICATION:
        return outside_its_time(easy) ? WIRE_FAULT_CLOCK_WRONG : WIRE_FAULT_SERVICE_UNTRUSTED;
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
        return WIRE_FAULT_SERVICE_UNTRUSTED;
    case CURLE_OPERATION_TIMEDOUT:
        curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &connected_us);
        return connected_us ? WIRE_FAULT_SERVICE_SLOW : WIRE_FAULT_LINK_DOWN;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
        return WIRE_FAULT_LINK_DOWN;
    default: /* of some ninety codes the rest mean an answer that was none */
        return WIRE_FAULT_SERVICE_ERROR;
    }
}

static const char *header_of(CURL *easy, const char *name)
{
    struct curl_header *header;
    return curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &header) ? NULL : header->value;
}

/* Where a part begins, and of how much it is one (RFC 9110, 14.4). */
static void read_range(CURL *easy, struct link_result *result)
{
    const char *range = header_of(easy, "Content-Range");
    long long from, whole;
    int read = result->status == 206 && range
                   ? sscanf(range, "bytes %18lld-%*18d/%18lld", &from, &whole)
                   : 0;
    result->from = read >= 1 && from >= 0 ? from : -1;
    result->whole = read == 2 && whole >= 0 ? whole : -1;
}

static int64_t retry_after_s(CURL *easy)
{
    curl_off_t asked = 0;
    curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &asked);
    return asked < 0 ? 0 : asked > LINK_RETRY_MAX_S ? LINK_RETRY_MAX_S : asked;
}

static int64_t date_of(CURL *easy)
{
    const char *date = header_of(easy, "Date");
    time_t at = date ? curl_getdate(date, NULL) : 0;
    return at < 0 ? 0 : at;
}

/* An answer says once what the service takes (RFC 9110, 12.5.3); another version of it may not. */
static void learn_coding(struct link *link, CURL *easy, long status)
{
    const char *taken = header_of(easy, "Accept-Encoding");
    if (taken)
        link->dense = strstr(taken, DENSE_CODING) != NULL;
    else if (status == 400 || status == 415)
        link->dense = false;
}

/* Makes the result's body text again. Returns whether it is. */
static bool unpack(struct exchange *x, struct link_result *result)
{
    const char *coding = header_of(x->easy, "Content-Encoding");
    if (!coding)
        return true;
    if ((strcmp(coding, DENSE_CODING) && strcmp(coding, "gzip")) ||
        dense_unpack(x->reply, x->got, x->text, sizeof x->text, &x->told))
        return false;
    result->body = x->text;
    result->size = x->told;
    return true;
}

bool link_next(struct link *link, struct link_result *result_out)
{
    int queued;
    CURLMsg *message = curl_multi_info_read(link->multi, &queued);
    struct exchange *x;
    CURLcode code;
    if (!message)
        return false;

    code = message->data.result;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&x);
    struct link_result result = {
        .lane = (enum link_lane)(x - link->lanes),
        .fault = fault_of(code, x->easy),
        .why = curl_easy_strerror(code),
        .body = x->reply,
        .size = x->got,
    };
    curl_easy_getinfo(x->easy, CURLINFO_RESPONSE_CODE, &result.status);
    result.retry_after_s = retry_after_s(x->easy);
    result.date = date_of(x->easy);
    read_range(x->easy, &result);
    learn_coding(link, x->easy, result.status);
    if (!result.fault && !unpack(x, &result)) {
        result.fault = WIRE_FAULT_SERVICE_ERROR;
        result.why = "compressed in no way that is known";
    } else if (!result.fault && result.status != 200 && result.from < 0) {
        result.fault = WIRE_FAULT_SERVICE_ERROR;
        snprintf(link->why, sizeof link->why, "HTTP status %ld", result.status);
        result.why = link->why;
    }
    curl_multi_remove_handle(link->multi, x->easy);
    x->under_way = false;
    *result_out = result;
    return true;
}
