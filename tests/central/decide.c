#include "decide.h"

#include "calendar.h"
#include "facts.h"
#include "families.h"
#include "family.h"
#include "filings.h"
#include "payments.h"
#include "reasons.h"
#include "villages.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
    DECILE = 1000, /* of welfare: what a corrected household is lowered by */
    POWER_LOWER_VA = 900,
    CASE_REASONS = 8,
};

/* One correction under way. */
struct correcting {
    struct store *store;
    const struct decision *decision;
    struct filing_case filed;
    int64_t now;
    bool corrected;
};

static int read_value(struct store *store, int64_t family, enum fact fact, int64_t *value_out)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows, "SELECT value FROM record WHERE family = ? AND fact = ?", "ii",
                      family, (int64_t)fact);

    if (r == 0)
        r = store_next(rows);
    if (r >= 0)
        *value_out = r == 1 ? store_number(rows, 0) : 0;
    store_done(rows);
    return r < 0 ? r : 0;
}

static int note(struct correcting *c, const char *what, int64_t before, int64_t after)
{
    c->corrected = true;
    return store_run(c->store, "INSERT INTO correction VALUES(?,?,?,?,?,?)", "tiitii",
                     c->filed.number, c->now, c->filed.family, what, before, after);
}

/* What the record becomes when the ground is right. */
static int64_t corrected_value(enum fact fact, const char *ground, int64_t before)
{
    if (fact == FACT_WELFARE)
        return before > DECILE ? before - DECILE : 1;
    if (fact == FACT_POWER)
        return before > POWER_LOWER_VA ? POWER_LOWER_VA : before;
    if (fact == FACT_WAGE && strcmp(ground, "wage_lower") == 0)
        return before / 2;
    return 0;
}

/* `value` -1: what the ground says. */
static int correct_fact(struct correcting *c, enum fact fact, const char *ground, int64_t value)
{
    int64_t before, after;
    int r = read_value(c->store, c->filed.family, fact, &before);

    if (r < 0)
        return r;
    after = value >= 0 ? value : corrected_value(fact, ground, before);
    r = store_run(c->store,
                  "INSERT INTO record VALUES(?1,?2,?3,0,?4)"
                  " ON CONFLICT(family, fact) DO UPDATE SET value = ?3, as_of = ?4",
                  "iiii", c->filed.family, (int64_t)fact, after, (int64_t)calendar_day(c->now));
    return r == 0 ? note(c, fact_cards[fact].key, before, after) : r;
}

/* Marks a member as gone: given by position, else by the name in the report. */
static int remove_member(struct correcting *c, enum family_gone gone)
{
    struct store_rows *rows = NULL;
    int64_t person = -1;
    int r = store_ask(c->store, &rows, "SELECT id, name FROM person WHERE family = ? AND gone = 0",
                      "i", c->filed.family);

    while (r == 0 && (r = store_next(rows)) == 1) {
        int64_t id = store_number(rows, 0);
        r = 0;
        if (c->decision->member ? id % HOUSEHOLD_MEMBERS == c->decision->member - 1
                                : strcasecmp(store_text(rows, 1), c->filed.detail) == 0)
            person = id;
    }
    store_done(rows);
    if (r == 0 && person < 0)
        r = -ENOENT;
    if (r == 0)
        r = store_run(c->store, "UPDATE person SET gone = ? WHERE id = ?", "ii", (int64_t)gone,
                      person);
    /* Dukcapil tells DTSEN, which counts again. */
    if (r == 0)
        r = store_run(c->store,
                      "UPDATE record SET value = (SELECT count(*) FROM person WHERE family = ?1"
                      " AND gone = 0) WHERE family = ?1 AND fact IN (?2, ?3)",
                      "iii", c->filed.family, (int64_t)FACT_MEMBERS, (int64_t)FACT_MEMBERS_DTSEN);
    return r == 0 ? note(c, gone == GONE_DIED ? "died" : "moved", 0, person) : r;
}

static int acknowledge_disaster(struct correcting *c)
{
    int32_t until = calendar_add_months(calendar_day(c->now), DECIDE_DISASTER_MONTHS);
    int r = store_run(c->store, "UPDATE family SET disaster_until = ? WHERE id = ?", "ii",
                      (int64_t)until, c->filed.family);

    return r == 0 ? note(c, "disaster", 0, until) : r;
}

/* A household whose card nobody knew becomes one, where the pilot is. */
static int register_family(struct correcting *c)
{
    struct families_visit visit = {.nik = c->decision->nik,
                                   .name = c->decision->name,
                                   .welfare = c->decision->value,
                                   .village = VILLAGES_KEMIREN,
                                   .today = calendar_day(c->now)};
    int r = c->filed.family ? store_run(c->store, "UPDATE family SET registered = 1 WHERE id = ?",
                                        "i", c->filed.family)
                            : families_found(c->store, c->filed.number, &visit, &c->filed.family);

    return r == 0 ? note(c, "registered", 0, 1) : r;
}

/* One record a case is about. */
struct contested {
    enum fact fact;
    char ground[FIELD_CODE];
};

/* What is on no record, or not of a source, is for the household to be weighed anew. */
static void list_fact(struct correcting *c, const char *reason, const char *ground,
                      struct contested list[CASE_REASONS], size_t *count)
{
    enum fact fact = FACT_WELFARE;

    if (reasons_fact(reason, c->filed.programme, &fact) != 0)
        fact = FACT_WELFARE;
    for (size_t i = 0; i < *count; i++) {
        if (list[i].fact == fact)
            return;
    }
    if (*count == CASE_REASONS)
        return;
    list[*count].fact = fact;
    snprintf(list[(*count)++].ground, FIELD_CODE, "%s", ground);
}

static int is_corrected(struct store *store, const char *number, enum fact fact)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows, "SELECT 1 FROM correction WHERE number = ? AND fact = ?", "tt",
                      number, fact_cards[fact].key);

    if (r == 0)
        r = store_next(rows);
    store_done(rows);
    return r;
}

/* The records contested in case `number`, but for those it corrected already, which an appeal
 * leaves as they are; in part: the first of them. A given value is the first one's. */
static int correct_reasons(struct correcting *c, const char *number)
{
    struct contested list[CASE_REASONS];
    struct store_rows *rows = NULL;
    size_t count = 0, corrected = 0;
    int r = store_ask(c->store, &rows,
                      "SELECT reason, ground FROM filing_reason WHERE number = ? ORDER BY position",
                      "t", number);

    while (r == 0 && (r = store_next(rows)) == 1) {
        list_fact(c, store_text(rows, 0), store_text(rows, 1), list, &count);
        r = 0;
    }
    store_done(rows);
    for (size_t i = 0; r == 0 && i < count; i++) {
        r = is_corrected(c->store, number, list[i].fact);
        if (r == 0 && !(corrected && strcmp(c->decision->state, "partly") == 0))
            r = correct_fact(c, list[i].fact, list[i].ground,
                             corrected++ ? -1 : c->decision->value);
        else if (r > 0)
            r = 0;
    }
    return r;
}

/* What was on record as paid did not arrive. */
static int correct_payment(struct correcting *c)
{
    int r = payments_record(c->store, c->filed.family, c->filed.programme, "failed",
                            calendar_day(c->now));

    return r == 0 ? note(c, "payment", 1, 0) : r;
}

static int correct_objection(struct correcting *c, const char *number)
{
    if (strcmp(c->filed.ground, "not_received") == 0)
        return correct_payment(c);
    if (strcmp(c->filed.ground, "disaster") == 0)
        return acknowledge_disaster(c);
    if ((strcmp(c->filed.ground, "died") == 0 || strcmp(c->filed.ground, "moved") == 0) &&
        c->decision->member > 0)
        return remove_member(c, strcmp(c->filed.ground, "died") == 0 ? GONE_DIED : GONE_MOVED);
    return correct_reasons(c, number);
}

/* An appeal is about what its first case was about. */
static int correct_appeal(struct correcting *c)
{
    struct store_rows *rows = NULL;
    char first[FILINGS_NUMBER] = "", appeal[FILINGS_NUMBER];
    int r = store_ask(c->store, &rows, "SELECT appeals FROM filing WHERE number = ?", "t",
                      c->filed.number);

    if (r == 0 && (r = store_next(rows)) == 1) {
        snprintf(first, sizeof(first), "%s", store_text(rows, 0));
        r = 0;
    }
    store_done(rows);
    memcpy(appeal, c->filed.number, sizeof(appeal));
    if (r == 0)
        r = filings_read(c->store, first, &c->filed);
    memcpy(c->filed.number, appeal, sizeof(appeal));
    return r == 0 ? correct_objection(c, first) : r;
}

static int correct(struct correcting *c)
{
    const char *kind = c->filed.kind;

    if (strcmp(kind, "objection") == 0)
        return correct_objection(c, c->filed.number);
    if (strcmp(kind, "appeal") == 0)
        return correct_appeal(c);
    if (strcmp(kind, "death") == 0)
        return remove_member(c, GONE_DIED);
    if (strcmp(kind, "move") == 0)
        return remove_member(c, GONE_MOVED);
    if (strcmp(kind, "disaster") == 0)
        return acknowledge_disaster(c);
    if (strcmp(kind, "registration") == 0 || strcmp(kind, "missed_household") == 0)
        return register_family(c);
    return 0;
}

int decide(struct store *store, const struct decision *decision, int64_t now, bool *corrected_out)
{
    static const char *const steps[] = {"checking", "visit", "granted", "partly", "not_granted"};
    struct correcting c = {.store = store, .decision = decision, .now = now};
    size_t step = 0;
    int r = store_begin(store);

    while (step < 5 && strcmp(steps[step], decision->state) != 0)
        step++;
    if (r == 0)
        r = filings_read(store, decision->number, &c.filed);
    if (r == 0 &&
        (step == 5 || !filings_is_open(c.filed.state) || (step >= 2 && !decision->reason)))
        r = -EINVAL;
    if (r == 0 && (step == 2 || step == 3))
        r = correct(&c);
    if (r == 0)
        r = filings_move(store, decision->number, decision->state,
                         step >= 2 ? decision->reason : NULL, now);
    if (r == 0)
        r = store_commit(store);
    store_rollback(store);
    if (r == 0)
        *corrected_out = c.corrected;
    return r;
}

int decide_updated(struct store *store, const char *number, int64_t now)
{
    return filings_move(store, number, "updated", NULL, now);
}
