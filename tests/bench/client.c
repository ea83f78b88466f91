#include "client.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int client_send(const char *socket_path, const char *command)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char line[CLIENT_LINE_MAX];
    int size = snprintf(line, sizeof(line), "%s\n", command);
    int fd = -1, error;

    if (size >= (int)sizeof(line) || strlen(socket_path) >= sizeof(address.sun_path))
        return -ENAMETOOLONG;
    strcpy(address.sun_path, socket_path);
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -errno;
    if (connect(fd, (struct sockaddr *)&address, sizeof(address)) != 0 ||
        send(fd, line, (size_t)size, MSG_NOSIGNAL) != size) {
        error = -errno;
        close(fd);
        return error;
    }
    return fd;
}

int client_answer(int fd, char *answer_out, size_t room)
{
    char line[CLIENT_LINE_MAX];
    size_t size = 0;

    while (size == 0 || line[size - 1] != '\n') {
        ssize_t n = size < sizeof(line) ? read(fd, line + size, sizeof(line) - size) : 0;

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -errno;
        if (n == 0)
            return -EPIPE;
        size += (size_t)n;
    }
    line[size - 1] = '\0';
    snprintf(answer_out, room, "%s", line);
    return strncmp(line, "ok", 2) == 0 ? 0 : -EREMOTEIO;
}
