#include "binding.h"

#include "bridge.h"
#include "field.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static int set_state(struct store *store, const char *number, const char *state)
{
    return store_run(store, "UPDATE binding SET state = ? WHERE number = ?", "tt", state, number);
}

/* The person of the NIK that an enrolment names; nobody when the chip's number is another's. */
static int find_person(struct store *store, const char *number, int64_t *person_out)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows,
                      "SELECT person.id FROM person JOIN binding ON binding.nik = person.nik"
                      " WHERE number = ? AND gone = 0 AND NOT EXISTS (SELECT 1 FROM card"
                      " WHERE card.uid = binding.uid AND card.person <> person.id)",
                      "t", number);

    if (r == 0)
        r = store_next(rows);
    if (r == 1)
        *person_out = store_number(rows, 0);
    store_done(rows);
    return r < 0 ? r : r == 1 ? 0 : -ENOENT;
}

/* The card is theirs from now on, in place of an older one, and the fingers with it. What was
 * enrolled is kept in one place. */
static int bind(struct store *store, const char *number, int64_t person)
{
    int r = store_run(store, "DELETE FROM card WHERE person = ?", "i", person);

    if (r == 0)
        r = store_run(store,
                      "INSERT INTO card SELECT uid, ?, photo_sha256 FROM binding WHERE number = ?",
                      "it", person, number);
    if (r == 0)
        r = store_run(store, "DELETE FROM template WHERE person = ?", "i", person);
    if (r == 0)
        r = store_run(store,
                      "INSERT INTO template SELECT ?, position, record FROM binding_template"
                      " WHERE number = ?",
                      "it", person, number);
    if (r == 0)
        r = store_run(store, "DELETE FROM binding_template WHERE number = ?", "t", number);
    return r == 0 ? set_state(store, number, "bound") : r;
}

static int match_one(struct store *store, const char *number, bool same)
{
    int64_t person = 0;
    int r = same ? find_person(store, number, &person) : -ENOENT;

    if (r == -ENOENT)
        return set_state(store, number, "differs");
    return r == 0 ? bind(store, number, person) : r;
}

/* Whether Dukcapil answers at all. */
static int ask_dukcapil(struct store *store, bool *up_out)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows, "SELECT state FROM source WHERE id = ?", "i",
                      (int64_t)SOURCE_DUKCAPIL);

    if (r == 0)
        r = store_next(rows);
    if (r == 1)
        *up_out = store_number(rows, 0) != SOURCE_DOWN;
    store_done(rows);
    return r < 0 ? r : 0;
}

/* The next that waits, and whether Dukcapil has the same photograph. Returns 1, 0 or -errno. */
static int next(struct store *store, char number_out[FIELD_CODE], bool *same_out)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows,
                      "SELECT number, dukcapil_photo.photo_sha256 IS binding.photo_sha256"
                      " FROM binding LEFT JOIN dukcapil_photo USING (nik)"
                      " WHERE state = 'waiting' ORDER BY received_at LIMIT 1",
                      "");

    if (r == 0)
        r = store_next(rows);
    if (r == 1) {
        snprintf(number_out, FIELD_CODE, "%s", store_text(rows, 0));
        *same_out = store_number(rows, 1) != 0;
    }
    store_done(rows);
    return r;
}

int binding_match(struct store *store)
{
    char number[FIELD_CODE];
    bool up = false, same = false;
    int r = ask_dukcapil(store, &up);

    while (r == 0 && up && (r = next(store, number, &same)) == 1)
        r = match_one(store, number, same);
    return r;
}

int binding_decide(struct store *store, const char *number, bool same)
{
    int64_t person = 0;
    int r = store_run(store,
                      "UPDATE binding SET state = 'refused' WHERE number = ?"
                      " AND state IN ('waiting', 'differs')",
                      "t", number);

    if (r == 0 && !store_changes(store))
        r = -ENOENT;
    if (r == 0 && same)
        r = find_person(store, number, &person);
    if (r == 0)
        r = same ? bind(store, number, person)
                 : store_run(store, "DELETE FROM binding_template WHERE number = ?", "t", number);
    return r;
}
