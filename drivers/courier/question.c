#include "question.h"

#include "breakdown.h"
#include "request.h"
#include "templates.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

enum { PRUNE_S = 3600 };

int question_init(struct question *q, const char *directory, const struct mail *mail)
{
    *q = (struct question){.kind = QUESTION_NONE};
    return attempts_new(directory, mail->signer->secret, &q->attempts);
}

void question_end(struct question *q)
{
    attempts_free(q->attempts);
    sodium_memzero(q, sizeof *q);
}

static void drop(struct question *q, const struct mail *mail)
{
    q->kind = QUESTION_NONE;
    q->may_begin = false;
    link_drop(mail->link, LINK_ASK);
    sodium_memzero(&q->asked_of, sizeof q->asked_of);
}

void question_forget(struct question *q, const struct mail *mail)
{
    drop(q, mail);
    q->attempt = 0;
}

void question_tick(struct question *q, int64_t now, struct notes *notes)
{
    if (now < q->prune_at && q->prune_at - now <= PRUNE_S)
        return;
    q->prune_at = now + PRUNE_S;
    notes_add_errno(notes, "forget old attempts", attempts_prune(q->attempts, now));
}

static void give_back(struct question *q, struct notes *notes)
{
    if (q->attempt)
        notes_add_errno(notes, "give an attempt back", attempts_give_back(q->attempts, q->attempt));
    q->attempt = 0;
}

void question_matched(struct question *q, const struct mail *mail, struct notes *notes)
{
    if (q->kind == QUESTION_ATTEMPT)
        drop(q, mail);
    give_back(q, notes);
}

/* Counted by neither, a check may not begin; the service's count alone will do. */
static enum wire_fault take(struct question *q, const struct wire_card *card, int64_t now,
                            struct notes *notes)
{
    int result;
    q->attempt = 0;
    result = attempts_take(q->attempts, card, now, &q->attempt);
    if (result == -EDQUOT)
        return WIRE_FAULT_ATTEMPTS_SPENT;
    notes_add_errno(notes, "count an attempt", result);
    return WIRE_FAULT_NONE;
}

static int send(struct question *q, const struct mail *mail, const struct wire_packet *packet,
                int64_t now)
{
    const union wire_body *b = &packet->body;
    json_t *message = NULL;
    int result;

    mail_id(q->transaction);
    mail_id(q->reference);
    if (q->kind == QUESTION_SEARCH) {
        result = request_search(&b->query, q->transaction, q->reference, now, &message);
        return result ? result
                      : mail_send(mail, LINK_ASK, "/registry/sync/search", "search", message, now);
    }
    if (q->kind == QUESTION_ATTEMPT) {
        result = request_check(&b->attempt.card, &b->attempt.consent, q->transaction, &message);
        return result ? result
                      : mail_send(mail, LINK_ASK, "/kiosk/v1/attempts", "attempt", message, now);
    }
    result =
        request_check(&b->templates_ask.card, &b->templates_ask.consent, q->transaction, &message);
    return result ? result
                  : mail_send(mail, LINK_ASK, "/kiosk/v1/templates", "templates", message, now);
}

static enum wire_fault ask(struct question *q, const struct mail *mail,
                           const struct wire_packet *packet, int64_t now, struct notes *notes)
{
    int result = send(q, mail, packet, now);
    if (!result)
        return WIRE_FAULT_NONE;
    notes_add_errno(notes, "ask the service", result);
    q->kind = QUESTION_NONE;
    if (!q->may_begin)
        give_back(q, notes);
    return q->may_begin ? WIRE_FAULT_NONE : WIRE_FAULT_SERVICE_ERROR;
}

enum wire_fault question_ask(struct question *q, const struct mail *mail,
                             const struct wire_packet *packet, int64_t now, struct notes *notes)
{
    const union wire_body *b = &packet->body;
    enum wire_fault failed = WIRE_FAULT_NONE;

    drop(q, mail);
    if (packet->header.type == WIRE_QUERY) {
        q->kind = QUESTION_SEARCH;
        q->asked_of = b->query.subject.card;
        /* The face asks for the result only after the right finger. */
        if (b->query.subject.score_class)
            give_back(q, notes);
    } else if (packet->header.type == WIRE_ATTEMPT) {
        q->kind = QUESTION_ATTEMPT;
        failed = take(q, &b->attempt.card, now, notes);
        q->may_begin = !failed && q->attempt && b->attempt.verified;
    } else {
        q->kind = QUESTION_TEMPLATES;
        failed = take(q, &b->templates_ask.card, now, notes);
    }
    if (failed)
        q->kind = QUESTION_NONE;
    return failed ? failed : ask(q, mail, packet, now, notes);
}

static enum wire_fault fault_of_refusal(const char *reason)
{
    if (!strcmp(reason, "rjct.attempts.spent"))
        return WIRE_FAULT_ATTEMPTS_SPENT;
    if (!strcmp(reason, "rjct.card.pending"))
        return WIRE_FAULT_CARD_PENDING;
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
    static const char *const answered[] = {[QUESTION_TEMPLATES] = "on-templates",
                                           [QUESTION_ATTEMPT] = "on-attempt",
                                           [QUESTION_SEARCH] = "on-search"};
    const json_t *message, *record;
    json_t *root = NULL;
    int result =
        mail_open(mail, r, answered[q->kind], q->transaction, now, &root, &message, reason_out);
    if (!result && q->kind == QUESTION_SEARCH) {
        result = reply_record(message, q->reference, &record, reason_out);
        if (!result)
            result = reply_is_of(record, &q->asked_of);
        if (!result)
            result = breakdown_parse(record, &body_out->breakdown);
    } else if (!result && q->kind == QUESTION_TEMPLATES) {
        result = templates_parse(message, &body_out->templates);
    }
    json_decref(root);
    return result;
}

enum wire_fault question_hear(struct question *q, const struct mail *mail,
                              const struct link_result *r, int64_t now, struct notes *notes,
                              enum wire_type *type_out, union wire_body *body_out)
{
    static const enum wire_type types[] = {[QUESTION_TEMPLATES] = WIRE_TEMPLATES,
                                           [QUESTION_ATTEMPT] = WIRE_ATTEMPT_TAKEN,
                                           [QUESTION_SEARCH] = WIRE_BREAKDOWN};
    enum wire_type type = q->may_begin ? WIRE_NONE : types[q->kind];
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
    /* Who was told to begin goes on, unless the service itself says no. */
    if (q->may_begin && failed != WIRE_FAULT_ATTEMPTS_SPENT)
        failed = WIRE_FAULT_NONE;
    if (failed && q->kind != QUESTION_SEARCH && !q->may_begin)
        give_back(q, notes);
    drop(q, mail);
    if (!failed)
        *type_out = type;
    return failed;
}
