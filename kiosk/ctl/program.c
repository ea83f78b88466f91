#include "kiosk/ctl/program.h"

#include <errno.h>
#include <grp.h>
#include <libgen.h>
#include <limits.h>
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

int program_read_courier(char *const argv[], const char *conf, char *said_out, size_t size)
{
    int ends[2], status = -1;
    size_t got = 0;
    ssize_t one = 0;
    if (pipe(ends))
        return -errno;
    pid_t child = fork();
    if (!child) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        _exit(program_become_courier(argv, conf));
    }
    close(ends[1]);
    while (child > 0 && got < size && (one = read(ends[0], said_out + got, size - got)) > 0)
        got += (size_t)one;
    close(ends[0]);
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status) ||
        WEXITSTATUS(status) || one < 0 || got == size)
        return -EIO;
    said_out[got] = '\0';
    return 0;
}
