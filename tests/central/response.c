#include "response.h"

#include "drivers/courier/dense.h"
#include "drivers/courier/instant.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

enum { GZIP_FROM = 512 }; /* bytes: below, the gzip frame costs more than it saves */

#define JSON_TYPE "application/json"

static bool names(struct MHD_Connection *connection, const char *header, const char *coding)
{
    const char *value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, header);

    return value && strstr(value, coding);
}

/* Who could pack and did not is told that it is taken here (RFC 9110, 12.5.3). */
static bool invite(struct MHD_Connection *connection, struct MHD_Response *response)
{
    return names(connection, MHD_HTTP_HEADER_CONTENT_ENCODING, DENSE_CODING) ||
           !names(connection, MHD_HTTP_HEADER_ACCEPT_ENCODING, DENSE_CODING) ||
           MHD_add_response_header(response, MHD_HTTP_HEADER_ACCEPT_ENCODING, DENSE_CODING);
}

static enum MHD_Result respond(struct MHD_Connection *connection, unsigned status, const char *type,
                               struct MHD_Response *response)
{
    enum MHD_Result sent = MHD_NO;

    if (response && invite(connection, response) && MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type) &&
        MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store"))
        sent = MHD_queue_response(connection, status, response);
    if (response)
        MHD_destroy_response(response);
    return sent;
}

static struct MHD_Response *copied(const char *text, size_t size)
{
    return MHD_create_response_from_buffer(size, (void *)text, MHD_RESPMEM_MUST_COPY);
}

enum MHD_Result respond_text(struct MHD_Connection *connection, unsigned status, const char *type,
                             const char *text)
{
    return respond(connection, status, type, copied(text, strlen(text)));
}

enum MHD_Result respond_error(struct MHD_Connection *connection, unsigned status, const char *code)
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
        sent = respond_text(connection, status, JSON_TYPE, text);
    free(text);
    json_decref(error);
    return sent;
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

enum MHD_Result respond_answer(struct MHD_Connection *connection, const char *text, size_t size)
{
    struct MHD_Response *response = NULL;
    const char *coding = NULL;
    char *packed = NULL;
    size_t packed_size = 0;

    if (names(connection, MHD_HTTP_HEADER_ACCEPT_ENCODING, DENSE_CODING) &&
        dense_pack(text, size, &packed, &packed_size) == 0)
        coding = DENSE_CODING;
    else if (size >= GZIP_FROM && names(connection, MHD_HTTP_HEADER_ACCEPT_ENCODING, "gzip") &&
             !names(connection, MHD_HTTP_HEADER_ACCEPT_ENCODING, "gzip;q=0") &&
             compress_text(text, size, &packed, &packed_size) == 0)
        coding = "gzip";
    if (!coding)
        return respond(connection, MHD_HTTP_OK, JSON_TYPE, copied(text, size));
    response = MHD_create_response_from_buffer(packed_size, packed, MHD_RESPMEM_MUST_FREE);
    if (!response)
        free(packed);
    else
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_ENCODING, coding);
    return respond(connection, MHD_HTTP_OK, JSON_TYPE, response);
}

enum MHD_Result respond_file(struct MHD_Connection *connection, const char *path)
{
    const char *range =
        MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_RANGE);
    unsigned long long from = 0, to = ULLONG_MAX;
    struct MHD_Response *response;
    char told[96];
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

    if (fd < 0 || fstat(fd, &st) || !S_ISREG(st.st_mode) || !st.st_size) {
        if (fd >= 0)
            close(fd);
        return respond_error(connection, MHD_HTTP_NOT_FOUND, "err.request.not_found");
    }
    if (range && sscanf(range, "bytes=%llu-%llu", &from, &to) < 1)
        range = NULL;
    if (to >= (unsigned long long)st.st_size)
        to = (unsigned long long)st.st_size - 1;
    if (from > to) {
        close(fd);
        return respond_error(connection, MHD_HTTP_RANGE_NOT_SATISFIABLE, "err.request.bad");
    }
    response = MHD_create_response_from_fd_at_offset64(to - from + 1, fd, from);
    snprintf(told, sizeof(told), "bytes %llu-%llu/%llu", from, to, (unsigned long long)st.st_size);
    if (!response)
        close(fd);
    else if (range)
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_RANGE, told);
    return respond(connection, range ? MHD_HTTP_PARTIAL_CONTENT : MHD_HTTP_OK,
                   "application/octet-stream", response);
}

enum MHD_Result respond_base64(struct MHD_Connection *connection, const char *type,
                               const char *base64)
{
    struct MHD_Response *response = copied(base64, strlen(base64));

    if (response)
        MHD_add_response_header(response, "Content-Transfer-Encoding", "base64");
    return respond(connection, MHD_HTTP_OK, type, response);
}

enum MHD_Result respond_challenge(struct MHD_Connection *connection, const char *text)
{
    struct MHD_Response *response = copied(text, strlen(text));

    if (response)
        MHD_add_response_header(response, MHD_HTTP_HEADER_WWW_AUTHENTICATE, "Basic realm=\"est\"");
    return respond(connection, MHD_HTTP_UNAUTHORIZED, "text/plain", response);
}
