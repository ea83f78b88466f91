#include "tests/place.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int place_make(const char *name, char folder_out[PLACE])
{
    const char *named = getenv("KIOSK_BUILD"), *build = named ? named : "build";
    if (mkdir(build, 0777) && errno != EEXIST)
        return -1;
    snprintf(folder_out, PLACE, "%.38s/%.16s-XXXXXX", build, name);
    return mkdtemp(folder_out) ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *where)
{
    (void)st;
    (void)kind;
    (void)where;
    return remove(path);
}

int place_remove(const char *folder)
{
    return nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}
