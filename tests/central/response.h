/*
 * response: HTTP answers of the service. Each queues one and releases it; MHD_NO closes the
 * connection.
 */
#ifndef TESTS_CENTRAL_RESPONSE_H
#define TESTS_CENTRAL_RESPONSE_H

#include <microhttpd.h>
#include <stddef.h>

/* A text of a type, copied. */
enum MHD_Result respond_text(struct MHD_Connection *connection, unsigned status, const char *type,
                             const char *text);

/* The published HttpErrorResponse, and beside it the same as an acknowledgement (Response), which
 * is what clients of the asynchronous paths look for. */
enum MHD_Result respond_error(struct MHD_Connection *connection, unsigned status, const char *code);

/* An answer in JSON, copied; packed (dense.h) when the client takes that, else in gzip when
 * it takes that and it is worth it. */
enum MHD_Result respond_answer(struct MHD_Connection *connection, const char *text, size_t size);

/* A file, or the part of it that the request's Range names (RFC 9110, 14.2: one range, from a byte to
 * a byte or to the end). */
enum MHD_Result respond_file(struct MHD_Connection *connection, const char *path);

/* As RFC 7030 wants CMS and PKCS #10: base64, said to be so. */
enum MHD_Result respond_base64(struct MHD_Connection *connection, const char *type,
                               const char *base64);

/* 401, and that HTTP's basic scheme would do (RFC 7617). */
enum MHD_Result respond_challenge(struct MHD_Connection *connection, const char *text);

#endif
