#include "question.h"

#include "breakdown.h"
#include "request.h"
#include "templates.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

void question_init(struct question *q)
{
    memset(q, 0, sizeof *q);
    randombytes_buf(q->attempts.key, sizeof q->attempts.key);
}

void question_forget(struct question *q, const struct mail *mail)
{
    q->kind = QUESTION_NONE;
    link_drop(mail->link, LINK_ASK);
    q->taken = false;
    sodium_memzero(&q->asked_of, sizeof q->asked_of);
}

static void give_back(struct question *q)
{
    if (q->taken)
        attempts_give_back(&q->attempts, q->taken_of);
    q->taken = false;
}

void question_matched(struct question *q)
{
    give_back(q);
}

static enum wire_fault ask(struct question *q, const struct mail *mail,
                           const struct wire_packet *packet, int64_t now, struct notes *notes)
{
    bool search = packet->header.type == WIRE_QUERY;
    json_t *message = NULL;
    int result;

    mail_id(q->transaction);
    mail_id(q->reference);
    if (search)
        result = request_search(&packet->body.query, q->transaction, q->reference, now, &message);
    else
        result = request_templates(&packet->body.templates_ask, q->transaction, &message);
    if (!result)
        result = search
                     ? mail_send(mail, LINK_ASK, "/registry/sync/search", "search", message, now)
                     : mail_send(mail, LINK_ASK, "/kiosk/v1/templates", "templates", message, now);
    q->kind = result ? QUESTION_NONE : search ? QUESTION_SEARCH : QUESTION_TEMPLATES;
    notes_add_errno(notes, "ask the service", result);
    if (result && !search)
        give_back(q);
    return result ? WIRE_FAULT_SERVICE_ERROR : WIRE_FAULT_NONE;
}

enum wire_fault question_ask(struct question *q, const struct mail *mail,
                             const struct wire_packet *packet, int64_t now, int64_t steady_ms,
                             struct notes *notes)
{
    if (packet->header.type == WIRE_QUERY) {
        q->asked_of = packet->body.query.subject.card;
        /* The face asks for the result only after the right finger. */
        if (packet->body.query.subject.score_class)
            give_back(q);
    } else {
        const struct wire_card *card = &packet->body.templates_ask.card;
        if (attempts_take(&q->attempts, card, steady_ms))
            return WIRE_FAULT_ATTEMPTS_SPENT;
        attempts_name(&q->attempts, card, q->taken_of);
        q->taken = true;
    }
    return ask(q, mail, packet, now, notes);
}

static enum wire_fault fault_of_refusal(const char *reason)
{
    if (!strcmp(reason, "rjct.attempts.spent"))
        return WIRE_FAULT_ATTEMPTS_SPENT;
    return strncmp(reason, "rjct.card.", 10) ? WIRE_FAULT_SERVICE_REFUSED : WIRE_FAULT_CARD_UNKNOWN;
}

static enum wire_fault fault_of_answer(int error, const char *reason)
{
    switch (error) {
    case -EKEYREJECTED:
        return WIRE_FAULT_SERVICE_UNTRUSTED;
    case -ESTALE: /* an old answer, or one of our two clocks: who knows better says so */
        return WIRE_FAULT_CLOCK_WRONG;
    case -EPERM:
        return fault_of_refusal(reason);
    case -ENODATA:
        return WIRE_FAULT_TEMPLATES_UNFIT;
    default:
        return WIRE_FAULT_SERVICE_ERROR;
    }
}

/* Decodes into *body, whose member depends on what was asked. */
static int decode(const struct question *q, const struct mail *mail, const struct link_result *r,
                  int64_t now, union wire_body *body_out, char reason_out[REPLY_REASON])
{
    bool search = q->kind == QUESTION_SEARCH;
    const json_t *message, *record;
    json_t *root = NULL;
    int result = mail_open(mail, r, search ? "on-search" : "on-templates", q->transaction, now,
                           &root, &message, reason_out);
    if (!result && search) {
        result = reply_record(message, q->reference, &record, reason_out);
        if (!result)
            result = reply_is_of(record, &q->asked_of);
        if (!result)
            result = breakdown_parse(record, &body_out->breakdown);
    } else if (!result) {
        result = templates_parse(message, &body_out->templates);
    }
    json_decref(root);
    return result;
}

enum wire_fault question_hear(struct question *q, const struct mail *mail,
                              const struct link_result *r, int64_t now, struct notes *notes,
                              enum wire_type *type_out, union wire_body *body_out)
{
    enum wire_type type = q->kind == QUESTION_SEARCH ? WIRE_BREAKDOWN : WIRE_TEMPLATES;
    enum wire_fault failed = r->fault;
    char reason[REPLY_REASON] = "";

    if (failed) {
        notes_add(notes, "ask the service", r->why);
    } else {
        int result = decode(q, mail, r, now, body_out, reason);
        if (result) {
            failed = fault_of_answer(result, reason);
            notes_add(notes, "believe an answer", *reason ? reason : strerror(-result));
        }
    }
    if (failed && q->kind == QUESTION_TEMPLATES)
        give_back(q);
    q->kind = QUESTION_NONE;
    sodium_memzero(&q->asked_of, sizeof q->asked_of);
    if (!failed)
        *type_out = type;
    return failed;
}
