#include "checks.h"

#include <errno.h>

/* What is older than a day is of no use to anybody. */
static int forget(const struct request *request)
{
    return store_run(request->desk->store, "DELETE FROM finger_check WHERE at <= ?", "i",
                     request->now + request->offset - CHECKS_DAY_S);
}

int checks_whose(struct store *store, const struct subject *subject, const struct person *person,
                 char whose_out[CHECKS_WHOSE])
{
    struct store_rows *rows = NULL;
    int r;

    if (subject->nik[0]) {
        snprintf(whose_out, CHECKS_WHOSE, "%s", subject->nik);
        return 0;
    }
    r = store_ask(store, &rows, "SELECT nik FROM person WHERE id = ?", "i", person->id);
    if (r == 0)
        r = store_next(rows);
    if (r == 1)
        snprintf(whose_out, CHECKS_WHOSE, "%s", store_text(rows, 0));
    store_done(rows);
    return r == 1 ? 0 : r < 0 ? r : -ENOENT;
}

static int count(struct store *store, const char *whose, int64_t *count_out)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows,
                      "SELECT count(*) FROM finger_check WHERE nik = ? AND matched_at IS NULL", "t",
                      whose);

    if (r == 0)
        r = store_next(rows);
    if (r == 1)
        *count_out = store_number(rows, 0);
    store_done(rows);
    return r < 0 ? r : 0;
}

int checks_take(const struct request *request, const char *whose)
{
    struct store *store = request->desk->store;
    int64_t taken = 0;
    int r = forget(request);

    if (r == 0)
        r = count(store, whose, &taken);
    if (r == 0 && taken >= CHECKS_A_DAY)
        r = -EDQUOT;
    if (r == 0)
        r = store_run(store, "INSERT INTO finger_check VALUES(?,?,?,NULL)", "tti", whose,
                      request->sender, request->now + request->offset);
    return r;
}

int checks_matched(const struct request *request, const char *whose, int64_t at)
{
    return store_run(request->desk->store,
                     "UPDATE finger_check SET matched_at = ?1 WHERE rowid = (SELECT rowid"
                     " FROM finger_check WHERE nik = ?2 AND sender = ?3 AND matched_at IS"
                     " NULL AND rowid > (SELECT coalesce(max(rowid), 0) FROM finger_check"
                     " WHERE nik = ?2 AND sender = ?3 AND matched_at = ?1)"
                     " ORDER BY abs(at - ?4) LIMIT 1)",
                     "itti", at, whose, request->sender, at + request->offset);
}

int checks_matched_by(const struct request *request, const struct subject *subject,
                      const struct person *person)
{
    char whose[CHECKS_WHOSE];
    int r;

    if (!subject->score_class)
        return 0;
    r = checks_whose(request->desk->store, subject, person, whose);
    if (r == 0)
        r = checks_matched(request, whose, subject->verified_at);
    return r == -ENOENT ? 0 : r;
}

int checks_forgive(struct store *store)
{
    return store_run(store, "DELETE FROM finger_check", "");
}
