#include "breakdown.h"

#include "grounds.h"
#include "history.h"
#include "reading.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const struct reading_name verdicts[] = {
    {"not_announced", WIRE_VERDICT_NOT_ANNOUNCED},
    {"receiving", WIRE_VERDICT_RECEIVING},
    {"queued", WIRE_VERDICT_QUEUED},
    {"not_eligible", WIRE_VERDICT_NOT_ELIGIBLE},
    {"no_longer", WIRE_VERDICT_NO_LONGER},
    {"not_registered", WIRE_VERDICT_NOT_REGISTERED},
    {"incomplete", WIRE_VERDICT_INCOMPLETE},
    {NULL, WIRE_VERDICT_OTHER},
};

static const struct reading_name effects[] = {
    {"against", WIRE_EFFECT_AGAINST},
    {"for", WIRE_EFFECT_FOR},
    {NULL, WIRE_EFFECT_NONE},
};

static const struct reading_name sensitivities[] = {
    {"plain", WIRE_PLAIN},
    {"bank", WIRE_BANK},
    {NULL, WIRE_HEALTH},
};

static bool decided(struct reading *r, const json_t *reason)
{
    return reading_bool(r, reason, "decisive", false);
}

static uint32_t ground_mask(struct reading *r, const json_t *reason, const struct wire_breakdown *b)
{
    const json_t *codes = reading_list(r, reason, "grounds"), *code;
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

/* Whatever the service sent beside institution and kind of another member's sensitive fact. */
static void withhold(struct wire_reason *reason)
{
    memset(reason->says, 0, sizeof reason->says);
    memset(reason->limit, 0, sizeof reason->limit);
    memset(reason->owner, 0, sizeof reason->owner);
    memset(reason->corrector, 0, sizeof reason->corrector);
    reason->as_of_day = 0;
}

static void read_reason(struct reading *r, const json_t *reason, uint8_t programme,
                        struct wire_breakdown *b)
{
    struct wire_reason *out = &b->reasons[b->reason_count++];
    const char *sensitivity = reading_string(r, reason, "sensitivity");
    READING_ID(r, reason, "id", out->id);
    READING_WORDS(r, reason, "kind", out->kind);
    reading_told(r, reason, "title", "kind", out->title, sizeof out->title);
    READING_WORDS(r, reason, "says", out->says);
    READING_WORDS(r, reason, "source", out->source);
    READING_WORDS(r, reason, "limit", out->limit);
    READING_WORDS(r, reason, "owner", out->owner);
    READING_WORDS(r, reason, "corrector", out->corrector);
    out->as_of_day = reading_day(r, reason, "as_of");
    out->programme = programme;
    out->effect = (uint8_t)reading_code(effects, reading_string(r, reason, "effect"));
    out->sensitivity =
        *sensitivity ? (uint8_t)reading_code(sensitivities, sensitivity) : (uint8_t)WIRE_PLAIN;
    out->decisive = decided(r, reason);
    out->grounds = ground_mask(r, reason, b);
    out->withheld = reading_bool(r, reason, "withheld", false);
    if (out->withheld)
        withhold(out);
}

/* Two rounds over all programmes: those that decided, then the rest while there is room. */
static void read_reasons(struct reading *r, const json_t *programmes, struct wire_breakdown *b)
{
    for (int round = 0; round < 2; round++)
        for (uint32_t p = 0; p < b->programme_count; p++) {
            const json_t *reasons = reading_list(r, json_array_get(programmes, p), "reasons"),
                         *reason;
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
        const json_t *window = reading_object(r, programme, "objection");
        READING_ID(r, programme, "code", p->code);
        reading_told(r, programme, "name", "code", p->name, sizeof p->name);
        p->verdict = reading_code(verdicts, reading_string(r, programme, "verdict"));
        reading_told(r, programme, "verdict_text", "verdict", p->verdict_text,
                     sizeof p->verdict_text);
        p->announced_day = reading_day(r, programme, "announced_on");
        p->refresh_day = reading_day(r, programme, "refresh_on");
        p->ended_day = reading_day(r, programme, "ended_on");
        p->collect_by_day = reading_day(r, programme, "collect_by");
        p->amount = reading_integer(r, programme, "amount", 1000000000000);
        READING_WORDS(r, programme, "stage", p->stage);
        READING_WORDS(r, programme, "place", p->place);
        READING_WORDS(r, programme, "account", p->account);
        p->queue_place = (uint32_t)reading_integer(r, programme, "queue_place", 1000000000);
        p->queue_before = (uint32_t)reading_integer(r, programme, "queue_before", 1000000000);
        READING_WORDS(r, programme, "queue_band", p->queue_band);
        READING_WORDS(r, programme, "missing_source", p->missing_source);
        p->objection_opens_at = reading_instant(r, window, "opens_at");
        p->objection_closes_at = reading_instant(r, window, "closes_at");
        p->may_object = window && reading_bool(r, window, "own", true);
        READING_WORDS(r, window, "objectors", p->objectors);
        READING_WORDS(r, programme, "rules", p->rules);
        history_payments(r, programme, b->programme_count - 1, b);
    }
}

int breakdown_parse(const json_t *record, struct wire_breakdown *breakdown_out)
{
    struct reading r = {.wrong = false};
    struct wire_breakdown *b = calloc(1, sizeof *b);
    if (!b)
        return -ENOMEM;
    READING_ID(&r, record, "subject", b->subject);
    READING_WORDS(&r, record, "name", b->name);
    READING_WORDS(&r, record, "address_as", b->address_as);
    READING_WORDS(&r, record, "rules", b->rules);
    READING_WORDS(&r, record, "declaration", b->declaration);
    b->made_at = reading_instant(&r, record, "made_at");
    grounds_read(&r, record, b->grounds, &b->ground_count);
    const json_t *programmes = reading_list(&r, record, "programmes");
    read_programmes(&r, programmes, b);
    read_reasons(&r, programmes, b);
    history_cases(&r, record, b);
    history_openings(&r, record, b);
    if (!b->programme_count)
        r.wrong = true;
    if (!r.wrong)
        *breakdown_out = *b;
    explicit_bzero(b, sizeof *b);
    free(b);
    return r.wrong ? -EBADMSG : 0;
}
