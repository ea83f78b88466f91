#include "store.h"

#include "schema.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { BUSY_MS = 2000 };

/* A prepared statement, kept until the store closes. */
struct store_rows {
    sqlite3_stmt *statement;
    const char *sql;
    bool busy;
    struct store_rows *next;
};

struct store {
    sqlite3 *db;
    struct store_rows *kept;
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
    if (r == 0) /* replaced as a whole when it is whole, so it need not survive a crash */
        r = execute(store,
                    "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF;"
                    " PRAGMA cache_size=-400000");
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
        r = execute(store, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA "
                           "wal_autocheckpoint=20000; PRAGMA cache_size=-65536;"
                           " PRAGMA mmap_size=1073741824");
    if (r < 0)
        store_close(store);
    else
        *store_out = store;
    return r;
}

int store_index(struct store *store)
{
    return execute(store, schema_indexes_sql);
}

void store_close(struct store *store)
{
    if (!store)
        return;
    while (store->kept) {
        struct store_rows *rows = store->kept;
        store->kept = rows->next;
        sqlite3_finalize(rows->statement);
        free(rows);
    }
    sqlite3_close(store->db);
    free(store);
}

int store_begin(struct store *store)
{
    return execute(store, "PRAGMA synchronous=FULL; BEGIN IMMEDIATE");
}

int store_begin_note(struct store *store)
{
    return execute(store, "PRAGMA synchronous=NORMAL; BEGIN IMMEDIATE");
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

/* A kept statement that is not in use, or a new one. */
static int keep(struct store *store, const char *sql, struct store_rows **rows_out)
{
    struct store_rows *rows = store->kept;
    int r;

    while (rows && (rows->busy || rows->sql != sql))
        rows = rows->next;
    if (!rows) {
        rows = calloc(1, sizeof(*rows));
        if (!rows)
            return -ENOMEM;
        r = error_of(sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                        &rows->statement, NULL));
        if (r < 0) {
            free(rows);
            return r;
        }
        rows->sql = sql;
        rows->next = store->kept;
        store->kept = rows;
    }
    *rows_out = rows;
    return 0;
}

static int prepare(struct store *store, struct store_rows **rows_out, const char *sql,
                   const char *letters, va_list values)
{
    struct store_rows *rows = NULL;
    int r = keep(store, sql, &rows);

    if (r == 0) {
        rows->busy = true;
        r = bind(rows->statement, letters, values);
        if (r < 0)
            store_done(rows);
    }
    if (r == 0)
        *rows_out = rows;
    return r;
}

int store_run(struct store *store, const char *sql, const char *letters, ...)
{
    struct store_rows *rows = NULL;
    va_list values;
    int r;

    va_start(values, letters);
    r = prepare(store, &rows, sql, letters, values);
    va_end(values);
    if (r == 0)
        r = error_of(sqlite3_step(rows->statement));
    store_done(rows);
    return r;
}

int64_t store_changes(const struct store *store)
{
    return sqlite3_changes64(store->db);
}

int store_ask(struct store *store, struct store_rows **rows_out, const char *sql,
              const char *letters, ...)
{
    struct store_rows *rows = NULL;
    va_list values;
    int r;

    va_start(values, letters);
    r = prepare(store, &rows, sql, letters, values);
    va_end(values);
    *rows_out = r == 0 ? rows : NULL;
    return r;
}

int store_next(struct store_rows *rows)
{
    int rc = sqlite3_step(rows->statement);

    return rc == SQLITE_ROW ? 1 : error_of(rc);
}

int64_t store_number(struct store_rows *rows, int column)
{
    return sqlite3_column_int64(rows->statement, column);
}

const char *store_text(struct store_rows *rows, int column)
{
    const unsigned char *text = sqlite3_column_text(rows->statement, column);

    return text ? (const char *)text : "";
}

const void *store_bytes(struct store_rows *rows, int column, size_t *size_out)
{
    const void *bytes = sqlite3_column_blob(rows->statement, column);

    *size_out = (size_t)sqlite3_column_bytes(rows->statement, column);
    return bytes;
}

void store_done(struct store_rows *rows)
{
    if (!rows)
        return;
    sqlite3_reset(rows->statement);
    sqlite3_clear_bindings(rows->statement);
    rows->busy = false;
}
