/*
 * est: asks an EST server (RFC 7030) for the device's certificate, over TLS 1.3 to the pinned CA.
 */
#ifndef DRIVERS_COURIER_EST_H
#define DRIVERS_COURIER_EST_H

#include <stddef.h>

enum { EST_ANSWER = 32 * 1024, EST_WHY = 256 };

struct est_setup {
    const char *server; /* "https://host:port" */
    const char *proxy;  /* "http://host:port"; "": none */
    const char *ca;
    const char *serial, *code;     /* simpleenroll: RFC 7617's user and password; else NULL */
    const char *certificate, *key; /* simplereenroll: files; else NULL */
};

/* Sends the request (PKCS #10 in base64). Returns 0 with the answer; else, with why[EST_WHY] said
 * in words for a technician: -EACCES when the server refuses code or certificate, -EPROTO when it
 * answers what an EST server would not, -EKEYREJECTED when its certificate does not hold or the clock
 * is wrong, -EAGAIN when it may be tried again (the line, the server), -EINVAL when curl does not
 * take the setup. */
int est_ask(const struct est_setup *setup, const char *request, char answer_out[EST_ANSWER],
            size_t *size_out, char *why);

#endif
