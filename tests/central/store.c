#include "store.h"

#include "schema.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { BUSY_MS = 2000 };

struct store {
    sqlite3 *db;
};

static int error_of(int rc)
{
    switch (rc & 0xff) {
    case SQLITE_OK:
    case SQLITE_DONE:
    case SQLITE_ROW:
        return 0;
    case SQLITE_CONSTRAINT:
        return -EEXIST;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return -EBUSY;
    case SQLITE_FULL:
        return -ENOSPC;
    case SQLITE_NOMEM:
        return -ENOMEM;
    case SQLITE_CANTOPEN:
        return -ENOENT;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return -EUCLEAN;
    default:
        return -EIO;
    }
}

static int execute(struct store *store, const char *sql)
{
    return error_of(sqlite3_exec(store->db, sql, NULL, NULL, NULL));
}

static int open_database(const char *path, struct store **store_out)
{
    struct store *store = calloc(1, sizeof(*store));
    int r = -ENOMEM;

    if (!store)
        return r;
    r = error_of(
        sqlite3_open_v2(path, &store->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL));
    if (r == 0)
        r = error_of(sqlite3_busy_timeout(store->db, BUSY_MS));
    if (r == 0)
        r = execute(store, "PRAGMA foreign_keys=ON");
    if (r < 0)
        store_close(store);
    else
        *store_out = store;
    return r;
}

int store_create(const char *path, struct store **store_out)
{
    struct store *store = NULL;
    char version[48];
    int r, fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (fd < 0)
        return -errno;
    close(fd);
    r = open_database(path, &store);
    if (r == 0)
        r = execute(store, schema_sql);
    if (r == 0) {
        snprintf(version, sizeof(version), "PRAGMA user_version=%d", SCHEMA_VERSION);
        r = execute(store, version);
    }
    if (r < 0) {
        store_close(store);
        unlink(path);
    } else {
        *store_out = store;
    }
    return r;
}

int store_open(const char *path, struct store **store_out)
{
    struct store *store = NULL;
    struct store_rows *rows = NULL;
    int r = open_database(path, &store);

    if (r == 0)
        r = store_ask(store, &rows, "PRAGMA user_version", "");
    if (r == 0) {
        r = store_next(rows);
        if (r == 1)
            r = store_number(rows, 0) == SCHEMA_VERSION ? 0 : -EPROTO;
        store_done(rows);
    }
    if (r == 0)
        r = execute(store, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
    if (r < 0)
        store_close(store);
    else
        *store_out = store;
    return r;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    sqlite3_close(store->db);
    free(store);
}

int store_begin(struct store *store)
{
    return execute(store, "BEGIN IMMEDIATE");
}

int store_commit(struct store *store)
{
    return execute(store, "COMMIT");
}

void store_rollback(struct store *store)
{
    if (!sqlite3_get_autocommit(store->db))
        execute(store, "ROLLBACK");
}

static int bind(sqlite3_stmt *statement, const char *letters, va_list values)
{
    int rc = SQLITE_OK;

    for (int at = 1; *letters && rc == SQLITE_OK; letters++, at++) {
        if (*letters == 'i') {
            rc = sqlite3_bind_int64(statement, at, va_arg(values, int64_t));
        } else if (*letters == 'o') {
            int64_t number = va_arg(values, int64_t);
            rc = number ? sqlite3_bind_int64(statement, at, number)
                        : sqlite3_bind_null(statement, at);
        } else if (*letters == 't') {
            const char *text = va_arg(values, const char *);
            rc = text && *text ? sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC)
                               : sqlite3_bind_null(statement, at);
        } else if (*letters == 'b') {
            const void *bytes = va_arg(values, const void *);
            size_t size = va_arg(values, size_t);
            rc = size <= INT_MAX ? sqlite3_bind_blob(statement, at, bytes, (int)size, SQLITE_STATIC)
                                 : SQLITE_TOOBIG;
        } else {
            rc = SQLITE_MISUSE;
        }
    }
    return error_of(rc);
}

static int prepare(struct store *store, sqlite3_stmt **statement_out, const char *sql,
                   const char *letters, va_list values)
{
    sqlite3_stmt *statement = NULL;
    int r = error_of(sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL));

    if (r == 0)
        r = bind(statement, letters, values);
    if (r < 0)
        sqlite3_finalize(statement);
    else
        *statement_out = statement;
    return r;
}

int store_run(struct store *store, const char *sql, const char *letters, ...)
{
    sqlite3_stmt *statement = NULL;
    va_list values;
    int r;

    va_start(values, letters);
    r = prepare(store, &statement, sql, letters, values);
    va_end(values);
    if (r == 0)
        r = error_of(sqlite3_step(statement));
    sqlite3_finalize(statement);
    return r;
}

int store_ask(struct store *store, struct store_rows **rows_out, const char *sql,
              const char *letters, ...)
{
    sqlite3_stmt *statement = NULL;
    va_list values;
    int r;

    va_start(values, letters);
    r = prepare(store, &statement, sql, letters, values);
    va_end(values);
    if (r == 0)
        *rows_out = (struct store_rows *)statement;
    return r;
}

static sqlite3_stmt *statement_of(struct store_rows *rows)
{
    return (sqlite3_stmt *)rows;
}

int store_next(struct store_rows *rows)
{
    int rc = sqlite3_step(statement_of(rows));

    return rc == SQLITE_ROW ? 1 : error_of(rc);
}

int64_t store_number(struct store_rows *rows, int column)
{
    return sqlite3_column_int64(statement_of(rows), column);
}

const char *store_text(struct store_rows *rows, int column)
{
    const unsigned char *text = sqlite3_column_text(statement_of(rows), column);

    return text ? (const char *)text : "";
}

const void *store_bytes(struct store_rows *rows, int column, size_t *size_out)
{
    const void *bytes = sqlite3_column_blob(statement_of(rows), column);

    *size_out = (size_t)sqlite3_column_bytes(statement_of(rows), column);
    return bytes;
}

void store_done(struct store_rows *rows)
{
    sqlite3_finalize(statement_of(rows));
}
