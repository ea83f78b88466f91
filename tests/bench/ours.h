/*
 * ours: which programs of this project run for a stage, and how much memory they hold.
 */
#ifndef TESTS_BENCH_OURS_H
#define TESTS_BENCH_OURS_H

#include <stddef.h>
#include <sys/types.h>

enum { OURS_MAX = 8 };

struct ours {
    pid_t pid;
    char program[32]; /* "kiosk-card" */
};

/* Those that were told of the stage's settings, by its path or by the one from the folder they run
 * in. Returns how many. */
size_t ours_find(const char *stage, struct ours found_out[OURS_MAX]);

/* Memory of its own, KiB (Pss_Anon, proc(5)): what files give to several processes varies with how
 * many run. -1 when it cannot be read. */
long ours_kib(pid_t pid);

#endif
