#include "question.h"

#include "breakdown.h"
#include "request.h"
#include "roster.h"
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
    sodium_memzero(&q->staff, sizeof q->staff);
}

void question_forget(struct question *q, const struct mail *mail)
{
    drop(q, mail);
    q->attempt = 0;
    q->staff_attempt = 0;
}

void question_tick(struct question *q, int64_t now, struct notes *notes)
{
    if (now < q->prune_at && q->prune_at - now <= PRUNE_S)
        return;
    q->prune_at = now + PRUNE_S;
    notes_add_errno(notes, "forget old attempts", attempts_prune(q->attempts, now));
}

static void give_back_one(struct question *q, int64_t *attempt, struct notes *notes)
{
    if (*attempt)
        notes_add_errno(notes, "give an attempt back", attempts_give_back(q->attempts, *attempt));
    *attempt = 0;
}

static void give_back(struct question *q, struct notes *notes)
{
    give_back_one(q, &q->attempt, notes);
}

void question_signed_in(struct question *q, struct notes *notes)
{
    give_back_one(q, &q->staff_attempt, notes);
}

void question_matched(struct question *q, const struct mail *mail, struct notes *notes)
{
    if (q->kind == QUESTION_ATTEMPT)
        drop(q, mail);
    give_back(q, notes);
}

/* Counted by neither, a check may not begin; the service's count alone will do. */
static enum wire_fault take(struct question *q, enum attempts_whose whose,
                            const struct wire_card *card, int64_t now, struct notes *notes)
{
    int64_t *attempt = whose == ATTEMPTS_STAFF ? &q->staff_attempt : &q->attempt;
    int result;
    *attempt = 0;
    result = attempts_take(q->attempts, whose, card, now, attempt);
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
        failed = take(q, ATTEMPTS_RESIDENT, &b->attempt.card, now, notes);
        q->may_begin = !failed && q->attempt && b->attempt.verified;
    } else {
        q->kind = QUESTION_TEMPLATES;
        failed = take(q, ATTEMPTS_RESIDENT, &b->templates_ask.card, now, notes);
    }
    if (failed)
        q->kind = QUESTION_NONE;
    return failed ? failed : ask(q, mail, packet, now, notes);
}

enum wire_fault question_ask_staff(struct question *q, const struct mail *mail,
                                   const struct wire_staff_ask *ask, const struct wire_staff *staff,
                                   int64_t now, struct notes *notes)
{
    json_t *message = NULL;
    enum wire_fault failed;
    int result;

    drop(q, mail);
    failed = take(q, ATTEMPTS_STAFF, &ask->card, now, notes);
    if (failed)
        return failed;
    mail_id(q->transaction);
    result = request_staff_check(&ask->card, roster_role(ask->role), q->transaction, &message);
    if (!result)
        result = mail_send(mail, LINK_ASK, "/kiosk/v1/staff-checks", "staff-check", message, now);
    if (result) {
        notes_add_errno(notes, "ask about staff", result);
        question_signed_in(q, notes);
        return WIRE_FAULT_SERVICE_ERROR;
    }
    q->kind = QUESTION_STAFF;
    q->asked_of = ask->card;
    q->staff = *staff;
    return WIRE_FAULT_NONE;
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

/* The service must mean the one whom the roster lists. */
static int decode_staff(const struct question *q, const json_t *message, struct wire_staff *out)
{
    const char *id = json_string_value(json_object_get(message, "id"));
    struct wire_templates templates = {0};
    int result = 0;
    if (!id || strcmp(id, q->staff.id))
        return -EKEYREJECTED;
    if (q->asked_of.assurance == WIRE_ASSURANCE_TAG)
        result = templates_parse(message, &templates);
    if (!result) {
        *out = q->staff;
        out->count = templates.count;
        memcpy(out->templates, templates.templates, sizeof out->templates);
    }
    sodium_memzero(&templates, sizeof templates);
    return result;
}

/* Decodes into *body, whose member depends on what was asked. */
static int decode(const struct question *q, const struct mail *mail, const struct link_result *r,
                  int64_t now, union wire_body *body_out, char reason_out[REPLY_REASON])
{
    static const char *const answered[] = {[QUESTION_TEMPLATES] = "on-templates",
                                           [QUESTION_ATTEMPT] = "on-attempt",
                                           [QUESTION_SEARCH] = "on-search",
                                           [QUESTION_STAFF] = "on-staff-check"};
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
    } else if (!result && q->kind == QUESTION_STAFF) {
        result = decode_staff(q, message, &body_out->staff);
    }
    json_decref(root);
    return result;
}

static enum wire_staff_standing standing_of(const char *reason)
{
    if (!strcmp(reason, "rjct.staff.revoked"))
        return WIRE_STAFF_REVOKED;
    if (!strcmp(reason, "rjct.staff.right"))
        return WIRE_STAFF_NO_RIGHT;
    return strcmp(reason, "rjct.staff.unknown") ? WIRE_STAFF_LISTED : WIRE_STAFF_UNLISTED;
}

/* What the service says of somebody's standing counts for more than the list; where it says
 * nothing, the list does, if the card brings its own templates. */
static enum wire_fault hear_staff(const struct question *q, enum wire_fault failed,
                                  const char *reason, struct wire_staff *out)
{
    enum wire_staff_standing standing = standing_of(reason);
    if (!failed)
        return failed;
    if (standing != WIRE_STAFF_LISTED) {
        *out = (struct wire_staff){.standing = standing, .policy = q->staff.policy};
        if (standing != WIRE_STAFF_UNLISTED)
            memcpy(out->id, q->staff.id, sizeof out->id);
        return WIRE_FAULT_NONE;
    }
    if (q->asked_of.assurance != WIRE_ASSURANCE_CHIP || failed == WIRE_FAULT_ATTEMPTS_SPENT)
        return failed;
    *out = q->staff;
    return WIRE_FAULT_NONE;
}

enum wire_fault question_hear(struct question *q, const struct mail *mail,
                              const struct link_result *r, int64_t now, struct notes *notes,
                              enum wire_type *type_out, union wire_body *body_out)
{
    static const enum wire_type types[] = {[QUESTION_TEMPLATES] = WIRE_TEMPLATES,
                                           [QUESTION_ATTEMPT] = WIRE_ATTEMPT_TAKEN,
                                           [QUESTION_SEARCH] = WIRE_BREAKDOWN,
                                           [QUESTION_STAFF] = WIRE_STAFF};
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
    if (q->kind == QUESTION_STAFF) {
        failed = hear_staff(q, failed, reason, &body_out->staff);
        if (failed || body_out->staff.standing != WIRE_STAFF_LISTED) /* no check follows */
            question_signed_in(q, notes);
    }
    /* Who was told to begin goes on, unless the service itself says no. */
    if (q->may_begin && failed != WIRE_FAULT_ATTEMPTS_SPENT)
        failed = WIRE_FAULT_NONE;
    if (failed && q->kind != QUESTION_SEARCH && q->kind != QUESTION_STAFF && !q->may_begin)
        give_back(q, notes);
    drop(q, mail);
    if (!failed)
        *type_out = type;
    return failed;
}
