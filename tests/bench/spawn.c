#include "spawn.h"

#include "drivers/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

pid_t spawn_driver(const char *program, const char *config, int *face_out)
{
    const char *build = getenv("KIOSK_BUILD");
    char path[256];
    int ends[2];
    snprintf(path, sizeof path, "%s/%s", build ? build : "build", program);
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends))
        return -errno;
    pid_t driver = fork();
    if (!driver) {
        int end = ends[1] == WIRE_FD ? fcntl(ends[1], F_SETFD, 0) : dup2(ends[1], WIRE_FD);
        if (end >= 0)
            execl(path, path, "-c", config, (char *)NULL);
        _exit(127);
    }
    int error = driver < 0 ? -errno : 0;
    close(ends[1]);
    if (error) {
        close(ends[0]);
        return error;
    }
    *face_out = ends[0];
    return driver;
}

int spawn_end(int *face, pid_t *driver)
{
    int status = -1;
    if (*face >= 0)
        close(*face);
    if (*driver > 0)
        waitpid(*driver, &status, 0);
    *face = -1;
    *driver = -1;
    return status;
}
