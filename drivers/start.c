#include "start.h"

#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <ini.h>

static int enter_folder_of(const char *file)
{
    char *copy = strdup(file);
    int result = !copy ? -ENOMEM : chdir(dirname(copy)) ? -errno : 0;
    free(copy);
    return result;
}

int start_pass_over(const char *program, const char *section, const char *key)
{
    fprintf(stderr, "%s: [%s] %s: not known to this version, passed over\n", program, section, key);
    return 1;
}

int start_with(const char *program, const char *file, start_setting on_key, void *settings)
{
    const struct rlimit none = {0, 0};
    int line = 0, result = setrlimit(RLIMIT_CORE, &none) ? -errno : 0;
    if (!result)
        line = ini_parse(file, on_key, settings);
    if (line)
        result = -EINVAL;
    else if (!result)
        result = enter_folder_of(file);
    if (line > 0)
        fprintf(stderr, "%s: %s: bad line %d\n", program, file, line);
    else if (result)
        fprintf(stderr, "%s: %s: %s\n", program, file, line ? "not opened" : strerror(-result));
    return result;
}
