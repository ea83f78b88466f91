#include "database.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { BUSY_MS = 2000 }; /* the courier before us may still be closing */

int database_error(int sqlite)
{
    switch (sqlite & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return 0;
    case SQLITE_NOMEM:
        return -ENOMEM;
    case SQLITE_FULL:
        return -ENOSPC;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return -EROFS;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return -EBUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return -EUCLEAN;
    case SQLITE_SCHEMA:
    case SQLITE_ERROR: /* our own statements are sound: the file has another schema */
        return -EPROTO;
    default:
        return -EIO;
    }
}

int database_exec(sqlite3 *db, const char *sql)
{
    return database_error(sqlite3_exec(db, sql, NULL, NULL, NULL));
}

/* The first thing the check has to say; "ok" when nothing is wrong. */
static int hear_ok(void *ok_out, int columns, char **values, char **names)
{
    (void)names;
    *(bool *)ok_out = columns == 1 && values[0] && !strcmp(values[0], "ok");
    return 0;
}

static int version_of(sqlite3 *db, int *version_out)
{
    sqlite3_stmt *s;
    int result = database_prepare(db, "PRAGMA user_version", 0, &s);
    if (result)
        return result;
    result = database_row(s);
    *version_out = sqlite3_column_int(s, 0);
    sqlite3_finalize(s);
    return result;
}

/* All of it or, when it is cut off, nothing. */
static int bring_up(sqlite3 *db, const struct database_schema *schema)
{
    char stamp[64];
    int version = 0, result = version_of(db, &version);
    if (!result && (version < 0 || version > schema->version + 1))
        result = -EPROTO;
    if (result || version >= schema->version)
        return result;
    result = database_exec(db, "BEGIN IMMEDIATE");
    for (int i = version; !result && i < schema->version; i++)
        result = database_exec(db, schema->steps[i]);
    snprintf(stamp, sizeof stamp, "PRAGMA user_version = %d; COMMIT", schema->version);
    if (!result)
        result = database_exec(db, stamp);
    return result;
}

int database_open(const char *path, const struct database_schema *schema, sqlite3 **db_out)
{
    static const char settings[] = "PRAGMA journal_mode=WAL;"
                                   "PRAGMA synchronous=FULL;"
                                   "PRAGMA secure_delete=ON;"
                                   "PRAGMA wal_autocheckpoint=64;" /* pages: the log stays small */
                                   "PRAGMA journal_size_limit=262144;";
    sqlite3 *db = NULL;
    bool ok = false;
    int result = database_error(
        sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL));
    if (result)
        goto out;
    sqlite3_busy_timeout(db, BUSY_MS);
    result = database_exec(db, settings);
    if (!result)
        result = database_error(sqlite3_exec(db, "PRAGMA quick_check(1)", hear_ok, &ok, NULL));
    if (!result && !ok)
        result = -EUCLEAN;
    if (!result)
        result = bring_up(db, schema);
    if (result)
        goto out;
    *db_out = db;
    db = NULL;
out:
    sqlite3_close(db);
    return result;
}

void database_make_room(sqlite3 *db)
{
    sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
}

int database_prepare(sqlite3 *db, const char *sql, int64_t first, sqlite3_stmt **statement_out)
{
    sqlite3_stmt *s = NULL;
    int result = database_error(sqlite3_prepare_v2(db, sql, -1, &s, NULL));
    if (!result && sqlite3_bind_parameter_count(s))
        result = database_error(sqlite3_bind_int64(s, 1, first));
    if (result) {
        sqlite3_finalize(s);
        return result;
    }
    *statement_out = s;
    return 0;
}

int database_run(sqlite3_stmt *statement)
{
    int result = database_error(sqlite3_step(statement));
    sqlite3_finalize(statement);
    return result;
}

int database_row(sqlite3_stmt *statement)
{
    int step = sqlite3_step(statement);
    return step == SQLITE_DONE ? -ENOENT : database_error(step);
}

int database_number(sqlite3_stmt *statement, int64_t *number_out)
{
    int result = database_row(statement);
    int64_t number = result ? 0 : sqlite3_column_int64(statement, 0);
    int ended = database_error(sqlite3_finalize(statement));
    if (!result)
        result = ended;
    if (!result)
        *number_out = number;
    return result;
}

int database_text(sqlite3_stmt *statement, int column, char *text_out, size_t size)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    if (!text || strlen(text) >= size)
        return -EILSEQ;
    strcpy(text_out, text);
    return 0;
}
