/*
 * serve: the service of a stage and, with it, the enrolment of kiosks, until a signal ends both.
 */
#ifndef TESTS_CENTRAL_SERVE_H
#define TESTS_CENTRAL_SERVE_H

#include <stddef.h>
#include <stdint.h>

enum serve_limits { SERVE_PORT = 8443, SERVE_UNSIGNED = 4, SERVE_TEXT = 256 };

struct serve {
    uint16_t port;          /* 0: a free one; enrolment is at the next, or at a free one */
    const char *token_file; /* NULL: TLS with certificates; else plain HTTP, and no enrolment */
    const char *unsigned_as[SERVE_UNSIGNED + 1]; /* what stands for "not signed", ended by NULL */
    size_t unsigned_count;
};

/* Told of a request that the service itself failed to answer: -errno. */
typedef void (*serve_report)(int error);

/* Serves until SIGINT or SIGTERM. STAGE/central.port and STAGE/est.port hold the ports while both
 * listen. Returns 0, or -errno and what it was about. */
int serve(const struct serve *wish, const char *stage, serve_report report,
          char what_out[SERVE_TEXT]);

#endif
