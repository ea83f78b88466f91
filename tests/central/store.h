/*
 * store: the service's SQLite database, STAGE/central.db, and the only file that knows SQLite.
 *
 * A statement's values come after its letters, one a '?':
 *   i  int64_t            o  int64_t, 0 is stored as NULL (absent)
 *   t  const char *, NULL or "" is stored as NULL
 *   b  const void *, size_t
 * SQL texts are constants (a statement is kept, by the address of its text, for the next time);
 * nothing from outside is ever part of one.
 *
 * Errors: -EEXIST a key that is there already; -EBUSY another program holds the database;
 * -ENOSPC; -ENOMEM; -EUCLEAN a damaged file; -EIO anything else. One thread at a time.
 */
#ifndef TESTS_CENTRAL_STORE_H
#define TESTS_CENTRAL_STORE_H

#include <stddef.h>
#include <stdint.h>

struct store;
struct store_rows;

/* Makes an empty database with its tables at `path`, which must not exist, mode 0600. */
int store_create(const char *path, struct store **store_out);

/* Adds the indexes that a bulk load does without. */
int store_index(struct store *store);

/* Opens an existing one for service: a commit is on the disk when it returns. -ENOENT when there
 * is none, -EPROTO when it was made by another version of this program. */
int store_open(const char *path, struct store **store_out);

void store_close(struct store *store); /* accepts NULL */

/* As store_begin, for what is only noted (a question asked, an answer given): it survives this
 * program's end, and may be lost with the machine's power. */
int store_begin_note(struct store *store);

/* A transaction: begin, then commit or roll back. store_rollback without one does nothing. */
int store_begin(struct store *store);
int store_commit(struct store *store);
void store_rollback(struct store *store);

/* Runs a statement without rows. Returns 0 or -errno. */
int store_run(struct store *store, const char *sql, const char *letters, ...);

/* How many rows the last store_run changed. */
int64_t store_changes(const struct store *store);

/* Starts a statement with rows; store_done(*rows_out) ends it. Text and blob values passed in must
 * outlive it. */
int store_ask(struct store *store, struct store_rows **rows_out, const char *sql,
              const char *letters, ...);

/* Moves to the next row: 1, 0 after the last one, or -errno. */
int store_next(struct store_rows *rows);

/* Columns of the current row from 0; text ("" when NULL) and bytes are valid until the next move.
 */
int64_t store_number(struct store_rows *rows, int column);
const char *store_text(struct store_rows *rows, int column);
const void *store_bytes(struct store_rows *rows, int column, size_t *size_out);

void store_done(struct store_rows *rows); /* accepts NULL */

#endif
