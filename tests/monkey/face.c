#include "face.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH_SIZE = 512 };

int face_start(struct face *face, const char *programs, const char *stage, const char *trace)
{
    char program[PATH_SIZE], settings[PATH_SIZE], log[PATH_SIZE];
    int ends[2], error;

    snprintf(program, sizeof program, "%s/kiosk", programs);
    snprintf(settings, sizeof settings, "%s/kiosk.conf", stage);
    snprintf(log, sizeof log, "%s/log/kiosk", stage);
    *face = (struct face){.state = "START", .log = fopen(log, "we")};
    if (!face->log)
        return -errno;
    if (pipe2(ends, O_CLOEXEC)) {
        error = -errno;
        fclose(face->log);
        return error;
    }
    face->process = fork();
    if (face->process == 0) {
        dup2(ends[1], STDERR_FILENO);
        /* A window as large as the display: on one without a window manager SDL would wait 100 ms
         * for that to make it so. */
        execl(program, program, "--window", "-c", settings, trace ? "--trace" : NULL, trace,
              (char *)NULL);
        _exit(127);
    }
    error = face->process < 0 ? -errno : 0;
    close(ends[1]);
    face->said = ends[0];
    fcntl(face->said, F_SETFL, O_NONBLOCK);
    return error;
}

/* "kiosk: visit 3: READING -> CONSENT" */
static void take_line(struct face *face)
{
    const char *arrow = strstr(face->line, " -> ");

    fprintf(face->log, "%s\n", face->line);
    fflush(face->log);
    if (arrow && strstr(face->line, "kiosk: visit "))
        snprintf(face->state, sizeof face->state, "%.*s", FACE_STATE - 1, arrow + 4);
    face->refused += strstr(face->line, " is not allowed in ") != NULL;
}

bool face_hear(struct face *face, int ms)
{
    struct pollfd in = {.fd = face->said, .events = POLLIN};
    char c;

    if (poll(&in, 1, ms) <= 0)
        return true;
    for (;;) {
        ssize_t n = read(face->said, &c, 1);

        if (n == 0)
            return false;
        if (n < 0)
            return errno == EAGAIN || errno == EINTR;
        if (c != '\n' && face->size < sizeof face->line - 1) {
            face->line[face->size++] = c;
            continue;
        }
        face->line[face->size] = '\0';
        face->size = 0;
        take_line(face);
    }
}

int face_end(struct face *face)
{
    int status = -1;

    kill(face->process, SIGTERM);
    while (face_hear(face, -1))
        ;
    waitpid(face->process, &status, 0);
    close(face->said);
    fclose(face->log);
    return status;
}
