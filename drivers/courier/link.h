/*
 * link: the courier's line to the service. libcurl behind one door: HTTPS only, TLS 1.3 only, the
 * service's CA pinned, our certificate shown, no redirects, HTTP/1.1; a proxy, if there is one,
 * only passes the TLS on. Answers may come packed (dense.h) or in gzip; bodies go packed once the
 * service said that it takes them.
 *
 * Two lanes share one warm connection: LINK_ASK for what a person waits for, LINK_DELIVER for
 * what may take its time; LINK_FETCH brings parts of files, also from elsewhere. A lane carries one exchange; a new one takes the place of one under way.
 * Every exchange ends: connect 5 s, whole 15 s, and a stalled transfer after 10 s. A reply is held
 * to ENVELOPE_MAX bytes while it streams in, and again while it is unpacked. Bodies are wiped.
 */
#ifndef DRIVERS_COURIER_LINK_H
#define DRIVERS_COURIER_LINK_H

#include "drivers/wire.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum link_lane { LINK_ASK, LINK_DELIVER, LINK_FETCH, LINK_LANES };

enum { LINK_RETRY_MAX_S = 3600 };

struct link;

/* Borrowed until link_close. */
struct link_setup {
    const char *service; /* "https://host:port" */
    const char *proxy;   /* "http://host:port"; "": none, whatever the environment says */
    const char *ca;      /* PEM files */
    const char *certificate;
    const char *key;
};

/* Makes the line; nothing is sent. Returns 0, -EINVAL for a service that is not https, -ENOMEM. */
int link_open(const struct link_setup *setup, struct link **link_out);

/* Accepts NULL. */
void link_close(struct link *link);

/* Starts an exchange. `body` was malloc'ed and is given away, also on failure.
 * Returns 0 or -ENOMEM. */
int link_post(struct link *link, enum link_lane lane, const char *path, char *body, size_t size);
int link_get(struct link *link, enum link_lane lane, const char *path);

/* The same for `size` bytes (1..ENVELOPE_MAX) from `from` on of the file at an https address, as it
 * is (RFC 9110, 14). Only the status 206 is a good one. */
int link_get_part(struct link *link, enum link_lane lane, const char *url, int64_t from,
                  int64_t size);

/* From the next connection on the service's certificate is held to the authorities of another file,
 * which is copied by name. */
void link_trust(struct link *link, const char *ca);

/* Gives up what is under way on `lane`, if anything; no result will come. */
void link_drop(struct link *link, enum link_lane lane);

/* Waits until the line has news, `fd` may be read, or timeout_ms. Returns 0 or -ENOMEM. */
int link_wait(struct link *link, int fd, int timeout_ms, bool *readable_out);

/* An exchange that has ended. */
struct link_result {
    enum link_lane lane;
    enum wire_fault fault; /* NONE: a reply with status 200 (206 for a part); LINK_DOWN, CLOCK_WRONG (by this clock
                              the certificate is not valid), SERVICE_SLOW, _ERROR, _UNTRUSTED */
    long status;           /* of HTTP; 0: there was none */
    int64_t retry_after_s; /* what the service asked for (RFC 9110, 10.2.3), at most
                              LINK_RETRY_MAX_S; 0: nothing */
    int64_t date;     /* when the service says it answered, seconds since 1970 UTC; 0: it did not */
    int64_t from;     /* of a part: where it begins in the file; -1: it is none */
    int64_t whole;    /* of a part: bytes of that file; -1: not told */
    const char *why;  /* for the log; never holds content; static or until the next call */
    const char *body; /* borrowed until the lane's next exchange or link_drop */
    size_t size;
};

/* Takes the next result. Returns whether there was one. */
bool link_next(struct link *link, struct link_result *result_out);

#endif
