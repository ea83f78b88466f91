#include "kiosk/ctl/program.h"

#include <errno.h>
#include <grp.h>
#include <libgen.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static int fail(const char *about, int error)
{
    fprintf(stderr, "kioskctl: %s: %s\n", about, strerror(error));
    return 1;
}

int program_beside(const char *name, char *path_out, size_t size)
{
    char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (length < 0)
        return -errno;
    self[length] = '\0';
    return snprintf(path_out, size, "%s/%s", dirname(self), name) < (int)size ? 0 : -ENAMETOOLONG;
}

int program_become(char *const argv[])
{
    char path[PATH_MAX];
    int result = program_beside(argv[0], path, sizeof path);
    if (result)
        return fail(argv[0], -result);
    execv(path, argv);
    return fail(argv[0], errno);
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

/* Starts it with its standard output into *end_out. Returns its id or -1. */
static pid_t start(char *const argv[], const char *conf, int *end_out)
{
    int ends[2];
    pid_t child;
    if (pipe(ends))
        return -1;
    child = fork();
    if (!child) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        if (conf)
            _exit(program_become_courier(argv, conf));
        execvp(argv[0], argv);
        _exit(127);
    }
    close(ends[1]);
    if (child < 0)
        close(ends[0]);
    else
        *end_out = ends[0];
    return child;
}

static bool ended_well(pid_t child)
{
    int status = -1;
    return waitpid(child, &status, 0) == child && WIFEXITED(status) && !WEXITSTATUS(status);
}

int program_read_courier(char *const argv[], const char *conf, char *said_out, size_t size)
{
    size_t got = 0;
    ssize_t one = 0;
    int end;
    pid_t child = start(argv, conf, &end);
    if (child < 0)
        return -EIO;
    while (got < size && (one = read(end, said_out + got, size - got)) > 0)
        got += (size_t)one;
    close(end);
    if (!ended_well(child) || one < 0 || got == size)
        return -EIO;
    said_out[got] = '\0';
    return 0;
}

int program_tail(char *const argv[], const char *conf, char *said_out, size_t size)
{
    size_t got = 0;
    ssize_t one = 0;
    bool cut = false;
    int end;
    pid_t child = start(argv, conf, &end);
    if (child < 0)
        return -EIO;
    while ((one = read(end, said_out + got, size - 1 - got)) > 0) {
        got += (size_t)one;
        if (got == size - 1) {
            cut = true;
            got /= 2;
            memmove(said_out, said_out + size - 1 - got, got);
        }
    }
    close(end);
    if (!ended_well(child) || one < 0)
        return -EIO;
    said_out[got] = '\0';
    char *whole = cut ? strchr(said_out, '\n') : NULL;
    if (whole)
        memmove(said_out, whole + 1, strlen(whole));
    return 0;
}
