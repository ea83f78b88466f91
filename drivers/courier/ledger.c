#include "ledger.h"

#include "database.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PATH = 4096, WHAT = 48, DAY_S = 24 * 60 * 60 };

static const char version_1[] = "CREATE TABLE IF NOT EXISTS count(day INTEGER NOT NULL,"
                                " what TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(day, what));";
static const struct database_schema schema = {(const char *const[]){version_1}, 1};

void ledger_init(struct ledger *l, const char *directory)
{
    *l = (struct ledger){.directory = directory};
}

void ledger_close(struct ledger *l)
{
    sqlite3_close(l->db);
    l->db = NULL;
}

/* YYYYMMDD where this kiosk stands. */
static int32_t day_of(int64_t at)
{
    time_t time = (time_t)at;
    struct tm tm;
    if (!localtime_r(&time, &tm))
        return 0;
    return (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
}

/* A damaged one is begun anew: nobody loses a right by it. */
static int open_file(struct ledger *l)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    char path[PATH], beside[PATH + 8];
    int result;
    if (l->db)
        return 0;
    snprintf(path, sizeof path, "%s/ledger.db", l->directory);
    result = database_open(path, &schema, &l->db);
    if (result != -EUCLEAN)
        return result;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(beside, sizeof beside, "%s%s", path, endings[i]);
        unlink(beside);
    }
    return database_open(path, &schema, &l->db);
}

static int add(struct ledger *l, const char *what, int64_t now, int64_t *count_out)
{
    sqlite3_stmt *s = NULL;
    int result = open_file(l);
    if (!result)
        result = database_prepare(l->db,
                                  "INSERT INTO count VALUES(?1, ?2, 1) ON CONFLICT(day, what)"
                                  " DO UPDATE SET n = n + 1 RETURNING n",
                                  day_of(now), &s);
    if (result)
        return result;
    sqlite3_bind_text(s, 2, what, -1, SQLITE_TRANSIENT);
    result = database_number(s, count_out);
    if (result)
        ledger_close(l);
    return result;
}

static int sum(struct ledger *l, const char *what, int32_t since, int32_t until, int64_t *sum_out)
{
    sqlite3_stmt *s = NULL;
    int result =
        database_prepare(l->db,
                         "SELECT coalesce(sum(n), 0) FROM count WHERE day BETWEEN ?1 AND ?3"
                         " AND what = ?2",
                         since, &s);
    if (result)
        return result;
    sqlite3_bind_text(s, 2, what, -1, SQLITE_TRANSIENT);
    sqlite3_bind_int64(s, 3, until);
    return database_number(s, sum_out);
}

static int sum_slips(struct ledger *l, int32_t since, int32_t until, int64_t *sum_out)
{
    sqlite3_stmt *s = NULL;
    int result = database_prepare(l->db,
                                  "SELECT coalesce(sum(n), 0) FROM count WHERE day BETWEEN ?1 AND"
                                  " ?2 AND what GLOB 'slip *'",
                                  since, &s);
    if (result)
        return result;
    sqlite3_bind_int64(s, 2, until);
    return database_number(s, sum_out);
}

static int forget(struct ledger *l, int64_t now)
{
    sqlite3_stmt *s = NULL;
    int result = database_prepare(l->db, "DELETE FROM count WHERE day < ?1",
                                  day_of(now - (int64_t)WIRE_COUNTS_DAYS * DAY_S), &s);
    return result ? result : database_run(s);
}

static int count(struct ledger *l, const char *what, int64_t now)
{
    int64_t counted;
    return add(l, what, now, &counted);
}

/* Whose visit it is; NULL for what tells nothing of one, or is nobody's. */
static const struct wire_help *help_of(const struct wire_packet *packet, bool *visits_out)
{
    const union wire_body *b = &packet->body;
    *visits_out = true;
    if (packet->header.type == WIRE_QUERY)
        return &b->query.subject.help;
    if (packet->header.type == WIRE_FILING && b->filing.kind != WIRE_FILING_COMPLAINT &&
        b->filing.kind != WIRE_FILING_RATING)
        return &b->filing.subject.help;
    *visits_out = packet->header.type == WIRE_TEMPLATES_ASK || packet->header.type == WIRE_ATTEMPT;
    return NULL;
}

int ledger_asked(struct ledger *l, const struct wire_packet *packet, int64_t now)
{
    bool visits;
    const struct wire_help *help = help_of(packet, &visits);
    int result = 0;
    if (visits && l->visit != packet->header.visit) {
        l->visit = packet->header.visit;
        l->help = WIRE_HELP_NONE;
        result = count(l, "visit", now);
    }
    if (!result && help && help->kind && help->kind != l->help) {
        l->help = help->kind;
        result = count(l, help->kind == WIRE_HELP_ATTENDED ? "attended" : "assisted", now);
    }
    return result;
}

int ledger_filed(struct ledger *l, enum wire_filing_kind kind, int64_t now)
{
    switch (kind) {
    case WIRE_FILING_OBJECTION:
    case WIRE_FILING_PROVISIONAL:
    case WIRE_FILING_WITHDRAWAL:
    case WIRE_FILING_APPEAL:
        return count(l, "objection", now);
    case WIRE_FILING_REPORT:
        return count(l, "report", now);
    case WIRE_FILING_COMPLAINT:
    case WIRE_FILING_RATING:
    case WIRE_FILINGS:
        break;
    }
    return 0;
}

int ledger_enrolled(struct ledger *l, int64_t now)
{
    return count(l, "enrolment", now);
}

/* By name: numbers change from version to version. */
static void name_trouble(uint32_t fault, char what_out[WHAT])
{
    snprintf(what_out, WHAT, "trouble %s", wire_fault_name(fault));
}

int ledger_troubled(struct ledger *l, enum wire_fault fault, int64_t now)
{
    char what[WHAT];
    name_trouble(fault, what);
    return count(l, what, now);
}

static uint32_t told(int64_t n)
{
    return n <= 0 ? 0 : n < WIRE_FEW ? 1 : (uint32_t)n;
}

int ledger_counts(struct ledger *l, const struct wire_counts_ask *ask, uint32_t waiting,
                  int64_t now, struct wire_counts *counts_out)
{
    struct wire_counts c = {.since_day = day_of(now - (int64_t)(ask->days - 1) * DAY_S),
                            .until_day = day_of(now),
                            .waiting = told(waiting)};
    const struct {
        const char *what;
        uint32_t *count;
    } counted[] = {
        {"visit", &c.visits},         {"assisted", &c.assisted},    {"attended", &c.attended},
        {"enrolment", &c.enrolments}, {"objection", &c.objections}, {"report", &c.reports},
    };
    int64_t n = 0;
    int result = open_file(l);
    if (!result)
        result = forget(l, now);
    for (size_t i = 0; !result && i < sizeof counted / sizeof *counted; i++) {
        result = sum(l, counted[i].what, c.since_day, c.until_day, &n);
        *counted[i].count = told(n);
    }
    if (!result)
        result = sum_slips(l, c.since_day, c.until_day, &n);
    c.slips = told(n);
    for (uint32_t fault = 1; !result && fault < WIRE_FAULTS; fault++) {
        char what[WHAT];
        name_trouble(fault, what);
        result = sum(l, what, c.since_day, c.until_day, &n);
        c.troubles[fault] = told(n);
    }
    if (result)
        ledger_close(l);
    else
        *counts_out = c;
    return result;
}

/* "slip first 09": how many of a kind there are for an hour. */
static void name_slip(uint32_t first, uint32_t hour, char what_out[WHAT])
{
    snprintf(what_out, WHAT, "slip %s %02u", first ? "first" : "other", hour);
}

int ledger_slip(struct ledger *l, const struct wire_slip_ask *ask, int64_t now,
                struct wire_slip *slip_out)
{
    uint32_t hour = ask->from_hour;
    int32_t today = day_of(now);
    int64_t taken = 0, number = 0;
    char what[WHAT];
    int result = open_file(l);
    for (; !result; hour++) {
        name_slip(ask->first, hour, what);
        result = sum(l, what, today, today, &taken);
        if (taken < ask->places || hour == ask->last_hour)
            break;
    }
    if (!result)
        result = add(l, what, now, &taken);
    if (!result)
        result = sum_slips(l, today, today, &number);
    if (!result)
        *slip_out =
            (struct wire_slip){.number = (uint32_t)number, .hour = hour, .first = ask->first};
    return result;
}

int ledger_answer(struct ledger *l, const struct wire_packet *packet, uint32_t waiting, int64_t now,
                  enum wire_type *type_out, union wire_body *body_out)
{
    const union wire_body *b = &packet->body;
    if (packet->header.type == WIRE_SLIP_ASK) {
        *type_out = WIRE_SLIP;
        return ledger_slip(l, &b->slip_ask, now, &body_out->slip);
    }
    *type_out = WIRE_COUNTS;
    return ledger_counts(l, &b->counts_ask, waiting, now, &body_out->counts);
}
