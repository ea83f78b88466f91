/*
 * deliver: what objections, appeals and reports have in common: a sealed box with an idempotency
 * key, taken in exactly once, answered with a receipt.
 */
#ifndef TESTS_CENTRAL_DELIVER_H
#define TESTS_CENTRAL_DELIVER_H

#include "filings.h"
#include "request.h"

/* Fills kind, what, days and the like of a filing from the opened box; `opened` outlives it. Sets
 * *refusal_out when it is not in order. Returns 0 or -errno. */
typedef int (*deliver_take)(const struct request *request, const json_t *opened,
                            struct filing *filing, const char **refusal_out);

/* How sure the subject must be: for what belongs to a result, whose person the centre must know;
 * for what is only noted, and for a report, which may be anybody's. */
enum deliver_subject { DELIVER_SURE, DELIVER_NOTED, DELIVER_ANYBODY };

/* Answers one delivery. Texts a `take` makes go into `what` (of FILINGS_DETAIL bytes). */
int deliver(const struct request *request, enum deliver_subject demanded, deliver_take take,
            const char **refusal_out, json_t **message_out);

/* Opens request's sealed box into a JSON object owned by the caller; *refusal_out is set when it
 * cannot be. */
int deliver_open(const struct request *request, const char **refusal_out, json_t **opened_out);

/* Answers a delivery of which nothing is told but that it came, or why it is refused (NULL: it is
 * not). Returns 0 or -ENOMEM. */
int deliver_answer(const struct request *request, const char *key, const char *number,
                   const char *refusal, const char **refusal_out, json_t **message_out);

/* Reads the box's subject and finds their person; *refusal_out as above. */
int deliver_subject(const struct request *request, const json_t *opened,
                    enum deliver_subject demanded, struct filing *filing, const char **refusal_out);

#endif
