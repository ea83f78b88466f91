#include "manifest.h"

#include "database.h"
#include "drivers/wire.h"
#include "instant.h"
#include "outbox.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

static const char *const kinds[WIRE_FILINGS] = {
    [WIRE_FILING_OBJECTION] = "objection",   [WIRE_FILING_PROVISIONAL] = "provisional",
    [WIRE_FILING_WITHDRAWAL] = "withdrawal", [WIRE_FILING_APPEAL] = "appeal",
    [WIRE_FILING_REPORT] = "report",         [WIRE_FILING_COMPLAINT] = "complaint",
    [WIRE_FILING_RATING] = "rating",
};

static void print_record(sqlite3_stmt *s, int64_t now)
{
    char number[RECEIPT_NUMBER] = "?", device[RECEIPT_DEVICE] = "", refused[64] = "";
    char accepted[INSTANT_TEXT] = "?", until[INSTANT_TEXT] = "?";
    int64_t kind = sqlite3_column_int64(s, 2), next = sqlite3_column_int64(s, 6);
    bool known = kind > 0 && kind < WIRE_FILINGS;
    if (!database_text(s, 1, device, sizeof device))
        (void)receipt_write(device, sqlite3_column_int64(s, 0), number);
    (void)instant_write(sqlite3_column_int64(s, 3), accepted);
    (void)instant_write(next, until);
    printf("%s %s %s %s %lld ", number, known ? kinds[kind] : "?", accepted,
           sqlite3_column_int64(s, 4) ? "kept" : "free", sqlite3_column_int64(s, 5));
    if (sqlite3_column_type(s, 7) != SQLITE_NULL) {
        (void)database_text(s, 7, refused, sizeof refused);
        printf("aside: %s\n", refused);
    } else if (next > now && next <= now + OUTBOX_WAIT_MAX_S) {
        printf("waits until %s\n", until);
    } else {
        puts("waits");
    }
}

/* The table is outbox.c's. */
static int print_all(sqlite3 *db, int64_t now)
{
    sqlite3_stmt *s = NULL;
    int result = database_prepare(db,
                                  "SELECT counter, device, kind, accepted_at, clock_trusted,"
                                  " attempts, next_at, refused FROM record ORDER BY counter",
                                  0, &s);
    while (!result && !(result = database_row(s)))
        print_record(s, now);
    sqlite3_finalize(s);
    return result == -ENOENT ? 0 : result;
}

int manifest_print(const struct config *config, int64_t now)
{
    char path[CONFIG_PATH + 16];
    sqlite3 *db = NULL;
    int result;
    snprintf(path, sizeof path, "%s/outbox.db", config->data);
    if (access(path, F_OK))
        return errno == ENOENT ? 0 : -errno;
    result = database_error(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL));
    if (!result)
        result = print_all(db, now);
    sqlite3_close(db);
    return result;
}
