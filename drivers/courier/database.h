/*
 * database: SQLite as the courier uses it: one file, durable when a statement returns (WAL,
 * synchronous=FULL), erased content overwritten (secure_delete), checked when it is opened. The
 * only place that knows SQLite's error numbers; here they are -ENOSPC disk full, -EROFS not
 * writable, -EBUSY held by another process, -EUCLEAN damaged, -EPROTO another schema than ours,
 * -ENOMEM, -EIO.
 */
#ifndef DRIVERS_COURIER_DATABASE_H
#define DRIVERS_COURIER_DATABASE_H

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

/* The tables, version by version: steps[0] makes those of version 1, steps[n] what version n + 1
 * adds to them. A step only adds: tables, and columns that have a default. So the program of the
 * version before reads and writes a file of this one, as after an update that was taken back: its
 * statements name their columns. The file's version is its user_version; 0 are files of version 1
 * from before it was written down. */
struct database_schema {
    const char *const *steps;
    int version; /* how many */
};

/* Opens or makes PATH, and brings it up to this version; one of the version after stays as it is.
 * Returns 0 or -errno, -EPROTO for a file of a still later version; on failure nothing is left
 * open. */
int database_open(const char *path, const struct database_schema *schema, sqlite3 **db_out);

/* Of what a call of SQLite returned. */
int database_error(int sqlite);

/* Runs statements without values or rows. */
int database_exec(sqlite3 *db, const char *sql);

/* Moves the write-ahead log into the file and empties it: what was erased stands there no longer,
 * and what it took of the disk is free. A reader in between only puts that off. */
void database_make_room(sqlite3 *db);

/* Prepares a statement and binds its first value, if it has one. */
int database_prepare(sqlite3 *db, const char *sql, int64_t first, sqlite3_stmt **statement_out);

/* Runs it to its end, and finalizes it. */
int database_run(sqlite3_stmt *statement);

/* Moves to the first row. Returns 0, -ENOENT without one, or -errno; finalizing stays the
 * caller's. */
int database_row(sqlite3_stmt *statement);

/* The first column of the first row; finalizes it, so that what it changed is on the disk. Returns 0,
 * -ENOENT without a row, or -errno. */
int database_number(sqlite3_stmt *statement, int64_t *number_out);

/* Copies the text of a column. Returns 0 or -EILSEQ for one that is none or does not fit. */
int database_text(sqlite3_stmt *statement, int column, char *text_out, size_t size);

#endif
