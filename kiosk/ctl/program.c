#include "kiosk/ctl/program.h"

#include <errno.h>
#include <grp.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int fail(const char *about, int error)
{
    fprintf(stderr, "kioskctl: %s: %s\n", about, strerror(error));
    return 1;
}

int program_become(char *const argv[])
{
    char self[PATH_MAX], path[PATH_MAX];
    ssize_t size = readlink("/proc/self/exe", self, sizeof self - 1);
    int error = errno;
    if (size >= 0) {
        self[size] = '\0';
        if (snprintf(path, sizeof path, "%s/%s", dirname(self), argv[0]) < (int)sizeof path)
            execv(path, argv);
        error = errno;
    }
    return fail(argv[0], error);
}

int program_become_courier(char *const argv[], const char *conf)
{
    char path[PATH_MAX];
    const char *slash = strrchr(conf, '/');
    struct stat st;
    if (snprintf(path, sizeof path, "%.*skeys", slash ? (int)(slash + 1 - conf) : 0, conf) >=
        (int)sizeof path)
        return fail(conf, ENAMETOOLONG);
    if (geteuid() == 0) {
        if (stat(path, &st))
            return fail(path, errno);
        if (st.st_uid && (setgroups(0, NULL) || setgid(st.st_gid) || setuid(st.st_uid)))
            return fail("become the courier", errno);
    }
    return program_become(argv);
}
