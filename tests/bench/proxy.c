/*
 * proxy: an HTTP proxy as an office has one (RFC 9110, 9.3.6, CONNECT), on a port of its own, which
 * it writes to STAGE/proxy.port. Whatever host is asked for, it connects to PORT here, and adds the
 * host to STAGE/proxy.log: so a test sees that a kiosk went through it, and could not have gone
 * past.
 *
 * proxy STAGE PORT
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ROOM = 16384 };

static void die(const char *doing)
{
    perror(doing);
    exit(1);
}

static void write_line(const char *stage, const char *name, const char *mode, const char *line)
{
    char path[256];
    FILE *file;
    snprintf(path, sizeof path, "%s/%s", stage, name);
    file = fopen(path, mode);
    if (!file || fprintf(file, "%s\n", line) < 0 || fclose(file))
        die(path);
}

/* Until the empty line that ends the request; false for none. */
static bool read_request(int fd, char text[ROOM])
{
    size_t got = 0;
    while (got < ROOM - 1 && read(fd, text + got, 1) == 1) {
        text[++got] = '\0';
        if (got >= 4 && !strcmp(text + got - 4, "\r\n\r\n"))
            return true;
    }
    return false;
}

static bool pass(int from, int to)
{
    char bytes[ROOM];
    ssize_t got = read(from, bytes, sizeof bytes);
    return got > 0 && write(to, bytes, (size_t)got) == got;
}

static void serve(int kiosk, const char *stage, uint16_t port)
{
    static const char done[] = "HTTP/1.1 200 Connection established\r\n\r\n";
    const struct sockaddr_in at = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    char text[ROOM], host[128];
    int service = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (!read_request(kiosk, text) || sscanf(text, "CONNECT %127s HTTP/1.1", host) != 1)
        exit(0);
    write_line(stage, "proxy.log", "a", host);
    if (connect(service, (const struct sockaddr *)&at, sizeof at) ||
        write(kiosk, done, sizeof done - 1) < 0)
        exit(0);
    for (;;) {
        struct pollfd ends[] = {{.fd = kiosk, .events = POLLIN}, {.fd = service, .events = POLLIN}};
        if (poll(ends, 2, -1) < 0 || (ends[0].revents && !pass(kiosk, service)) ||
            (ends[1].revents && !pass(service, kiosk)))
            exit(0);
    }
}

int main(int argc, char **argv)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof at;
    char port[16];
    int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (argc != 3) {
        fprintf(stderr, "usage: proxy STAGE PORT\n");
        return 2;
    }
    signal(SIGCHLD, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    if (bind(listening, (struct sockaddr *)&at, sizeof at) || listen(listening, 16) ||
        getsockname(listening, (struct sockaddr *)&at, &size))
        die("listen");
    snprintf(port, sizeof port, "%u", ntohs(at.sin_port));
    write_line(argv[1], "proxy.port", "w", port);
    for (;;) {
        int fd = accept4(listening, NULL, NULL, SOCK_CLOEXEC);
        if (fd < 0)
            die("accept");
        if (!fork()) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            serve(fd, argv[1], (uint16_t)strtoul(argv[2], NULL, 10));
        }
        close(fd);
    }
}
