#include "breakdown.h"

#include "instant.h"
#include "text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A name the contract gives to a number of the wire. */
struct code {
    const char *name;
    uint32_t value;
};

static const struct code verdicts[] = {
    {"not_announced", WIRE_VERDICT_NOT_ANNOUNCED},
    {"receiving", WIRE_VERDICT_RECEIVING},
    {"queued", WIRE_VERDICT_QUEUED},
    {"not_eligible", WIRE_VERDICT_NOT_ELIGIBLE},
    {"no_longer", WIRE_VERDICT_NO_LONGER},
    {"not_registered", WIRE_VERDICT_NOT_REGISTERED},
    {"incomplete", WIRE_VERDICT_INCOMPLETE},
    {NULL, WIRE_VERDICT_OTHER},
};

static const struct code states[] = {
    {"received", WIRE_CASE_RECEIVED}, {"checking", WIRE_CASE_CHECKING},
    {"visit", WIRE_CASE_VISIT},       {"granted", WIRE_CASE_GRANTED},
    {"partly", WIRE_CASE_PARTLY},     {"not_granted", WIRE_CASE_NOT_GRANTED},
    {"updated", WIRE_CASE_UPDATED},   {NULL, WIRE_CASE_OTHER},
};

static const struct code effects[] = {
    {"against", WIRE_EFFECT_AGAINST},
    {"for", WIRE_EFFECT_FOR},
    {NULL, WIRE_EFFECT_NONE},
};

static const struct code sensitivities[] = {
    {"plain", WIRE_PLAIN},
    {"bank", WIRE_BANK},
    {NULL, WIRE_HEALTH},
};

/* The end of the list, named NULL, stands for every other name. */
static uint32_t value_of(const struct code *codes, const char *name)
{
    while (codes->name && strcmp(codes->name, name))
        codes++;
    return codes->value;
}

/* A member read; the first that is not what the contract says makes `wrong` true, and the
 * record is refused at the end. */
struct reading {
    bool wrong;
};

static const json_t *member(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_null(value) ? NULL : value;
}

static const char *string(struct reading *r, const json_t *object, const char *key)
{
    const json_t *value = member(object, key);
    if (value && !json_is_string(value))
        r->wrong = true;
    return json_is_string(value) ? json_string_value(value) : "";
}

static void words(struct reading *r, const json_t *object, const char *key, char *out, size_t size)
{
    const char *utf8 = string(r, object, key);
    if (text_copy(out, size, utf8, strlen(utf8)))
        r->wrong = true;
}

static void id(struct reading *r, const json_t *object, const char *key, char *out, size_t size)
{
    const char *code = string(r, object, key);
    if (text_copy_code(out, size, code, strlen(code)))
        r->wrong = true;
}

/* The text that tells a code this version does not know. */
static void told(struct reading *r, const json_t *object, const char *text_key,
                 const char *code_key, char *out, size_t size)
{
    words(r, object, text_key, out, size);
    if (!*out)
        words(r, object, code_key, out, size);
    if (!*out)
        r->wrong = true;
}

static int64_t integer(struct reading *r, const json_t *object, const char *key, int64_t most)
{
    const json_t *value = member(object, key);
    if (!value)
        return 0;
    if (!json_is_integer(value) || json_integer_value(value) < 0 ||
        json_integer_value(value) > most) {
        r->wrong = true;
        return 0;
    }
    return json_integer_value(value);
}

static int64_t instant(struct reading *r, const json_t *object, const char *key)
{
    int64_t at = 0;
    if (member(object, key) && instant_read(string(r, object, key), &at))
        r->wrong = true;
    return at;
}

static int32_t day(struct reading *r, const json_t *object, const char *key)
{
    int32_t at = 0;
    if (member(object, key) && instant_read_day(string(r, object, key), &at))
        r->wrong = true;
    return at;
}

static const json_t *list(struct reading *r, const json_t *object, const char *key)
{
    const json_t *value = member(object, key);
    if (value && !json_is_array(value))
        r->wrong = true;
    return value;
}

static bool decided(struct reading *r, const json_t *reason)
{
    const json_t *value = member(reason, "decisive");
    if (value && !json_is_boolean(value))
        r->wrong = true;
    return json_is_true(value);
}

#define WORDS(r, object, key, array) words(r, object, key, array, sizeof(array))
#define ID(r, object, key, array)    id(r, object, key, array, sizeof(array))

static void read_grounds(struct reading *r, const json_t *record, struct wire_breakdown *b)
{
    const json_t *grounds = list(r, record, "grounds"), *ground;
    size_t i;
    json_array_foreach(grounds, i, ground)
    {
        if (b->ground_count == WIRE_GROUNDS_MAX)
            break;
        struct wire_ground *g = &b->grounds[b->ground_count++];
        ID(r, ground, "code", g->code);
        told(r, ground, "text", "code", g->text, sizeof g->text);
        WORDS(r, ground, "evidence", g->evidence);
    }
}

static uint32_t ground_mask(struct reading *r, const json_t *reason, const struct wire_breakdown *b)
{
    const json_t *codes = list(r, reason, "grounds"), *code;
    uint32_t mask = 0;
    size_t i;
    json_array_foreach(codes, i, code)
    {
        if (!json_is_string(code)) {
            r->wrong = true;
            break;
        }
        for (uint32_t g = 0; g < b->ground_count; g++)
            if (!strcmp(b->grounds[g].code, json_string_value(code)))
                mask |= 1u << g;
    }
    return mask;
}

static void read_reason(struct reading *r, const json_t *reason, uint8_t programme,
                        struct wire_breakdown *b)
{
    struct wire_reason *out = &b->reasons[b->reason_count++];
    const char *sensitivity = string(r, reason, "sensitivity");
    ID(r, reason, "id", out->id);
    WORDS(r, reason, "kind", out->kind);
    told(r, reason, "title", "kind", out->title, sizeof out->title);
    WORDS(r, reason, "says", out->says);
    WORDS(r, reason, "source", out->source);
    WORDS(r, reason, "limit", out->limit);
    out->as_of_day = day(r, reason, "as_of");
    out->programme = programme;
    out->effect = (uint8_t)value_of(effects, string(r, reason, "effect"));
    out->sensitivity =
        *sensitivity ? (uint8_t)value_of(sensitivities, sensitivity) : (uint8_t)WIRE_PLAIN;
    out->decisive = decided(r, reason);
    out->grounds = ground_mask(r, reason, b);
}

/* Two rounds over all programmes: those that decided, then the rest while there is room. */
static void read_reasons(struct reading *r, const json_t *programmes, struct wire_breakdown *b)
{
    for (int round = 0; round < 2; round++)
        for (uint32_t p = 0; p < b->programme_count; p++) {
            const json_t *reasons = list(r, json_array_get(programmes, p), "reasons"), *reason;
            size_t i;
            json_array_foreach(reasons, i, reason)
            {
                if (b->reason_count == WIRE_REASONS_MAX)
                    return;
                if (decided(r, reason) == (round == 0))
                    read_reason(r, reason, (uint8_t)p, b);
            }
        }
}

static void read_programmes(struct reading *r, const json_t *programmes, struct wire_breakdown *b)
{
    const json_t *programme;
    size_t i;
    json_array_foreach(programmes, i, programme)
    {
        if (b->programme_count == WIRE_PROGRAMMES_MAX)
            break;
        struct wire_programme *p = &b->programmes[b->programme_count++];
        const json_t *window = member(programme, "objection");
        if (window && !json_is_object(window))
            r->wrong = true;
        ID(r, programme, "code", p->code);
        told(r, programme, "name", "code", p->name, sizeof p->name);
        p->verdict = value_of(verdicts, string(r, programme, "verdict"));
        told(r, programme, "verdict_text", "verdict", p->verdict_text, sizeof p->verdict_text);
        p->announced_day = day(r, programme, "announced_on");
        p->refresh_day = day(r, programme, "refresh_on");
        p->ended_day = day(r, programme, "ended_on");
        p->collect_by_day = day(r, programme, "collect_by");
        p->amount = integer(r, programme, "amount", 1000000000000);
        WORDS(r, programme, "stage", p->stage);
        WORDS(r, programme, "place", p->place);
        WORDS(r, programme, "account", p->account);
        p->queue_place = (uint32_t)integer(r, programme, "queue_place", 1000000000);
        WORDS(r, programme, "queue_band", p->queue_band);
        WORDS(r, programme, "missing_source", p->missing_source);
        p->objection_opens_at = instant(r, window, "opens_at");
        p->objection_closes_at = instant(r, window, "closes_at");
    }
}

static void read_case(struct reading *r, const json_t *entry, struct wire_case *c)
{
    const json_t *reasons = list(r, entry, "reasons"), *reason;
    size_t i;
    ID(r, entry, "number", c->number);
    WORDS(r, entry, "what", c->what);
    WORDS(r, entry, "ground", c->ground);
    c->state = value_of(states, string(r, entry, "state"));
    told(r, entry, "state_text", "state", c->state_text, sizeof c->state_text);
    c->expected_day = day(r, entry, "expected_on");
    c->accepted_at = instant(r, entry, "accepted_at");
    json_array_foreach(reasons, i, reason)
    {
        if (i == WIRE_CONTESTED_MAX)
            break;
        if (!json_is_string(reason) ||
            text_copy_code(c->reasons[i], WIRE_CODE, json_string_value(reason),
                           json_string_length(reason)))
            r->wrong = true;
    }
}

static void read_cases(struct reading *r, const json_t *record, struct wire_breakdown *b)
{
    const json_t *cases = list(r, record, "cases"), *entry;
    size_t i;
    json_array_foreach(cases, i, entry)
    {
        if (b->case_count == WIRE_CASES_MAX)
            break;
        read_case(r, entry, &b->cases[b->case_count++]);
    }
}

int breakdown_parse(const json_t *record, struct wire_breakdown *breakdown_out)
{
    struct reading r = {.wrong = false};
    struct wire_breakdown *b = calloc(1, sizeof *b);
    if (!b)
        return -ENOMEM;
    ID(&r, record, "subject", b->subject);
    WORDS(&r, record, "name", b->name);
    WORDS(&r, record, "address_as", b->address_as);
    WORDS(&r, record, "rules", b->rules);
    WORDS(&r, record, "declaration", b->declaration);
    b->made_at = instant(&r, record, "made_at");
    read_grounds(&r, record, b);
    const json_t *programmes = list(&r, record, "programmes");
    read_programmes(&r, programmes, b);
    read_reasons(&r, programmes, b);
    read_cases(&r, record, b);
    if (!b->programme_count)
        r.wrong = true;
    if (!r.wrong)
        *breakdown_out = *b;
    explicit_bzero(b, sizeof *b);
    free(b);
    return r.wrong ? -EBADMSG : 0;
}
