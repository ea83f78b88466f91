#include "journal.h"

#include "database.h"
#include "salvage.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

static const char *const flaws[] = {
    [JOURNAL_SOUND] = "sound",
    [JOURNAL_CHANGED] = "changed: an entry is not what was written",
    [JOURNAL_MISSING] = "an entry is missing",
    [JOURNAL_BEGINNING] = "the beginning is missing",
    [JOURNAL_CUT] = "cut off: it ends before a checkpoint",
    [JOURNAL_OTHER] = "another journal: a checkpoint pins another entry",
    [JOURNAL_FORGED] = "a checkpoint is not signed by this device",
};

const char *journal_flaw_name(enum journal_flaw flaw)
{
    return flaws[flaw];
}

static int open_to_read(const char *directory, sqlite3 **db_out)
{
    char path[SALVAGE_PATH];
    sqlite3 *db = NULL;
    int result;
    if ((size_t)snprintf(path, sizeof path, "%s/journal.db", directory) >= sizeof path)
        return -ENAMETOOLONG;
    result = database_error(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL));
    if (result) {
        sqlite3_close(db);
        return result;
    }
    *db_out = db;
    return 0;
}

/* What does not fit its field is not what was written: left empty, it breaks the chain. */
static void read_entry(sqlite3_stmt *s, struct journal_entry *e)
{
    const void *hash = sqlite3_column_blob(s, 6);
    memset(e, 0, sizeof *e);
    e->sequence = sqlite3_column_int64(s, 0);
    (void)database_text(s, 1, e->boot, sizeof e->boot);
    e->at = sqlite3_column_int64(s, 2);
    e->clock_kept = sqlite3_column_int(s, 3) != 0;
    (void)database_text(s, 4, e->event, sizeof e->event);
    (void)database_text(s, 5, e->detail, sizeof e->detail);
    if (hash && sqlite3_column_bytes(s, 6) == JOURNAL_HASH)
        memcpy(e->hash, hash, JOURNAL_HASH);
}

static int each_entry(sqlite3 *db, int (*each)(void *context, const struct journal_entry *),
                      void *context)
{
    struct journal_entry e;
    sqlite3_stmt *s;
    int result = database_prepare(db,
                                  "SELECT sequence, boot, at, clock_kept, event, detail, hash"
                                  " FROM entry ORDER BY sequence",
                                  0, &s);
    if (result)
        return result;
    while (!(result = database_row(s))) {
        read_entry(s, &e);
        result = each(context, &e);
        if (result)
            break;
    }
    sqlite3_finalize(s);
    return result == -ENOENT ? 0 : result;
}

int journal_each(const char *directory, int (*each)(void *context, const struct journal_entry *),
                 void *context)
{
    sqlite3 *db = NULL;
    int result = open_to_read(directory, &db);
    if (!result)
        result = each_entry(db, each, context);
    sqlite3_close(db);
    return result;
}

struct walk {
    sqlite3 *db;
    const struct journal_signers *signers;
    struct journal_verdict verdict;
    int64_t sequence; /* of the entry before */
    uint8_t hash[JOURNAL_HASH];
};

static int flaw(struct walk *w, enum journal_flaw flaw, int64_t sequence)
{
    w->verdict.flaw = flaw;
    w->verdict.sequence = sequence;
    return -ECANCELED; /* looked at no further */
}

static int read_checkpoint(sqlite3_stmt *s, struct journal_checkpoint *c)
{
    if (sqlite3_column_bytes(s, 2) != JOURNAL_HASH ||
        sqlite3_column_bytes(s, 3) != JOURNAL_SIGNATURE)
        return -EILSEQ;
    c->sequence = sqlite3_column_int64(s, 0);
    c->at = sqlite3_column_int64(s, 1);
    memcpy(c->hash, sqlite3_column_blob(s, 2), JOURNAL_HASH);
    memcpy(c->signature, sqlite3_column_blob(s, 3), JOURNAL_SIGNATURE);
    return 0;
}

/* A signed checkpoint of the journal itself may stand for the entries before it. */
static int begin_at(struct walk *w, int64_t sequence)
{
    struct journal_checkpoint c;
    sqlite3_stmt *s;
    int result = database_prepare(
        w->db, "SELECT sequence, at, hash, signature FROM checkpoint WHERE sequence = ?",
        sequence - 1, &s);
    if (result)
        return result;
    result = database_row(s);
    if (!result)
        result = read_checkpoint(s, &c);
    sqlite3_finalize(s);
    if (result || !journal_signed(&c, w->signers))
        return flaw(w, JOURNAL_BEGINNING, sequence);
    memcpy(w->hash, c.hash, sizeof w->hash);
    return 0;
}

static int walk_entry(void *context, const struct journal_entry *e)
{
    struct walk *w = context;
    uint8_t hash[JOURNAL_HASH];
    int result = 0;
    if (!w->verdict.entries && e->sequence != 1)
        result = begin_at(w, e->sequence);
    else if (e->sequence != w->sequence + 1)
        result = flaw(w, JOURNAL_MISSING, w->sequence + 1);
    if (result)
        return result;
    journal_hash(e, w->hash, hash);
    if (memcmp(hash, e->hash, sizeof hash))
        return flaw(w, JOURNAL_CHANGED, e->sequence);
    w->sequence = e->sequence;
    memcpy(w->hash, e->hash, sizeof w->hash);
    w->verdict.entries++;
    return 0;
}

static int hold_to(struct walk *w, const struct journal_checkpoint *c)
{
    sqlite3_stmt *s;
    const void *hash;
    bool same, gone;
    int result;
    if (!journal_signed(c, w->signers))
        return flaw(w, JOURNAL_FORGED, c->sequence);
    if (c->sequence > w->sequence)
        return flaw(w, JOURNAL_CUT, w->sequence);
    result = database_prepare(w->db, "SELECT hash FROM entry WHERE sequence = ?", c->sequence, &s);
    if (result)
        return result;
    result = database_row(s);
    gone = result == -ENOENT; /* dropped: a later checkpoint stands for it */
    hash = gone ? NULL : sqlite3_column_blob(s, 0);
    same = hash && !memcmp(hash, c->hash, JOURNAL_HASH);
    sqlite3_finalize(s);
    if (result && !gone)
        return result;
    if (!gone && !same)
        return flaw(w, JOURNAL_OTHER, c->sequence);
    if (c->sequence > w->verdict.pinned)
        w->verdict.pinned = c->sequence;
    return 0;
}

static int hold_to_own(struct walk *w)
{
    struct journal_checkpoint c;
    sqlite3_stmt *s;
    int result = database_prepare(
        w->db, "SELECT sequence, at, hash, signature FROM checkpoint ORDER BY sequence", 0, &s);
    if (result)
        return result;
    while (!(result = database_row(s))) {
        result = read_checkpoint(s, &c) ? flaw(w, JOURNAL_FORGED, sqlite3_column_int64(s, 0))
                                        : hold_to(w, &c);
        if (result)
            break;
    }
    sqlite3_finalize(s);
    return result == -ENOENT ? 0 : result;
}

int journal_verify(const char *directory, const struct journal_signers *signers,
                   const struct journal_checkpoint *witnessed, size_t count,
                   struct journal_verdict *verdict_out)
{
    struct walk w = {.signers = signers};
    int result = open_to_read(directory, &w.db);
    if (!result)
        result = each_entry(w.db, walk_entry, &w);
    if (!result)
        result = hold_to_own(&w);
    for (size_t i = 0; !result && i < count; i++)
        result = hold_to(&w, &witnessed[i]);
    if (result == -ECANCELED)
        result = 0;
    if (!result)
        *verdict_out = w.verdict;
    sqlite3_close(w.db);
    return result;
}
