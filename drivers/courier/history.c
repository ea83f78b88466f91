#include "history.h"

#include "text.h"

#define RUPIAH_MOST 1000000000000

static const struct reading_name payment_states[] = {
    {"scheduled", WIRE_PAYMENT_SCHEDULED}, {"ready", WIRE_PAYMENT_READY},
    {"paid", WIRE_PAYMENT_PAID},           {"failed", WIRE_PAYMENT_FAILED},
    {"blocked", WIRE_PAYMENT_BLOCKED},     {NULL, WIRE_PAYMENT_OTHER},
};

static const struct reading_name case_states[] = {
    {"received", WIRE_CASE_RECEIVED}, {"checking", WIRE_CASE_CHECKING},
    {"visit", WIRE_CASE_VISIT},       {"granted", WIRE_CASE_GRANTED},
    {"partly", WIRE_CASE_PARTLY},     {"not_granted", WIRE_CASE_NOT_GRANTED},
    {"updated", WIRE_CASE_UPDATED},   {NULL, WIRE_CASE_OTHER},
};

void history_payments(struct reading *r, const json_t *programme, uint32_t index,
                      struct wire_breakdown *b)
{
    const json_t *payments = reading_list(r, programme, "payments"), *entry;
    size_t i;
    json_array_foreach(payments, i, entry)
    {
        if (b->payment_count == WIRE_PAYMENTS_MAX)
            break;
        struct wire_payment *p = &b->payments[b->payment_count++];
        p->programme = index;
        p->state = reading_code(payment_states, reading_string(r, entry, "state"));
        reading_told(r, entry, "state_text", "state", p->state_text, sizeof p->state_text);
        p->amount = reading_integer(r, entry, "amount", RUPIAH_MOST);
        p->day = reading_day(r, entry, "on");
        p->collect_by_day = reading_day(r, entry, "collect_by");
        READING_WORDS(r, entry, "stage", p->stage);
        READING_WORDS(r, entry, "place", p->place);
        READING_WORDS(r, entry, "account", p->account);
        READING_WORDS(r, entry, "advice", p->advice);
    }
}

static void read_contested(struct reading *r, const json_t *entry, struct wire_case *c)
{
    const json_t *reasons = reading_list(r, entry, "reasons"), *reason;
    size_t i;
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

static void read_stages(struct reading *r, const json_t *entry, struct wire_case *c)
{
    const json_t *stages = reading_list(r, entry, "stages"), *stage;
    size_t i, count = json_array_size(stages);
    json_array_foreach(stages, i, stage)
    {
        if (count - i > WIRE_STAGES_MAX)
            continue;
        struct wire_stage *s = &c->stages[c->stage_count++];
        s->at = reading_instant(r, stage, "at");
        s->state = reading_code(case_states, reading_string(r, stage, "state"));
        reading_told(r, stage, "state_text", "state", s->text, sizeof s->text);
    }
}

static void read_changes(struct reading *r, const json_t *entry, struct wire_case *c)
{
    const json_t *changes = reading_list(r, entry, "changes"), *change;
    size_t i;
    json_array_foreach(changes, i, change)
    {
        if (c->change_count == WIRE_CHANGES_MAX)
            break;
        struct wire_change *to = &c->changes[c->change_count++];
        READING_WORDS(r, change, "what", to->what);
        READING_WORDS(r, change, "before", to->before);
        READING_WORDS(r, change, "after", to->after);
    }
}

/* What a case may be used for; a word that this version does not know offers nothing. */
static uint32_t read_may(struct reading *r, const json_t *entry)
{
    static const struct reading_name names[] = {{"withdraw", WIRE_MAY_WITHDRAW},
                                                {"appeal", WIRE_MAY_APPEAL},
                                                {"complete", WIRE_MAY_COMPLETE},
                                                {NULL, 0}};
    const json_t *word;
    uint32_t may = 0;
    size_t i;
    json_array_foreach(reading_list(r, entry, "may"), i, word)
    {
        if (!json_is_string(word))
            r->wrong = true;
        else
            may |= reading_code(names, json_string_value(word));
    }
    return may;
}

static void read_case(struct reading *r, const json_t *entry, struct wire_case *c)
{
    READING_ID(r, entry, "number", c->number);
    if (reading_member(entry, "programme"))
        READING_ID(r, entry, "programme", c->programme);
    READING_WORDS(r, entry, "kind", c->kind);
    READING_WORDS(r, entry, "channel", c->channel);
    READING_WORDS(r, entry, "what", c->what);
    READING_WORDS(r, entry, "ground", c->ground);
    READING_WORDS(r, entry, "outcome", c->outcome);
    READING_WORDS(r, entry, "own_words", c->own_words);
    c->state = reading_code(case_states, reading_string(r, entry, "state"));
    reading_told(r, entry, "state_text", "state", c->state_text, sizeof c->state_text);
    c->expected_day = reading_day(r, entry, "expected_on");
    c->accepted_at = reading_instant(r, entry, "accepted_at");
    c->may = read_may(r, entry);
    read_contested(r, entry, c);
    read_stages(r, entry, c);
    read_changes(r, entry, c);
}

void history_cases(struct reading *r, const json_t *record, struct wire_breakdown *b)
{
    const json_t *cases = reading_list(r, record, "cases"), *entry;
    size_t i;
    json_array_foreach(cases, i, entry)
    {
        if (b->case_count == WIRE_CASES_MAX)
            break;
        read_case(r, entry, &b->cases[b->case_count++]);
    }
}

void history_openings(struct reading *r, const json_t *record, struct wire_breakdown *b)
{
    const json_t *openings = reading_list(r, record, "openings"), *entry;
    size_t i;
    json_array_foreach(openings, i, entry)
    {
        if (b->opening_count == WIRE_OPENINGS_MAX)
            break;
        struct wire_opening *o = &b->openings[b->opening_count++];
        o->at = reading_instant(r, entry, "at");
        o->own = reading_bool(r, entry, "own", false);
        READING_WORDS(r, entry, "place", o->place);
        READING_WORDS(r, entry, "helper", o->helper);
        READING_WORDS(r, entry, "witness", o->witness);
    }
}
