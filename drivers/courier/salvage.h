/*
 * salvage: what becomes of a damaged outbox.db. Nothing of it is thrown away: the file and its log
 * are kept under another name for those who can do more with it than we can.
 */
#ifndef DRIVERS_COURIER_SALVAGE_H
#define DRIVERS_COURIER_SALVAGE_H

#include <sqlite3.h>
#include <stdint.h>

enum { SALVAGE_KEPT_MAX = 99, SALVAGE_PATH = 4096 };

/* Renames `path` and its log to PATH.damaged-N, the first N (1..) that is free; the folder is
 * synced. kept_out is the new name. Returns 0, -ENOSPC after SALVAGE_KEPT_MAX of them, or -errno.
 */
int salvage_set_aside(const char *path, char kept_out[SALVAGE_PATH]);

/* Copies into `db`, which has outbox's tables, every record of the file `kept` that can still be
 * read: from both ends, since reading stops at the first page that is broken. Returns how many. */
uint32_t salvage_records(sqlite3 *db, const char *kept);

#endif
