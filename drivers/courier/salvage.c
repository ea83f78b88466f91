#include "salvage.h"

#include "keyfile.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int rename_with(const char *path, const char *kept, const char *suffix)
{
    char from[SALVAGE_PATH], to[SALVAGE_PATH];
    if ((size_t)snprintf(from, sizeof from, "%s%s", path, suffix) >= sizeof from ||
        (size_t)snprintf(to, sizeof to, "%s%s", kept, suffix) >= sizeof to)
        return -ENAMETOOLONG;
    return rename(from, to) && errno != ENOENT ? -errno : 0;
}

int salvage_set_aside(const char *path, char kept_out[SALVAGE_PATH])
{
    char kept[SALVAGE_PATH];
    int result = -ENOSPC;
    for (int n = 1; n <= SALVAGE_KEPT_MAX; n++) {
        if ((size_t)snprintf(kept, sizeof kept, "%s.damaged-%d", path, n) >= sizeof kept)
            return -ENAMETOOLONG;
        if (access(kept, F_OK)) {
            result = 0;
            break;
        }
    }
    /* The log goes first: left beside a new database, it would be taken for its own. */
    if (!result)
        result = rename_with(path, kept, "-wal");
    if (!result)
        result = rename_with(path, kept, "-shm");
    if (!result)
        result = rename_with(path, kept, "");
    if (!result)
        result = keyfile_settle(path);
    if (!result)
        strcpy(kept_out, kept);
    return result;
}

/* Copies until the first row that cannot be read. Returns how many were new. */
static uint32_t copy(sqlite3 *to, sqlite3 *from, const char *select)
{
    sqlite3_stmt *row = NULL, *insert = NULL;
    uint32_t copied = 0;
    if (sqlite3_prepare_v2(from, select, -1, &row, NULL) ||
        sqlite3_prepare_v2(to,
                           "INSERT OR IGNORE INTO record (counter, key, kind, about, device,"
                           " sealing_id, box, accepted_at, clock_trusted, attempts, next_at,"
                           " refused) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           -1, &insert, NULL))
        goto out;
    while (sqlite3_step(row) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(row); i++)
            sqlite3_bind_value(insert, i + 1, sqlite3_column_value(row, i));
        if (sqlite3_step(insert) == SQLITE_DONE)
            copied += (uint32_t)sqlite3_changes(to);
        sqlite3_reset(insert);
    }
out:
    sqlite3_finalize(insert);
    sqlite3_finalize(row);
    return copied;
}

uint32_t salvage_records(sqlite3 *db, const char *kept)
{
#define SELECT                                                                                     \
    "SELECT counter, key, kind, about, device, sealing_id, box, accepted_at, clock_trusted,"       \
    " attempts, next_at, refused FROM record ORDER BY counter "
    sqlite3 *from = NULL;
    uint32_t copied = 0;
    if (!sqlite3_open_v2(kept, &from, SQLITE_OPEN_READWRITE, NULL)) {
        sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
        copied = copy(db, from, SELECT "ASC");
        copied += copy(db, from, SELECT "DESC");
        if (sqlite3_exec(db, "COMMIT", NULL, NULL, NULL))
            copied = 0; /* they are still in the file that was kept */
    }
    sqlite3_close(from);
    return copied;
#undef SELECT
}
