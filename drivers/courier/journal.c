#include "journal.h"

#include "database.h"
#include "salvage.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct journal {
    sqlite3 *db;
    char boot[JOURNAL_BOOT];
};

static const char version_1[] = "CREATE TABLE IF NOT EXISTS entry ("
                                " sequence INTEGER PRIMARY KEY,"
                                " boot TEXT NOT NULL,"
                                " at INTEGER NOT NULL,"
                                " clock_kept INTEGER NOT NULL,"
                                " event TEXT NOT NULL,"
                                " detail TEXT NOT NULL,"
                                " hash BLOB NOT NULL) STRICT;"
                                "CREATE TABLE IF NOT EXISTS checkpoint ("
                                " sequence INTEGER PRIMARY KEY,"
                                " at INTEGER NOT NULL,"
                                " hash BLOB NOT NULL,"
                                " signature BLOB NOT NULL,"
                                " acknowledged INTEGER NOT NULL DEFAULT 0) STRICT;";
static const struct database_schema schema = {(const char *const[]){version_1}, 1};

static void read_boot(char boot_out[JOURNAL_BOOT])
{
    int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    char boot[JOURNAL_BOOT] = "unknown";
    if (fd >= 0 && read(fd, boot, sizeof boot - 1) != sizeof boot - 1)
        strcpy(boot, "unknown");
    if (fd >= 0)
        close(fd);
    memcpy(boot_out, boot, sizeof boot);
}

int journal_open(const char *directory, struct journal **journal_out, bool *damaged_out)
{
    char path[SALVAGE_PATH], kept[SALVAGE_PATH];
    bool damaged = false;
    struct journal *j;
    int result;
    if ((size_t)snprintf(path, sizeof path, "%s/journal.db", directory) >= sizeof path)
        return -ENAMETOOLONG;
    j = calloc(1, sizeof *j);
    if (!j)
        return -ENOMEM;
    read_boot(j->boot);
    result = database_open(path, &schema, &j->db);
    if (result == -EUCLEAN) {
        damaged = true;
        result = salvage_set_aside(path, kept);
        if (!result)
            result = database_open(path, &schema, &j->db);
    }
    if (result)
        goto out;
    *journal_out = j;
    *damaged_out = damaged;
    j = NULL;
out:
    journal_close(j);
    return result;
}

void journal_close(struct journal *journal)
{
    if (!journal)
        return;
    sqlite3_close(journal->db);
    free(journal);
}

void journal_hash(const struct journal_entry *e, const uint8_t before[JOURNAL_HASH],
                  uint8_t hash_out[JOURNAL_HASH])
{
    char text[160];
    crypto_hash_sha256_state state;
    int size = snprintf(text, sizeof text, "%" PRId64 " %s %" PRId64 " %s %s %s", e->sequence,
                        e->boot, e->at, e->clock_kept ? "kept" : "free", e->event, e->detail);
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, before, JOURNAL_HASH);
    crypto_hash_sha256_update(&state, (const uint8_t *)text, (unsigned)size);
    crypto_hash_sha256_final(&state, hash_out);
}

/* Words that stay one field of a line. */
static void copy_word(char *out, size_t size, const char *word)
{
    size_t i = 0;
    for (; i < size - 1 && word[i]; i++)
        out[i] = isalnum((unsigned char)word[i]) || strchr("-._:", word[i]) ? word[i] : '-';
    out[i] = '\0';
}

static int bytes(sqlite3_stmt *s, int column, uint8_t *out, size_t size)
{
    const void *blob = sqlite3_column_blob(s, column);
    if (!blob || (size_t)sqlite3_column_bytes(s, column) != size)
        return -EILSEQ;
    memcpy(out, blob, size);
    return 0;
}

/* The newest entry's sequence and hash; zeros when there is none. */
static int newest(struct journal *j, int64_t *sequence_out, uint8_t hash_out[JOURNAL_HASH])
{
    sqlite3_stmt *s;
    int result = database_prepare(
        j->db,
        "SELECT sequence, hash FROM entry UNION ALL SELECT sequence, hash FROM checkpoint"
        " ORDER BY sequence DESC LIMIT 1",
        0, &s);
    if (result)
        return result;
    result = database_row(s);
    if (!result) {
        *sequence_out = sqlite3_column_int64(s, 0);
        result = bytes(s, 1, hash_out, JOURNAL_HASH);
    } else if (result == -ENOENT) {
        *sequence_out = 0;
        memset(hash_out, 0, JOURNAL_HASH);
        result = 0;
    }
    sqlite3_finalize(s);
    return result;
}

int journal_add(struct journal *j, int64_t at, bool clock_kept, const char *event,
                const char *detail)
{
    struct journal_entry e = {.at = at, .clock_kept = clock_kept};
    uint8_t before[JOURNAL_HASH];
    sqlite3_stmt *s;
    int result = newest(j, &e.sequence, before);
    if (result)
        return result;
    e.sequence++;
    memcpy(e.boot, j->boot, sizeof e.boot);
    copy_word(e.event, sizeof e.event, event);
    copy_word(e.detail, sizeof e.detail, detail);
    journal_hash(&e, before, e.hash);
    result =
        database_prepare(j->db, "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)", e.sequence, &s);
    if (result)
        return result;
    sqlite3_bind_text(s, 2, e.boot, -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 3, e.at);
    sqlite3_bind_int(s, 4, e.clock_kept);
    sqlite3_bind_text(s, 5, e.event, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 6, e.detail, -1, SQLITE_STATIC);
    sqlite3_bind_blob(s, 7, e.hash, sizeof e.hash, SQLITE_STATIC);
    return database_run(s);
}

static size_t checkpoint_text(const struct journal_checkpoint *c, const char *sender,
                              char text_out[256])
{
    char hex[2 * JOURNAL_HASH + 1];
    sodium_bin2hex(hex, sizeof hex, c->hash, sizeof c->hash);
    return (size_t)snprintf(text_out, 256,
                            "perlinsos journal checkpoint\n%.63s\n%" PRId64 "\n%" PRId64 "\n%s\n",
                            sender, c->sequence, c->at, hex);
}

bool journal_signed(const struct journal_checkpoint *c, const struct journal_signers *signers)
{
    char text[256];
    size_t size = checkpoint_text(c, signers->sender, text);
    for (size_t i = 0; i < signers->count; i++)
        if (!crypto_sign_verify_detached(c->signature, (const uint8_t *)text, size,
                                         signers->keys[i]))
            return true;
    return false;
}

static int is_acknowledged(struct journal *j, int64_t sequence, bool *acknowledged_out)
{
    sqlite3_stmt *s;
    int result = database_prepare(
        j->db, "SELECT 1 FROM checkpoint WHERE sequence >= ? AND acknowledged = 1", sequence, &s);
    if (result)
        return result;
    result = database_row(s);
    sqlite3_finalize(s);
    *acknowledged_out = !result;
    return result == -ENOENT ? 0 : result;
}

int journal_sign(struct journal *j, const struct envelope_signer *signer, int64_t at,
                 struct journal_checkpoint *checkpoint_out)
{
    struct journal_checkpoint c = {.at = at};
    bool acknowledged;
    char text[256];
    sqlite3_stmt *s;
    int result = newest(j, &c.sequence, c.hash);
    if (!result)
        result = is_acknowledged(j, c.sequence, &acknowledged);
    if (!result && (acknowledged || !c.sequence))
        result = -ENOENT;
    if (result)
        return result;
    crypto_sign_detached(c.signature, NULL, (const uint8_t *)text,
                         checkpoint_text(&c, signer->id, text), signer->secret);
    result = database_prepare(j->db,
                              "INSERT OR REPLACE INTO checkpoint (sequence, at, hash, signature)"
                              " VALUES (?, ?, ?, ?)",
                              c.sequence, &s);
    if (result)
        return result;
    sqlite3_bind_int64(s, 2, c.at);
    sqlite3_bind_blob(s, 3, c.hash, sizeof c.hash, SQLITE_STATIC);
    sqlite3_bind_blob(s, 4, c.signature, sizeof c.signature, SQLITE_STATIC);
    result = database_run(s);
    if (!result)
        *checkpoint_out = c;
    return result;
}

int journal_acknowledge(struct journal *j, int64_t sequence)
{
    char sql[512];
    sqlite3_stmt *s;
    int result = database_prepare(
        j->db, "UPDATE checkpoint SET acknowledged = 1 WHERE sequence = ?", sequence, &s);
    if (!result)
        result = database_run(s);
    if (result)
        return result;
    /* Of the entries before it only the signed sum is needed; of the checkpoints the last is. */
    snprintf(sql, sizeof sql,
             "DELETE FROM entry WHERE sequence <= (SELECT max(sequence) FROM checkpoint WHERE"
             " acknowledged = 1 AND sequence < (SELECT max(sequence) FROM entry) - %d);"
             "DELETE FROM checkpoint WHERE sequence <> %" PRId64
             " AND sequence <> (SELECT min(sequence) - 1 FROM entry);",
             JOURNAL_KEPT_MAX, sequence);
    return database_exec(j->db, sql);
}
