#include "outbox.h"

#include "backoff.h"

#include <errno.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

_Static_assert(crypto_box_PUBLICKEYBYTES == 32, "sealing key");

struct outbox {
    sqlite3 *db;
    char device[RECEIPT_DEVICE];
    char sealing_id[OUTBOX_KEY_ID];
    uint8_t sealing_key[crypto_box_PUBLICKEYBYTES];
};

/* AUTOINCREMENT keeps the last counter in a table of its own, so that none comes again after its
 * record is erased. `refused` is NULL while the record waits. */
static const char schema[] = "PRAGMA journal_mode=WAL;"
                             "PRAGMA synchronous=FULL;"
                             "PRAGMA secure_delete=ON;"
                             "CREATE TABLE IF NOT EXISTS record ("
                             " counter INTEGER PRIMARY KEY AUTOINCREMENT,"
                             " key TEXT NOT NULL UNIQUE,"
                             " device TEXT NOT NULL,"
                             " sealing_id TEXT NOT NULL,"
                             " box BLOB NOT NULL,"
                             " accepted_at INTEGER NOT NULL,"
                             " clock_trusted INTEGER NOT NULL,"
                             " attempts INTEGER NOT NULL DEFAULT 0,"
                             " next_at INTEGER NOT NULL DEFAULT 0,"
                             " kind INTEGER NOT NULL,"
                             " refused TEXT) STRICT;";

enum {
    BUSY_MS = 2000, /* the courier before us may still be closing */
    FIRST_S = 5,    /* the first wait after a failed delivery */
};

static int error_of(int sqlite)
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
    case SQLITE_SCHEMA:
    case SQLITE_ERROR: /* our own statements are sound: the file has another schema */
        return -EUCLEAN;
    default:
        return -EIO;
    }
}

int outbox_open(const struct outbox_setup *setup, struct outbox **outbox_out)
{
    char path[4096];
    struct outbox *o = NULL;
    int result;

    if (!receipt_device_ok(setup->device) || !*setup->sealing_id ||
        strlen(setup->sealing_id) >= OUTBOX_KEY_ID ||
        (size_t)snprintf(path, sizeof path, "%s/outbox.db", setup->directory) >= sizeof path)
        return -EINVAL;
    if (mkdir(setup->directory, 0700) && errno != EEXIST)
        return -errno;
    o = calloc(1, sizeof *o);
    if (!o)
        return -ENOMEM;
    strcpy(o->device, setup->device);
    strcpy(o->sealing_id, setup->sealing_id);
    memcpy(o->sealing_key, setup->sealing_key, sizeof o->sealing_key);

    result =
        error_of(sqlite3_open_v2(path, &o->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL));
    if (result)
        goto out;
    sqlite3_busy_timeout(o->db, BUSY_MS);
    result = error_of(sqlite3_exec(o->db, schema, NULL, NULL, NULL));
    if (result)
        goto out;
    *outbox_out = o;
    o = NULL;
out:
    outbox_close(o);
    return result;
}

void outbox_close(struct outbox *outbox)
{
    if (!outbox)
        return;
    sqlite3_close(outbox->db);
    free(outbox);
}

/* Prepares a statement and binds the leading counter or instant. */
static int prepare(struct outbox *o, const char *sql, int64_t first, sqlite3_stmt **statement_out)
{
    sqlite3_stmt *s = NULL;
    int result = error_of(sqlite3_prepare_v2(o->db, sql, -1, &s, NULL));
    if (!result && sqlite3_bind_parameter_count(s))
        result = error_of(sqlite3_bind_int64(s, 1, first));
    if (result) {
        sqlite3_finalize(s);
        return result;
    }
    *statement_out = s;
    return 0;
}

static int run(sqlite3_stmt *statement)
{
    int result = error_of(sqlite3_step(statement));
    sqlite3_finalize(statement);
    return result;
}

static int copy_text(sqlite3_stmt *s, int column, char *out, size_t size)
{
    const char *text = (const char *)sqlite3_column_text(s, column);
    if (!text || strlen(text) >= size)
        return -EUCLEAN;
    strcpy(out, text);
    return 0;
}

/* The number of a row that begins with counter and device: of the device as it was called then. */
static int number_of(sqlite3_stmt *s, char number_out[RECEIPT_NUMBER])
{
    char device[RECEIPT_DEVICE];
    if (copy_text(s, 1, device, sizeof device) ||
        receipt_write(device, sqlite3_column_int64(s, 0), number_out))
        return -EUCLEAN;
    return 0;
}

static int find(struct outbox *o, const char *key, char number_out[RECEIPT_NUMBER])
{
    sqlite3_stmt *s;
    int step, result = prepare(o, "SELECT counter, device FROM record WHERE key = ?", 0, &s);
    if (result)
        return result;
    sqlite3_bind_text(s, 1, key, -1, SQLITE_STATIC);
    step = sqlite3_step(s);
    result = step == SQLITE_DONE ? -ENOENT : error_of(step);
    if (!result)
        result = number_of(s, number_out);
    sqlite3_finalize(s);
    return result;
}

static int insert(struct outbox *o, const struct outbox_filing *f, const uint8_t *box,
                  size_t box_size, char number_out[RECEIPT_NUMBER])
{
    sqlite3_stmt *s;
    int result = prepare(o,
                         "INSERT INTO record"
                         " (accepted_at, key, sealing_id, box, clock_trusted, device, kind)"
                         " VALUES (?, ?, ?, ?, ?, ?, ?)",
                         f->accepted_at, &s);
    if (result)
        return result;
    sqlite3_bind_text(s, 2, f->key, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 3, f->sealing_id ? f->sealing_id : o->sealing_id, -1, SQLITE_STATIC);
    sqlite3_bind_blob64(s, 4, box, box_size, SQLITE_STATIC);
    sqlite3_bind_int(s, 5, f->clock_trusted);
    sqlite3_bind_text(s, 6, o->device, -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 7, f->kind);
    result = run(s);
    if (!result)
        result = receipt_write(o->device, sqlite3_last_insert_rowid(o->db), number_out);
    return result;
}

int outbox_add(struct outbox *o, const struct outbox_filing *f, char number_out[RECEIPT_NUMBER])
{
    char number[RECEIPT_NUMBER];
    size_t box_size = f->size + crypto_box_SEALBYTES;
    uint8_t *box = malloc(box_size);
    int result = -ENOMEM;

    if (!box ||
        crypto_box_seal(box, f->plain, f->size, f->sealing_id ? f->sealing_key : o->sealing_key))
        goto out;
    result = error_of(sqlite3_exec(o->db, "BEGIN IMMEDIATE", NULL, NULL, NULL));
    if (result)
        goto out;
    result = find(o, f->key, number);
    if (result == -ENOENT)
        result = insert(o, f, box, box_size, number);
    if (!result)
        result = error_of(sqlite3_exec(o->db, "COMMIT", NULL, NULL, NULL));
    if (result && !sqlite3_get_autocommit(o->db))
        sqlite3_exec(o->db, "ROLLBACK", NULL, NULL, NULL);
    if (!result)
        memcpy(number_out, number, sizeof number);
out:
    free(box);
    return result;
}

int outbox_due(struct outbox *o, int64_t now, struct outbox_record *record_out)
{
    struct outbox_record r = {0};
    sqlite3_stmt *s;
    int step, result;

    /* A next_at further off than any back-off was written by a clock that has been set back. */
    result =
        prepare(o,
                "SELECT counter, device, key, sealing_id, box, accepted_at, clock_trusted,"
                " kind FROM record WHERE refused IS NULL AND (next_at <= ?1 OR next_at > ?1 + ?2)"
                " ORDER BY counter LIMIT 1",
                now, &s);
    if (result)
        return result;
    sqlite3_bind_int64(s, 2, OUTBOX_WAIT_MAX_S);
    step = sqlite3_step(s);
    result = step == SQLITE_DONE ? -ENOENT : error_of(step);
    if (result)
        goto out;
    r.counter = sqlite3_column_int64(s, 0);
    r.box_size = (size_t)sqlite3_column_bytes(s, 4);
    r.accepted_at = sqlite3_column_int64(s, 5);
    r.clock_trusted = sqlite3_column_int(s, 6) != 0;
    r.kind = (uint32_t)sqlite3_column_int64(s, 7);
    if (number_of(s, r.number) || copy_text(s, 2, r.key, sizeof r.key) ||
        copy_text(s, 3, r.sealing_id, sizeof r.sealing_id) || !r.box_size) {
        result = -EUCLEAN;
        goto out;
    }
    r.box = malloc(r.box_size);
    if (!r.box) {
        result = -ENOMEM;
        goto out;
    }
    memcpy(r.box, sqlite3_column_blob(s, 4), r.box_size);
    *record_out = r;
out:
    sqlite3_finalize(s);
    return result;
}

void outbox_record_clear(struct outbox_record *record)
{
    free(record->box);
    *record = (struct outbox_record){0};
}

int outbox_acknowledge(struct outbox *o, int64_t counter)
{
    sqlite3_stmt *s;
    int result = prepare(o, "DELETE FROM record WHERE counter = ?", counter, &s);
    if (!result)
        result = run(s);
    /* What was erased still stands in the log until it is truncated; a reader in between only
     * puts that off. */
    if (!result)
        sqlite3_wal_checkpoint_v2(o->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    return result;
}

static int attempts_of(struct outbox *o, int64_t counter, uint32_t *attempts_out)
{
    sqlite3_stmt *s;
    int step, result = prepare(o, "SELECT attempts FROM record WHERE counter = ?", counter, &s);
    if (result)
        return result;
    step = sqlite3_step(s);
    result = step == SQLITE_DONE ? -ENOENT : error_of(step);
    if (!result)
        *attempts_out = (uint32_t)sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return result;
}

int outbox_postpone(struct outbox *o, int64_t counter, int64_t now)
{
    sqlite3_stmt *s;
    uint32_t attempts = 0;
    int result = attempts_of(o, counter, &attempts);
    if (result)
        return result;
    result =
        prepare(o, "UPDATE record SET attempts = ?2, next_at = ?3 WHERE counter = ?1", counter, &s);
    if (result)
        return result;
    sqlite3_bind_int64(s, 2, (int64_t)attempts + 1);
    sqlite3_bind_int64(
        s, 3, now + backoff(FIRST_S, OUTBOX_WAIT_MAX_S, attempts + 1, randombytes_random()));
    return run(s);
}

int outbox_hasten(struct outbox *o)
{
    return error_of(
        sqlite3_exec(o->db, "UPDATE record SET next_at = 0 WHERE next_at > 0", NULL, NULL, NULL));
}

int outbox_set_aside(struct outbox *o, int64_t counter, const char *reason)
{
    sqlite3_stmt *s;
    int result = prepare(o, "UPDATE record SET refused = ?2 WHERE counter = ?1", counter, &s);
    if (result)
        return result;
    sqlite3_bind_text(s, 2, reason, -1, SQLITE_STATIC);
    return run(s);
}

int outbox_waiting(struct outbox *o, uint32_t *waiting_out)
{
    sqlite3_stmt *s;
    int result = prepare(o, "SELECT count(*) FROM record WHERE refused IS NULL", 0, &s);
    if (result)
        return result;
    result = error_of(sqlite3_step(s));
    if (!result)
        *waiting_out = (uint32_t)sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return result;
}
