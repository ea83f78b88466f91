#include "outbox.h"

#include "backoff.h"
#include "database.h"
#include "numbers.h"
#include "salvage.h"

#include <errno.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

_Static_assert(crypto_box_PUBLICKEYBYTES == 32, "sealing key");

struct outbox {
    sqlite3 *db;
    char directory[SALVAGE_PATH];
    char path[SALVAGE_PATH];    /* of the database */
    char numbers[SALVAGE_PATH]; /* of the file that holds `reserved` */
    int64_t reserved;           /* no number given so far is above */
    char device[RECEIPT_DEVICE];
    char sealing_id[OUTBOX_KEY_ID];
    uint8_t sealing_key[crypto_box_PUBLICKEYBYTES];
};

/* AUTOINCREMENT keeps the last counter in a table of its own, so that none comes again after its
 * record is erased. `about` is the number of the case a record belongs to. `refused` is NULL while
 * the record waits. */
static const char version_1[] = "CREATE TABLE IF NOT EXISTS record ("
                                " counter INTEGER PRIMARY KEY AUTOINCREMENT,"
                                " key TEXT NOT NULL UNIQUE,"
                                " kind INTEGER NOT NULL,"
                                " about TEXT NOT NULL,"
                                " device TEXT NOT NULL,"
                                " sealing_id TEXT NOT NULL,"
                                " box BLOB NOT NULL,"
                                " accepted_at INTEGER NOT NULL,"
                                " clock_trusted INTEGER NOT NULL,"
                                " attempts INTEGER NOT NULL DEFAULT 0,"
                                " next_at INTEGER NOT NULL DEFAULT 0,"
                                " refused TEXT) STRICT;"
                                "CREATE TABLE IF NOT EXISTS fact ("
                                " name INTEGER PRIMARY KEY, value INTEGER NOT NULL) STRICT;";
static const struct database_schema schema = {(const char *const[]){version_1}, 1};

enum { FIRST_S = 5 }; /* the first wait after a failed delivery */

/* --- opening ------------------------------------------------------------------------------ */

/* Numbers go on above every one that was given, whatever became of the file that counted them. */
static int begin_above(struct outbox *o, int64_t number)
{
    char sql[256];
    snprintf(sql, sizeof sql,
             "INSERT INTO sqlite_sequence (name, seq) SELECT 'record', 0"
             " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'record');"
             "UPDATE sqlite_sequence SET seq = max(seq, %lld) WHERE name = 'record';",
             (long long)number);
    return database_exec(o->db, sql);
}

static int is_new(struct outbox *o, bool *new_out)
{
    sqlite3_stmt *s;
    int result =
        database_prepare(o->db, "SELECT 1 FROM sqlite_sequence WHERE name = 'record'", 0, &s);
    if (result)
        return result;
    result = database_row(s);
    sqlite3_finalize(s);
    *new_out = result == -ENOENT;
    return result == -ENOENT ? 0 : result;
}

static int replace_database(struct outbox *o, struct outbox_found *found)
{
    char kept[SALVAGE_PATH];
    int result;
    sqlite3_close(o->db);
    o->db = NULL;
    result = salvage_set_aside(o->path, kept);
    if (!result)
        result = database_open(o->path, &schema, &o->db);
    if (!result) {
        found->damaged = true;
        found->salvaged = salvage_records(o->db, kept);
    }
    return result;
}

int outbox_open(const struct outbox_setup *setup, struct outbox **outbox_out,
                struct outbox_found *found_out)
{
    struct outbox_found found = {0};
    struct outbox *o = NULL;
    bool new = false;
    int result = -EINVAL;

    if (!receipt_device_ok(setup->device) || !*setup->sealing_id ||
        strlen(setup->sealing_id) >= OUTBOX_KEY_ID)
        return -EINVAL;
    if (mkdir(setup->directory, 0700) && errno != EEXIST)
        return -errno;
    o = calloc(1, sizeof *o);
    if (!o)
        return -ENOMEM;
    strcpy(o->device, setup->device);
    strcpy(o->sealing_id, setup->sealing_id);
    memcpy(o->sealing_key, setup->sealing_key, sizeof o->sealing_key);
    if ((size_t)snprintf(o->directory, sizeof o->directory, "%s", setup->directory) >=
            sizeof o->directory ||
        (size_t)snprintf(o->path, sizeof o->path, "%s/outbox.db", setup->directory) >=
            sizeof o->path ||
        (size_t)snprintf(o->numbers, sizeof o->numbers, "%s/outbox.numbers", setup->directory) >=
            sizeof o->numbers)
        goto out;

    result = numbers_read(o->numbers, &o->reserved);
    if (result == -EINVAL) /* the database still counts; the file is written anew with the next */
        result = 0;
    if (!result)
        result = database_open(o->path, &schema, &o->db);
    if (result == -EUCLEAN)
        result = replace_database(o, &found);
    if (!result)
        result = is_new(o, &new);
    if (!result && (new || found.damaged) && o->reserved)
        result = begin_above(o, o->reserved);
    if (result)
        goto out;
    *outbox_out = o;
    *found_out = found;
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

/* --- storing ------------------------------------------------------------------------------ */

/* The number of a row that begins with counter and device: of the device as it was called then. */
static int number_of(sqlite3_stmt *s, char number_out[RECEIPT_NUMBER])
{
    char device[RECEIPT_DEVICE];
    if (database_text(s, 1, device, sizeof device) ||
        receipt_write(device, sqlite3_column_int64(s, 0), number_out))
        return -EILSEQ;
    return 0;
}

static int find(struct outbox *o, const char *key, char number_out[RECEIPT_NUMBER])
{
    sqlite3_stmt *s;
    int result = database_prepare(o->db, "SELECT counter, device FROM record WHERE key = ?", 0, &s);
    if (result)
        return result;
    sqlite3_bind_text(s, 1, key, -1, SQLITE_STATIC);
    result = database_row(s);
    if (!result)
        result = number_of(s, number_out);
    sqlite3_finalize(s);
    return result;
}

/* The next number of this device, promised to the disk before it is given. */
static int next_counter(struct outbox *o, int64_t *counter_out)
{
    sqlite3_stmt *s;
    int64_t counter = 0;
    int result =
        database_prepare(o->db, "SELECT seq FROM sqlite_sequence WHERE name = 'record'", 0, &s);
    if (result)
        return result;
    result = database_number(s, &counter);
    if (result == -ENOENT) /* the first of all */
        result = 0;
    counter++;
    if (!result && counter > RECEIPT_COUNTER_MAX)
        result = -ERANGE;
    if (!result && counter > o->reserved) {
        result = numbers_write(o->numbers, counter + OUTBOX_NUMBERS_RESERVED);
        if (!result)
            o->reserved = counter + OUTBOX_NUMBERS_RESERVED;
    }
    if (!result)
        *counter_out = counter;
    return result;
}

static int insert(struct outbox *o, const struct outbox_filing *f, const uint8_t *box,
                  size_t box_size, char number_out[RECEIPT_NUMBER])
{
    char number[RECEIPT_NUMBER];
    int64_t counter;
    sqlite3_stmt *s;
    int result = next_counter(o, &counter);
    if (!result)
        result = receipt_write(o->device, counter, number);
    if (!result)
        result = database_prepare(
            o->db,
            "INSERT INTO record (counter, accepted_at, key, sealing_id, box,"
            " clock_trusted, device, kind, about) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            counter, &s);
    if (result)
        return result;
    sqlite3_bind_int64(s, 2, f->accepted_at);
    sqlite3_bind_text(s, 3, f->key, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 4, f->sealing_id ? f->sealing_id : o->sealing_id, -1, SQLITE_STATIC);
    sqlite3_bind_blob64(s, 5, box, box_size, SQLITE_STATIC);
    sqlite3_bind_int(s, 6, f->clock_trusted);
    sqlite3_bind_text(s, 7, o->device, -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 8, f->kind);
    sqlite3_bind_text(s, 9, f->about ? f->about : number, -1, SQLITE_STATIC);
    result = database_run(s);
    if (!result)
        memcpy(number_out, number, sizeof number);
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
    result = database_exec(o->db, "BEGIN IMMEDIATE");
    if (result)
        goto out;
    result = find(o, f->key, number);
    if (result == -ENOENT)
        result = insert(o, f, box, box_size, number);
    if (!result)
        result = database_exec(o->db, "COMMIT");
    if (result && !sqlite3_get_autocommit(o->db))
        sqlite3_exec(o->db, "ROLLBACK", NULL, NULL, NULL);
    if (!result)
        memcpy(number_out, number, sizeof number);
out:
    free(box);
    return result;
}

/* --- delivering --------------------------------------------------------------------------- */

/* Fills a record from a row of outbox_due. */
static int read_record(sqlite3_stmt *s, struct outbox_record *r)
{
    r->box_size = (size_t)sqlite3_column_bytes(s, 4);
    r->accepted_at = sqlite3_column_int64(s, 5);
    r->clock_trusted = sqlite3_column_int(s, 6) != 0;
    r->kind = (uint32_t)sqlite3_column_int64(s, 7);
    r->attempts = (uint32_t)sqlite3_column_int64(s, 8);
    if (number_of(s, r->number) || database_text(s, 2, r->key, sizeof r->key) ||
        database_text(s, 3, r->sealing_id, sizeof r->sealing_id) || !r->box_size)
        return -EILSEQ;
    r->box = malloc(r->box_size);
    if (!r->box)
        return -ENOMEM;
    memcpy(r->box, sqlite3_column_blob(s, 4), r->box_size);
    return 0;
}

int outbox_due(struct outbox *o, int64_t now, struct outbox_record *record_out)
{
    struct outbox_record r = {0};
    sqlite3_stmt *s;
    int result;

    /* A next_at further off than any back-off was written by a clock that has been set back. */
    result =
        database_prepare(o->db,
                         "SELECT counter, device, key, sealing_id, box, accepted_at, clock_trusted,"
                         " kind, attempts FROM record AS r"
                         " WHERE refused IS NULL AND (next_at <= ?1 OR next_at > ?1 + ?2)"
                         " AND NOT EXISTS (SELECT 1 FROM record AS e WHERE e.about = r.about"
                         "  AND e.counter < r.counter AND e.refused IS NULL)"
                         " ORDER BY counter LIMIT 1",
                         now, &s);
    if (result)
        return result;
    sqlite3_bind_int64(s, 2, OUTBOX_WAIT_MAX_S);
    result = database_row(s);
    if (!result) {
        r.counter = sqlite3_column_int64(s, 0);
        result = read_record(s, &r);
    }
    sqlite3_finalize(s);
    /* One that nobody can read must not stop those behind it. */
    if (result == -EILSEQ) {
        int aside = outbox_set_aside(o, r.counter, "unreadable");
        result = aside ? aside : -EILSEQ;
    }
    if (!result)
        *record_out = r;
    return result;
}

void outbox_record_clear(struct outbox_record *record)
{
    free(record->box);
    *record = (struct outbox_record){0};
}

static int erase(struct outbox *o, int64_t counter)
{
    sqlite3_stmt *s;
    int result = database_prepare(o->db, "DELETE FROM record WHERE counter = ?", counter, &s);
    return result ? result : database_run(s);
}

int outbox_acknowledge(struct outbox *o, int64_t counter)
{
    int result = erase(o, counter);
    if (result == -ENOSPC) { /* to erase takes room as well: the log's own */
        database_make_room(o->db);
        result = erase(o, counter);
    }
    if (!result)
        database_make_room(o->db);
    return result;
}

static int attempts_of(struct outbox *o, int64_t counter, uint32_t *attempts_out)
{
    sqlite3_stmt *s;
    int64_t attempts = 0;
    int result =
        database_prepare(o->db, "SELECT attempts FROM record WHERE counter = ?", counter, &s);
    if (!result)
        result = database_number(s, &attempts);
    if (!result)
        *attempts_out = (uint32_t)attempts;
    return result;
}

int outbox_postpone(struct outbox *o, int64_t counter, int64_t now, int64_t at_least_s)
{
    int64_t wait;
    sqlite3_stmt *s;
    uint32_t attempts = 0;
    int result = attempts_of(o, counter, &attempts);
    if (result)
        return result;
    result = database_prepare(
        o->db, "UPDATE record SET attempts = ?2, next_at = ?3 WHERE counter = ?1", counter, &s);
    if (result)
        return result;
    sqlite3_bind_int64(s, 2, (int64_t)attempts + 1);
    wait = backoff(FIRST_S, OUTBOX_WAIT_MAX_S, attempts + 1, randombytes_random());
    if (wait < at_least_s)
        wait = at_least_s < OUTBOX_WAIT_MAX_S ? at_least_s : OUTBOX_WAIT_MAX_S;
    sqlite3_bind_int64(s, 3, now + wait);
    return database_run(s);
}

int outbox_hasten(struct outbox *o)
{
    return database_exec(o->db, "UPDATE record SET next_at = 0 WHERE next_at > 0");
}

int outbox_set_aside(struct outbox *o, int64_t counter, const char *reason)
{
    sqlite3_stmt *s;
    int result =
        database_prepare(o->db, "UPDATE record SET refused = ?2 WHERE counter = ?1", counter, &s);
    if (result)
        return result;
    sqlite3_bind_text(s, 2, reason, -1, SQLITE_STATIC);
    return database_run(s);
}

int outbox_count(struct outbox *o, uint32_t *waiting_out, uint32_t *aside_out)
{
    sqlite3_stmt *s;
    int result = database_prepare(
        o->db, "SELECT count(*) - count(refused), count(refused) FROM record", 0, &s);
    if (result)
        return result;
    result = database_row(s);
    if (!result) {
        *waiting_out = (uint32_t)sqlite3_column_int64(s, 0);
        *aside_out = (uint32_t)sqlite3_column_int64(s, 1);
    }
    sqlite3_finalize(s);
    return result;
}

/* --- facts -------------------------------------------------------------------------------- */

int outbox_recall(struct outbox *o, enum outbox_fact fact, int64_t *value_out)
{
    sqlite3_stmt *s;
    int result = database_prepare(o->db, "SELECT value FROM fact WHERE name = ?", fact, &s);
    return result ? result : database_number(s, value_out);
}

int outbox_remember(struct outbox *o, enum outbox_fact fact, int64_t value)
{
    sqlite3_stmt *s;
    int result = database_prepare(
        o->db, "INSERT OR REPLACE INTO fact (name, value) VALUES (?1, ?2)", fact, &s);
    if (result)
        return result;
    sqlite3_bind_int64(s, 2, value);
    return database_run(s);
}

int outbox_probe(struct outbox *o)
{
    struct statvfs disk;
    if (statvfs(o->directory, &disk))
        return -errno;
    if (disk.f_bavail * disk.f_frsize < OUTBOX_ROOM) {
        database_make_room(o->db);
        return -ENOSPC;
    }
    return outbox_remember(o, OUTBOX_PROBED, (int64_t)randombytes_random());
}

/* --- looked at from beside ---------------------------------------------------------------- */

int outbox_summary(const char *directory, struct outbox_summary *summary_out)
{
    struct outbox_summary summary = {0};
    struct outbox o = {0};
    int result;
    if ((size_t)snprintf(o.path, sizeof o.path, "%s/outbox.db", directory) >= sizeof o.path)
        return -ENAMETOOLONG;
    if (access(o.path, F_OK))
        return -errno;
    result = database_error(sqlite3_open_v2(o.path, &o.db, SQLITE_OPEN_READONLY, NULL));
    if (!result)
        result = outbox_count(&o, &summary.waiting, &summary.aside);
    if (!result)
        result = outbox_recall(&o, OUTBOX_CONTACT, &summary.contact);
    if (result == -ENOENT) /* never */
        result = 0;
    sqlite3_close(o.db);
    if (!result)
        *summary_out = summary;
    return result;
}
