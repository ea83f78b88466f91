#include "filing.h"

#include "instant.h"
#include "request.h"
#include "roster.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct filing_route routes[WIRE_FILINGS] = {
    [WIRE_FILING_OBJECTION] = {"object", "on-object", "/kiosk/v1/objections", false},
    [WIRE_FILING_PROVISIONAL] = {"object-provisionally", "on-object-provisionally",
                                 "/kiosk/v1/provisional", false},
    [WIRE_FILING_WITHDRAWAL] = {"withdraw", "on-withdraw", "/kiosk/v1/withdrawals", false},
    [WIRE_FILING_APPEAL] = {"appeal", "on-appeal", "/kiosk/v1/appeals", false},
    [WIRE_FILING_REPORT] = {"report", "on-report", "/kiosk/v1/reports", false},
    [WIRE_FILING_COMPLAINT] = {"complain", "on-complain", "/kiosk/v1/complaints", true},
    [WIRE_FILING_RATING] = {"rate", "on-rate", "/kiosk/v1/ratings", false},
};

static const struct filing_route sign_in = {"sign-in", "on-sign-in", "/kiosk/v1/sign-ins", false};
static const struct filing_route enrolment = {"enrol", "on-enrol", "/kiosk/v1/enrolments", false};

static const char *const reports[WIRE_REPORTS] = {
    [WIRE_REPORT_DEATH] = "death",
    [WIRE_REPORT_MOVE] = "move",
    [WIRE_REPORT_DISASTER] = "disaster",
    [WIRE_REPORT_REGISTRATION] = "registration",
    [WIRE_REPORT_MISSED_HOUSEHOLD] = "missed_household",
    [WIRE_REPORT_PROPOSAL] = "proposal",
    [WIRE_REPORT_DATA_WITHDRAWAL] = "data_withdrawal",
    [WIRE_REPORT_HOME_VISIT] = "home_visit",
};

static const char *const ratings[WIRE_RATINGS] = {
    [WIRE_RATING_GOOD] = "good",
    [WIRE_RATING_FAIR] = "fair",
    [WIRE_RATING_POOR] = "poor",
};

const struct filing_route *filing_route(uint32_t kind)
{
    if (kind == FILING_SIGN_IN)
        return &sign_in;
    if (kind == FILING_ENROLMENT)
        return &enrolment;
    return kind >= WIRE_FILING_OBJECTION && kind < WIRE_FILINGS ? &routes[kind] : NULL;
}

/* "2024-09-17", "2024-09" or "2024" (ISO 8601); NULL, which is left out, for 0. */
static const char *since_text(int32_t since, char text_out[16])
{
    int year = since / 10000, month = since / 100 % 100, day = since % 100;
    if (!since)
        return NULL;
    if (day)
        snprintf(text_out, 16, "%04d-%02d-%02d", year, month, day);
    else if (month)
        snprintf(text_out, 16, "%04d-%02d", year, month);
    else
        snprintf(text_out, 16, "%04d", year);
    return text_out;
}

static bool since_ok(int32_t since)
{
    int year = since / 10000, month = since / 100 % 100, day = since % 100;
    return since == 0 || (year >= 1900 && year <= 9999 && month <= 12 && day >= 0 && day <= 31 &&
                          (month || !day));
}

static const char *given(const char *text)
{
    return *text ? text : NULL;
}

static json_t *contested(const struct wire_filing *f)
{
    json_t *list = json_array();
    for (uint32_t i = 0; list && i < f->contested_count; i++) {
        const struct wire_contested *c = &f->contested[i];
        char since[16];
        if (!since_ok(c->since) ||
            json_array_append_new(list, json_pack("{s:s*, s:s*, s:s*}", "reason", given(c->reason),
                                                  "ground", given(c->ground), "since",
                                                  since_text(c->since, since)))) {
            json_decref(list);
            list = NULL;
        }
    }
    return list;
}

/* What all kinds have that say anything, and the kinds' own beside it. */
static json_t *of_kind(const struct wire_filing *f, const char *at)
{
    char since[16];
    switch ((enum wire_filing_kind)f->kind) {
    case WIRE_FILING_OBJECTION:
        return json_pack("{s:s, s:s, s:o, s:s*, s:s}", "person", f->person, "programme",
                         f->programme, "contested", contested(f), "completes", given(f->about),
                         "confirmed_at", at);
    case WIRE_FILING_PROVISIONAL:
        return json_pack("{s:s, s:s*, s:s}", "programme", f->programme, "ground",
                         given(f->contested[0].ground), "confirmed_at", at);
    case WIRE_FILING_WITHDRAWAL:
    case WIRE_FILING_APPEAL:
        return json_pack("{s:s, s:s, s:s}", "person", f->person, "case", f->about, "confirmed_at",
                         at);
    case WIRE_FILING_REPORT:
        return json_pack("{s:s*, s:s, s:s*, s:s}", "person", given(f->person), "kind",
                         reports[f->report], "since", since_text(f->since, since), "confirmed_at",
                         at);
    case WIRE_FILING_COMPLAINT:
        return json_pack("{s:s, s:s}", "about", f->contested[0].ground, "confirmed_at", at);
    case WIRE_FILING_RATING:
        return json_pack("{s:s}", "rating", ratings[f->rating]);
    case WIRE_FILINGS:
        break;
    }
    return NULL;
}

static bool tells_who(const struct wire_filing *f)
{
    return f->kind == WIRE_FILING_REPORT &&
           (f->report == WIRE_REPORT_DEATH || f->report == WIRE_REPORT_MOVE);
}

/* Adds a member, unless there is nothing to say. Takes `value`. */
static int put(json_t *object, const char *key, json_t *value)
{
    return value ? json_object_set_new(object, key, value) : -1;
}

int filing_case(const struct wire_filing *f, json_t **case_out)
{
    char at[INSTANT_TEXT];
    json_t *plain = NULL;
    int result = -EINVAL;
    if (instant_write(f->confirmed_at, at) || !since_ok(f->since))
        return result;
    plain = of_kind(f, at);
    if (!plain)
        goto out;
    if (f->kind != WIRE_FILING_COMPLAINT && f->kind != WIRE_FILING_RATING &&
        put(plain, "subject", request_subject(&f->subject)))
        goto out;
    if (*f->text && put(plain, tells_who(f) ? "member" : "text", json_string(f->text)))
        goto out;
    if (*f->phone && put(plain, "phone", json_string(f->phone)))
        goto out;
    *case_out = plain;
    plain = NULL;
    result = 0;
out:
    json_decref(plain);
    return result;
}

const char *filing_outcome(uint32_t outcome)
{
    static const char *const outcomes[WIRE_SIGN_IN_OUTCOMES] = {
        [WIRE_SIGN_IN_GOOD] = "good",       [WIRE_SIGN_IN_NO_MATCH] = "no_match",
        [WIRE_SIGN_IN_REFUSED] = "refused", [WIRE_SIGN_IN_LATE] = "late",
        [WIRE_SIGN_IN_FAULT] = "fault",     [WIRE_SIGN_IN_CARD_ALONE] = "card_alone",
    };
    return outcome < WIRE_SIGN_IN_OUTCOMES ? outcomes[outcome] : NULL;
}

int filing_sign_in(const struct wire_sign_in *s, json_t **case_out)
{
    char at[INSTANT_TEXT];
    json_t *plain;
    if (instant_write(s->at, at))
        return -EINVAL;
    plain = json_pack("{s:s*, s:s, s:s, s:s}", "id", given(s->id), "role", roster_role(s->role),
                      "outcome", filing_outcome(s->outcome), "at", at);
    if (!plain)
        return -EINVAL;
    *case_out = plain;
    return 0;
}

static json_t *finger(const struct wire_template *t)
{
    char text[sodium_base64_ENCODED_LEN(WIRE_TEMPLATE_SIZE, sodium_base64_VARIANT_ORIGINAL)];
    json_t *value;
    if (t->size > WIRE_TEMPLATE_SIZE)
        return NULL;
    sodium_bin2base64(text, sizeof text, t->record, t->size, sodium_base64_VARIANT_ORIGINAL);
    value = json_pack("{s:i, s:s, s:s}", "position", (int)t->position, "format", "iso19794-2:2005",
                      "record", text);
    sodium_memzero(text, sizeof text);
    return value;
}

int filing_enrolment(const struct wire_enrolment *e, json_t **case_out)
{
    struct wire_subject subject = {
        .card = e->card, .consent = e->consent, .verified_at = e->confirmed_at, .help = e->help};
    char at[INSTANT_TEXT];
    json_t *plain, *who;
    if (instant_write(e->confirmed_at, at))
        return -EINVAL;
    who = request_subject(&subject);
    sodium_memzero(&subject, sizeof subject);
    plain = json_pack("{s:o, s:s, s:s, s:[o, o]}", "subject", who, "nik", e->nik, "confirmed_at",
                      at, "fingers", finger(&e->fingers[0]), finger(&e->fingers[1]));
    if (!plain)
        return -EINVAL;
    /* The card is known as at level tag; it is the enrolment that staff attend. */
    if (json_object_set_new(json_object_get(plain, "subject"), "assurance", json_string("tag"))) {
        json_decref(plain);
        return -ENOMEM;
    }
    *case_out = plain;
    return 0;
}

int filing_message(const struct filing_sealed *sealed, const char *transaction_id,
                   json_t **message_out)
{
    size_t room = sodium_base64_encoded_len(sealed->box_size, sodium_base64_VARIANT_ORIGINAL);
    char at[INSTANT_TEXT], *box;
    json_t *message;
    if (instant_write(sealed->accepted_at, at))
        return -EINVAL;
    box = malloc(room);
    if (!box)
        return -ENOMEM;
    sodium_bin2base64(box, room, sealed->box, sealed->box_size, sodium_base64_VARIANT_ORIGINAL);
    message = json_pack("{s:s, s:s, s:s, s:s, s:b, s:{s:s, s:s}}", "transaction_id", transaction_id,
                        "idempotency_key", sealed->idempotency_key, "number", sealed->number,
                        "accepted_at", at, "clock_trusted", sealed->clock_trusted, "sealed",
                        "key_id", sealed->key_id, "box", box);
    free(box);
    if (!message)
        return -EINVAL;
    *message_out = message;
    return 0;
}
