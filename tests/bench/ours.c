#include "ours.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_for(const char *stage, const char *pid, const char *line, size_t size)
{
    char whole[PATH_MAX], folder[PATH_MAX], here[PATH_MAX], path[300];
    ssize_t length;
    if (realpath(stage, whole) && memmem(line, size, whole, strlen(whole)))
        return true;
    snprintf(path, sizeof path, "/proc/%s/cwd", pid);
    length = readlink(path, folder, sizeof folder - 1);
    if (length < 0 || !getcwd(here, sizeof here))
        return false;
    folder[length] = '\0';
    return !strcmp(folder, here) && memmem(line, size, stage, strlen(stage));
}

size_t ours_find(const char *stage, struct ours found_out[OURS_MAX])
{
    DIR *all = opendir("/proc");
    struct dirent *entry;
    size_t count = 0;
    while (all && count < OURS_MAX && (entry = readdir(all))) {
        char path[300], line[4096] = "";
        snprintf(path, sizeof path, "/proc/%s/cmdline", entry->d_name);
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        ssize_t size = fd < 0 ? -1 : read(fd, line, sizeof line - 1);
        if (fd >= 0)
            close(fd);
        if (size <= 0)
            continue;
        const char *name = strrchr(line, '/') ? strrchr(line, '/') + 1 : line;
        if (strncmp(name, "kiosk", 5) || !is_for(stage, entry->d_name, line, (size_t)size))
            continue;
        found_out[count] = (struct ours){.pid = (pid_t)atoi(entry->d_name)};
        snprintf(found_out[count++].program, sizeof found_out->program, "%.31s", name);
    }
    if (all)
        closedir(all);
    return count;
}

long ours_kib(pid_t pid)
{
    char path[64], line[256];
    long kib = -1;
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)pid);
    FILE *f = fopen(path, "re");
    while (f && fgets(line, sizeof line, f))
        if (sscanf(line, "Pss_Anon: %ld", &kib) == 1)
            break;
    if (f)
        fclose(f);
    return kib;
}
