#include "rounds.h"

#include "calendar.h"
#include "hearing.h"
#include "payments.h"
#include "ranking.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
    AT_ONCE = 20000
}; /* families written in one transaction, so that the service gets in between */

/* One computation under way. */
struct computing {
    struct store *store;
    struct round round;
    int64_t keeping; /* round whose places are kept; 0: all are given anew */
    struct rules *rules;
    struct household *households;
    size_t count;
    struct seat *seats;   /* of one programme after the other: seats[programme * count + i] */
    enum source *missing; /* likewise */
    json_t *text;         /* of the rules */
};

static int64_t index_of(const struct computing *c, int64_t family)
{
    size_t low = 0, high = c->count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c->households[middle].family < family)
            low = middle + 1;
        else
            high = middle;
    }
    return low < c->count && c->households[low].family == family ? (int64_t)low : -1;
}

/* Marks those who received in a round: `mark` is set in their seats. */
static int mark_receivers(struct computing *c, int64_t round, size_t programme, bool *marks)
{
    struct store_rows *rows = NULL;
    int r =
        store_ask(c->store, &rows,
                  "SELECT family FROM result WHERE round = ? AND programme = ? AND verdict = ?",
                  "iti", round, c->rules->programmes[programme].code, (int64_t)VERDICT_RECEIVING);

    while (r == 0 && (r = store_next(rows)) == 1) {
        int64_t at = index_of(c, store_number(rows, 0));
        r = 0;
        if (at >= 0)
            marks[at] = true;
    }
    store_done(rows);
    return r;
}

static int judge_all(struct computing *c, size_t p, bool *received, bool *keeps)
{
    const struct programme *programme = &c->rules->programmes[p];
    struct seat *seats = c->seats + p * c->count;
    enum source *missing = c->missing + p * c->count;
    int r = mark_receivers(c, c->round.base, p, received);

    if (r == 0 && c->keeping)
        r = mark_receivers(c, c->keeping, p, keeps);
    for (size_t i = 0; r == 0 && i < c->count; i++) {
        missing[i] = SOURCES;
        seats[i].received = keeps[i];
        seats[i].verdict = rules_judge(programme, &c->households[i], c->round.computed_on,
                                       received[i] || keeps[i], &missing[i]);
    }
    if (r == 0)
        r = ranking_fill(c->rules, programme, c->round.computed_on, c->households, seats, c->count,
                         c->keeping != 0);
    return r;
}

static int put_family(struct computing *c, size_t i)
{
    int r = 0;

    for (size_t p = 0; r == 0 && p < c->rules->count; p++) {
        const struct programme *programme = &c->rules->programmes[p];
        const struct seat *seat = &c->seats[p * c->count + i];
        int64_t amount = seat->verdict == VERDICT_RECEIVING
                             ? rules_amount(programme, &c->households[i], c->round.computed_on)
                             : 0;

        r = store_run(c->store, "INSERT INTO result VALUES(?,?,?,?,?,?,?)", "iitiooi", c->round.id,
                      c->households[i].family, programme->code, (int64_t)seat->verdict, amount,
                      (int64_t)seat->place, (int64_t)c->missing[p * c->count + i]);
    }
    return r;
}

static int put_results(struct computing *c)
{
    int r = 0;

    for (size_t i = 0; r == 0 && i < c->count; i++) {
        if (i % AT_ONCE == 0)
            r = store_begin(c->store);
        if (r == 0)
            r = put_family(c, i);
        if (r == 0 && (i % AT_ONCE == AT_ONCE - 1 || i + 1 == c->count))
            r = store_commit(c->store);
    }
    if (r < 0)
        store_rollback(c->store);
    return r;
}

static int one_number(struct store_rows *rows, int64_t *out)
{
    int r = store_next(rows);

    if (r == 1)
        *out = store_number(rows, 0);
    store_done(rows);
    return r < 0 ? r : 0;
}

/* Results of rounds that are neither shown nor the base of one, a few at a time. */
static int forget(struct store *store)
{
    int64_t round = 0, stale = 0, last = 0;
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows, "SELECT max(id) FROM family", "");

    if (r == 0)
        r = one_number(rows, &last);
    for (;;) {
        if (r == 0)
            r = store_ask(store, &rows, "SELECT min(round) FROM result WHERE round > ?", "i",
                          round);
        if (r == 0)
            r = one_number(rows, &round);
        if (r < 0 || round == 0)
            return r;
        r = store_ask(store, &rows,
                      "SELECT NOT EXISTS(SELECT 1 FROM round WHERE id = ?1 OR base = ?1)", "i",
                      round);
        if (r == 0)
            r = one_number(rows, &stale);
        for (int64_t family = 0; r == 0 && stale && family <= last; family += AT_ONCE)
            r = store_run(store, "DELETE FROM result WHERE round = ? AND family BETWEEN ? AND ?",
                          "iii", round, family, family + AT_ONCE - 1);
    }
}

/* From here on it is the one that is shown; what no longer can be is forgotten. */
static int publish(struct computing *c)
{
    char *text = json_dumps(c->text, JSON_COMPACT);
    int r = text ? store_begin(c->store) : -ENOMEM;

    if (r == 0)
        r = store_run(c->store, "UPDATE round SET rules = ?, whole = 1 WHERE id = ?", "ti", text,
                      c->round.id);
    if (r == 0)
        r = store_run(c->store, "DELETE FROM round WHERE id <> ? AND id <> ?", "ii", c->round.id,
                      c->round.base);
    if (r == 0)
        r = store_commit(c->store);
    store_rollback(c->store);
    free(text);
    return r == 0 ? forget(c->store) : r;
}

static int compute(struct store *store, const char *folder, struct round round, int64_t keeping)
{
    struct computing c = {.store = store, .round = round, .keeping = keeping};
    bool *marks = NULL;
    char file[256];
    int r = -ENOMEM;

    c.rules = calloc(1, sizeof(*c.rules));
    if (!c.rules)
        goto out;
    r = rules_read(folder, round.computed_on, c.rules, file);
    if (r == 0)
        r = hearing_all(store, &c.households, &c.count);
    if (r < 0)
        goto out;
    r = -ENOMEM;
    c.text = rules_write(folder, c.rules);
    c.seats = calloc(c.rules->count * c.count + 1, sizeof(*c.seats));
    c.missing = calloc(c.rules->count * c.count + 1, sizeof(*c.missing));
    marks = calloc(2 * c.count + 1, sizeof(*marks));
    if (!c.text || !c.seats || !c.missing || !marks)
        goto out;
    r = 0;
    for (size_t p = 0; r == 0 && p < c.rules->count; p++) {
        memset(marks, 0, 2 * c.count * sizeof(*marks));
        r = judge_all(&c, p, marks, marks + c.count);
    }
    if (r == 0)
        r = store_run(store, "DELETE FROM round WHERE whole = 0", "");
    if (r == 0)
        r = store_run(store, "INSERT INTO round VALUES(?,?,?,?,?,'',0)", "iiiii", round.id,
                      round.base, (int64_t)round.computed_on, (int64_t)round.announced_on,
                      (int64_t)round.refresh_on);
    if (r == 0)
        r = store_run(store, "DELETE FROM result WHERE round = ?", "i", round.id);
    if (r == 0)
        r = put_results(&c);
    if (r == 0)
        r = publish(&c);
out:
    json_decref(c.text);
    free(marks);
    free(c.missing);
    free(c.seats);
    free(c.households);
    free(c.rules);
    return r;
}

int rounds_first(struct store *store, const char *folder, int32_t today, int32_t announced_on)
{
    struct round round = {.id = 2,
                          .base = 1, /* what was received before, written by the load */
                          .computed_on = today,
                          .announced_on = announced_on,
                          .refresh_on = calendar_add_months(announced_on, ROUNDS_MONTHS)};

    return compute(store, folder, round, 0);
}

int rounds_compute(struct store *store, const char *folder, int32_t today)
{
    struct round round;
    int64_t newest;
    int r = rounds_newest(store, &round);

    if (r < 0)
        return r;
    newest = round.id++;
    round.computed_on = today;
    return compute(store, folder, round, newest);
}

int rounds_refresh(struct store *store, const char *folder, int32_t today)
{
    struct round round;
    int r = rounds_newest(store, &round);

    if (r == 0)
        r = payments_close(store, &round);
    if (r < 0)
        return r;
    round.base = round.id++;
    round.computed_on = today;
    round.announced_on = calendar_add_days(today, ROUNDS_ANNOUNCED_DAYS);
    round.refresh_on = calendar_add_months(round.refresh_on, ROUNDS_MONTHS);
    return compute(store, folder, round, 0);
}

static struct round read_round(struct store_rows *rows)
{
    return (struct round){.id = store_number(rows, 0),
                          .base = store_number(rows, 1),
                          .computed_on = (int32_t)store_number(rows, 2),
                          .announced_on = (int32_t)store_number(rows, 3),
                          .refresh_on = (int32_t)store_number(rows, 4)};
}

int rounds_newest(struct store *store, struct round *round_out)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows,
                      "SELECT id, base, computed_on, announced_on, refresh_on FROM round"
                      " WHERE whole = 1 ORDER BY id DESC LIMIT 1",
                      "");

    if (r == 0 && (r = store_next(rows)) == 1) {
        *round_out = read_round(rows);
        r = 0;
    } else if (r == 0) {
        r = -ENOENT;
    }
    store_done(rows);
    return r;
}

int32_t rounds_announced(const struct round *round, const struct rules *rules, int district)
{
    return calendar_add_days(round->announced_on, rules->announced_later_days[district]);
}

int rounds_shown(struct store *store, int district, int32_t today, const struct rules *rules,
                 struct round *round_out)
{
    struct store_rows *rows = NULL;
    struct round newest = {0}, shown = {0};
    int r = store_ask(store, &rows,
                      "SELECT id, base, computed_on, announced_on, refresh_on FROM round"
                      " WHERE whole = 1 ORDER BY id DESC",
                      "");

    while (r == 0 && !shown.id && (r = store_next(rows)) == 1) {
        struct round round = read_round(rows);

        r = 0;
        round.announced_on = rounds_announced(&round, rules, district);
        if (!newest.id)
            newest = round;
        if (round.announced_on <= today)
            shown = round;
    }
    store_done(rows);
    if (r == 0 && !newest.id)
        r = -ENOENT;
    if (r == 0)
        *round_out = shown.id ? shown : newest;
    return r;
}

int rounds_rules(struct store *store, int64_t round, struct rules *rules_out)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows, "SELECT rules FROM round WHERE id = ?", "i", round);

    if (r == 0 && (r = store_next(rows)) == 1) {
        json_t *object = json_loads(store_text(rows, 0), 0, NULL);
        r = object ? rules_parse(object, rules_out) : -EUCLEAN;
        json_decref(object);
    } else if (r == 0) {
        r = -ENOENT;
    }
    store_done(rows);
    return r;
}
