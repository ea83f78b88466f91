#include "driver.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whether a process of this name runs in this group; proc(5), stat. */
static int belongs(int process, int group, const char *program)
{
    char path[64], name[32];
    int process_group, match;
    FILE *stat;
    snprintf(path, sizeof path, "/proc/%d/stat", process);
    stat = fopen(path, "r");
    if (!stat)
        return 0;
    match = fscanf(stat, "%*d (%31[^)]) %*c %*d %d", name, &process_group) == 2 &&
            process_group == group && !strcmp(name, program);
    fclose(stat);
    return match;
}

int driver_kill(const char *stage, const char *program)
{
    char path[512];
    int group = 0, result = -ESRCH;
    struct dirent *entry;
    FILE *file;
    DIR *proc;
    snprintf(path, sizeof path, "%s/pid/%s", stage, program);
    file = fopen(path, "r");
    if (!file)
        return -errno;
    if (fscanf(file, "%d", &group) != 1)
        group = 0;
    fclose(file);
    proc = opendir("/proc");
    while (proc && group && (entry = readdir(proc))) {
        int process = atoi(entry->d_name);
        if (process > 0 && belongs(process, group, program))
            result = kill(process, SIGKILL) ? -errno : 0;
    }
    if (proc)
        closedir(proc);
    return result;
}
