/*
 * answer: one signed message in, one signed message out. No HTTP and no clock in it.
 */
#ifndef TESTS_CENTRAL_ANSWER_H
#define TESTS_CENTRAL_ANSWER_H

#include "keyring.h"
#include "store.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum answer_action {
    ANSWER_TEMPLATES,
    ANSWER_ATTEMPT,
    ANSWER_SEARCH,
    ANSWER_STATUS,
    ANSWER_OBJECT,
    ANSWER_PROVISIONAL,
    ANSWER_WITHDRAW,
    ANSWER_APPEAL,
    ANSWER_REPORT,
    ANSWER_COMPLAIN,
    ANSWER_REGISTER,
    ANSWER_CATALOGUE,
    ANSWER_RATE,
    ANSWER_CHECKPOINT,
    ANSWER_HEARTBEAT,
    ANSWER_ROSTER,
    ANSWER_STAFF_CHECK,
    ANSWER_SIGN_IN,
    ANSWER_ENROL,
    ANSWER_DECOMMISSION,
};

struct answer_desk {
    struct store *store;
    const struct keyring *keys;
    bool partners; /* a bearer token admits partner systems, which search by the published queries
                      and may call this service by another name; else kiosks ask about a card */
    const char *const *unsigned_as; /* signatures that stand for none, ended by NULL, where a bearer
                                       token vouches for the sender; NULL: all must be signed */
};

/* Answers `body` to `action`; `peer` is the common name of the client's certificate, or NULL. A
 * refusal by the rules is an answer too (header or item status "rjct"). Everything it changes is on
 * the disk before it returns. *reply_out is a NUL-terminated string of *reply_size_out bytes that
 * the caller frees. Returns 0, or without an answer: -EBADMSG not a message of the contract;
 * -EKEYREJECTED, -ESTALE not signed by a known kiosk now; -E2BIG; another -errno when the service
 * itself failed, and nothing has changed. */
int answer(const struct answer_desk *desk, enum answer_action action, const char *peer,
           const char *body, size_t size, int64_t now, char **reply_out, size_t *reply_size_out);

#endif
