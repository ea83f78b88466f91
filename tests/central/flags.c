/* The command that shows what somebody has to look at, of the help at kiosks. */
#include "commands.h"
#include "policy.h"
#include "stage.h"
#include "store.h"

#include <inttypes.h>
#include <stdio.h>

/* A day is one of the villages' time. */
#define DAY "date(at + 25200, 'unixepoch')"

/* Visits of each helper and day; several openings of one family are one. */
static int show_help(struct store *store)
{
    struct store_rows *rows = NULL;
    struct policy policy;
    int r = policy_read(store, &policy);

    if (r == 0)
        r = store_ask(store, &rows,
                      "SELECT " DAY " AS day, sender, helper, assurance = 'attended' AS attended,"
                      " count(DISTINCT person) AS visits FROM access"
                      " WHERE helper IS NOT NULL AND action = 'search'"
                      " GROUP BY day, sender, helper, attended"
                      " HAVING visits > CASE attended WHEN 1 THEN ? ELSE ? END"
                      " ORDER BY day, sender, helper",
                      "ii", policy.flag_attended, policy.flag_assisted);
    while (r == 0 && (r = store_next(rows)) == 1) {
        r = 0;
        printf("%s %s %s %s %" PRId64 "\n", store_text(rows, 0), store_text(rows, 1),
               store_text(rows, 2), store_number(rows, 3) ? "attended" : "assisted",
               store_number(rows, 4));
    }
    store_done(rows);
    return r;
}

/* People for whom each helper filed something by their word alone, and day. */
static int show_stated(struct store *store)
{
    struct store_rows *rows = NULL;
    struct policy policy;
    int r = policy_read(store, &policy);

    if (r == 0)
        r = store_ask(
            store, &rows,
            "SELECT " DAY " AS day, sender, helper, count(DISTINCT whose) AS people"
            " FROM (SELECT received_at AS at, sender, helper,"
            " ifnull(person, nik) AS whose FROM filing LEFT JOIN filing_card USING (number)"
            " WHERE assurance = 'stated')"
            " GROUP BY day, sender, helper HAVING people > ?"
            " ORDER BY day, sender, helper",
            "i", policy.flag_assisted);
    while (r == 0 && (r = store_next(rows)) == 1) {
        r = 0;
        printf("%s %s %s stated %" PRId64 "\n", store_text(rows, 0), store_text(rows, 1),
               store_text(rows, 2), store_number(rows, 3));
    }
    store_done(rows);
    return r;
}

/* Each counts, however few there are. */
static int show_cards(struct store *store)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows,
                      "SELECT " DAY " AS day, sender, staff, outcome, count(*) FROM sign_in"
                      " WHERE outcome IN ('refused', 'card_alone') AND staff IS NOT NULL"
                      " GROUP BY day, sender, staff, outcome ORDER BY day, sender, staff, outcome",
                      "");

    while (r == 0 && (r = store_next(rows)) == 1) {
        r = 0;
        printf("%s %s %s %s %" PRId64 "\n", store_text(rows, 0), store_text(rows, 1),
               store_text(rows, 2), store_text(rows, 3), store_number(rows, 4));
    }
    store_done(rows);
    return r;
}

int commands_flags(const char *stage)
{
    struct store *store = NULL;
    char path[STAGE_PATH];
    int r = stage_path(stage, "central.db", path);

    if (r == 0)
        r = store_open(path, &store);
    if (r == 0)
        r = show_help(store);
    if (r == 0)
        r = show_stated(store);
    if (r == 0)
        r = show_cards(store);
    store_close(store);
    return r;
}
