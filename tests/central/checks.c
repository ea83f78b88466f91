#include "checks.h"

#include <errno.h>

/* What is older than a day is of no use to anybody. */
static int forget(const struct request *request)
{
    return store_run(request->desk->store, "DELETE FROM finger_check WHERE at <= ?", "i",
                     request->now + request->offset - CHECKS_DAY_S);
}

static int find_nik(struct store *store, const struct subject *subject, const struct person *person,
                    char nik_out[FIELD_CODE])
{
    struct store_rows *rows = NULL;
    int r;

    if (subject->nik[0]) {
        snprintf(nik_out, FIELD_CODE, "%s", subject->nik);
        return 0;
    }
    r = store_ask(store, &rows, "SELECT nik FROM person WHERE id = ?", "i", person->id);
    if (r == 0)
        r = store_next(rows);
    if (r == 1)
        snprintf(nik_out, FIELD_CODE, "%s", store_text(rows, 0));
    store_done(rows);
    return r == 1 ? 0 : r < 0 ? r : -ENOENT;
}

static int count(struct store *store, const char *nik, int64_t *count_out)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows,
                      "SELECT count(*) FROM finger_check WHERE nik = ? AND matched_at IS NULL", "t",
                      nik);

    if (r == 0)
        r = store_next(rows);
    if (r == 1)
        *count_out = store_number(rows, 0);
    store_done(rows);
    return r < 0 ? r : 0;
}

int checks_take(const struct request *request, const struct subject *subject,
                const struct person *person)
{
    struct store *store = request->desk->store;
    char nik[FIELD_CODE];
    int64_t taken = 0;
    int r = find_nik(store, subject, person, nik);

    if (r == 0)
        r = forget(request);
    if (r == 0)
        r = count(store, nik, &taken);
    if (r == 0 && taken >= CHECKS_A_DAY)
        r = -EDQUOT;
    if (r == 0)
        r = store_run(store, "INSERT INTO finger_check VALUES(?,?,?,NULL)", "tti", nik,
                      request->sender, request->now + request->offset);
    return r;
}

int checks_matched(const struct request *request, const struct subject *subject,
                   const struct person *person)
{
    struct store *store = request->desk->store;
    char nik[FIELD_CODE];
    int r;

    if (!subject->score_class)
        return 0;
    r = find_nik(store, subject, person, nik);
    if (r == -ENOENT)
        return 0;
    return r < 0 ? r
                 : store_run(store,
                             "UPDATE finger_check SET matched_at = ?1 WHERE rowid = (SELECT rowid"
                             " FROM finger_check WHERE nik = ?2 AND sender = ?3 AND matched_at IS"
                             " NULL AND rowid > (SELECT coalesce(max(rowid), 0) FROM finger_check"
                             " WHERE nik = ?2 AND sender = ?3 AND matched_at = ?1)"
                             " ORDER BY abs(at - ?4) LIMIT 1)",
                             "itti", subject->verified_at, nik, request->sender,
                             subject->verified_at + request->offset);
}

int checks_forgive(struct store *store)
{
    return store_run(store, "DELETE FROM finger_check", "");
}
