#include "attempts.h"

#include "database.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DIGEST = 16, KEY = 32, PATH = 4096 };

struct attempts {
    const char *directory;
    uint8_t key[ATTEMPTS_WHOSE][KEY];
    sqlite3 *db; /* NULL: not open */
};

/* AUTOINCREMENT: the number of one that was given back is never another's. */
static const char version_1[] =
    "CREATE TABLE IF NOT EXISTS attempt(number INTEGER PRIMARY KEY AUTOINCREMENT,"
    " at INTEGER NOT NULL, uid BLOB NOT NULL, nik BLOB);";
static const struct database_schema schema = {(const char *const[]){version_1}, 1};

int attempts_new(const char *directory, const uint8_t secret[ATTEMPTS_SECRET],
                 struct attempts **attempts_out)
{
    static const char *const purposes[] = {
        [ATTEMPTS_RESIDENT] = "attempts", [ATTEMPTS_STAFF] = "attempts of staff"};
    struct attempts *a = calloc(1, sizeof *a);
    if (!a)
        return -ENOMEM;
    a->directory = directory;
    for (int i = 0; i < ATTEMPTS_WHOSE; i++)
        crypto_generichash(a->key[i], KEY, (const uint8_t *)purposes[i], strlen(purposes[i]) + 1,
                           secret, ATTEMPTS_SECRET);
    *attempts_out = a;
    return 0;
}

static void shut(struct attempts *a)
{
    sqlite3_close(a->db);
    a->db = NULL;
}

void attempts_free(struct attempts *a)
{
    if (!a)
        return;
    shut(a);
    sodium_memzero(a, sizeof *a);
    free(a);
}

/* A damaged one holds nothing that anybody could still use. */
static int open_file(struct attempts *a)
{
    char path[PATH], beside[PATH + 8];
    int result;
    if (a->db)
        return 0;
    snprintf(path, sizeof path, "%s/attempts.db", a->directory);
    result = database_open(path, &schema, &a->db);
    if (result != -EUCLEAN)
        return result;
    unlink(path);
    snprintf(beside, sizeof beside, "%s-wal", path);
    unlink(beside);
    snprintf(beside, sizeof beside, "%s-shm", path);
    unlink(beside);
    return database_open(path, &schema, &a->db);
}

static void digest(const uint8_t key[KEY], const void *what, size_t size,
                   uint8_t digest_out[DIGEST])
{
    crypto_generichash(digest_out, DIGEST, what, size, key, KEY);
}

/* Binds the digests at `first` and the next; without a NIK the second is NULL, which equals
 * nothing. */
static void bind_card(const uint8_t key[KEY], sqlite3_stmt *s, int first,
                      const struct wire_card *card)
{
    uint8_t uid[DIGEST], nik[DIGEST];
    digest(key, card->uid, card->uid_size, uid);
    sqlite3_bind_blob(s, first, uid, sizeof uid, SQLITE_TRANSIENT);
    if (!card->nik[0])
        return;
    digest(key, card->nik, strlen(card->nik), nik);
    sqlite3_bind_blob(s, first + 1, nik, sizeof nik, SQLITE_TRANSIENT);
}

static int count(const struct attempts *a, enum attempts_whose whose, const struct wire_card *card,
                 int64_t now, int64_t *count_out)
{
    sqlite3_stmt *s = NULL;
    int result = database_prepare(
        a->db, "SELECT count(*) FROM attempt WHERE at > ?1 AND (uid = ?2 OR nik = ?3)",
        now - ATTEMPTS_DAY_S, &s);
    if (result)
        return result;
    bind_card(a->key[whose], s, 2, card);
    return database_number(s, count_out);
}

static int add(const struct attempts *a, enum attempts_whose whose, const struct wire_card *card,
               int64_t now)
{
    sqlite3_stmt *s = NULL;
    int result =
        database_prepare(a->db, "INSERT INTO attempt(at, uid, nik) VALUES(?1, ?2, ?3)", now, &s);
    if (result)
        return result;
    bind_card(a->key[whose], s, 2, card);
    return database_run(s);
}

static int run(const struct attempts *a, const char *sql, int64_t value)
{
    sqlite3_stmt *s = NULL;
    int result = database_prepare(a->db, sql, value, &s);
    return result ? result : database_run(s);
}

int attempts_prune(struct attempts *a, int64_t now)
{
    int result = open_file(a);
    if (!result)
        result = run(a, "UPDATE attempt SET at = ?1 WHERE at > ?1", now);
    if (!result)
        result = run(a, "DELETE FROM attempt WHERE at <= ?1", now - ATTEMPTS_DAY_S);
    if (!result && sqlite3_changes(a->db))
        database_make_room(a->db);
    if (result)
        shut(a);
    return result;
}

int attempts_take(struct attempts *a, enum attempts_whose whose, const struct wire_card *card,
                  int64_t now, int64_t *attempt_out)
{
    int64_t taken = 0;
    int result = attempts_prune(a, now);
    if (!result)
        result = count(a, whose, card, now, &taken);
    if (!result && taken >= ATTEMPTS_A_DAY)
        return -EDQUOT;
    if (!result)
        result = add(a, whose, card, now);
    if (result)
        shut(a);
    else
        *attempt_out = sqlite3_last_insert_rowid(a->db);
    return result;
}

int attempts_give_back(struct attempts *a, int64_t attempt)
{
    int result = open_file(a);
    if (!result)
        result = run(a, "DELETE FROM attempt WHERE number = ?1", attempt);
    if (result)
        shut(a);
    return result;
}
