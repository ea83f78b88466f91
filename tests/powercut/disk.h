/*
 * disk: what a folder may hold after a power cut, worked out from a trace (trace.h). Three disks
 * for each moment: one that had taken everything; one that had taken only what was synced; and one
 * that had taken everything but the second half of the last write.
 */
#ifndef TESTS_POWERCUT_DISK_H
#define TESTS_POWERCUT_DISK_H

#include <stdbool.h>
#include <stddef.h>

enum disk_kind { DISK_EAGER, DISK_LAZY, DISK_TORN, DISK_KINDS };

struct disk;

/* Reads the trace; fails the test when it cannot. */
struct disk *disk_read(const char *trace_path);
void disk_free(struct disk *disk);

/* How many things happened. */
size_t disk_moments(const struct disk *disk);

/* Whether the folder may differ after moment i (0..) from what it was before. */
bool disk_changes(const struct disk *disk, size_t i);

/* What was said at moment i: the packet, or NULL. */
const void *disk_said(const struct disk *disk, size_t i, size_t *size_out);

/* Makes the folder, empty before, what it is when power is cut after moment i. */
void disk_write(const struct disk *disk, size_t i, enum disk_kind kind, const char *folder);

#endif
