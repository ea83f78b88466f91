#include "port.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { CONNECT_MS = 2000, STRAY_BYTES_MAX = 4096 };

struct port {
    int fd;
    bool is_serial;
};

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Waits until `deadline_ms` for one of `events`. Returns 0, -ETIMEDOUT or -errno. */
static int await(int fd, short events, int64_t deadline_ms)
{
    struct pollfd polled = {.fd = fd, .events = events};
    int ready;
    do {
        int64_t left = deadline_ms - now_ms();
        ready = poll(&polled, 1, left > 0 ? (int)left : 0);
    } while (ready < 0 && errno == EINTR);
    if (ready < 0)
        return -errno;
    if (ready == 0)
        return -ETIMEDOUT;
    return polled.revents & events ? 0 : -ENODEV;
}

/* --- device files --------------------------------------------------------------------------- */

static speed_t speed_of(unsigned baud)
{
    static const struct {
        unsigned baud;
        speed_t speed;
    } speeds[] = {
        {9600, B9600}, {19200, B19200}, {38400, B38400}, {57600, B57600}, {115200, B115200}};
    for (size_t i = 0; i < sizeof speeds / sizeof speeds[0]; i++)
        if (speeds[i].baud == baud)
            return speeds[i].speed;
    return B0;
}

static int make_raw(int fd, unsigned baud)
{
    struct termios settings;
    speed_t speed = speed_of(baud);
    if (speed == B0)
        return -EINVAL;
    if (tcgetattr(fd, &settings))
        return -errno;
    cfmakeraw(&settings);
    settings.c_cflag |= CLOCAL | CREAD;
    if (cfsetspeed(&settings, speed) || tcsetattr(fd, TCSANOW, &settings))
        return -errno;
    return 0;
}

static int open_file(const char *path, unsigned baud, struct port *p)
{
    p->fd = open(path, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (p->fd < 0)
        return -errno;
    p->is_serial = isatty(p->fd);
    return p->is_serial ? make_raw(p->fd, baud) : 0;
}

/* --- TCP ------------------------------------------------------------------------------------ */

/* A name would have to be asked for, and that may take as long as it likes. */
static int resolve(const char *where, struct addrinfo **address_out)
{
    const struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
                                   .ai_socktype = SOCK_STREAM};
    const char *colon = strrchr(where, ':');
    char host[64];
    if (!colon ||
        snprintf(host, sizeof host, "%.*s", (int)(colon - where), where) >= (int)sizeof host)
        return -EINVAL;
    return getaddrinfo(host, colon + 1, &hints, address_out) ? -EINVAL : 0;
}

static int open_tcp(const char *where, struct port *p)
{
    struct addrinfo *address = NULL;
    int error = 0, result = resolve(where, &address);
    socklen_t size = sizeof error;
    if (result)
        return result;
    p->fd = socket(address->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (p->fd < 0)
        result = -errno;
    else if (connect(p->fd, address->ai_addr, address->ai_addrlen) && errno != EINPROGRESS)
        result = -errno;
    freeaddrinfo(address);
    if (!result)
        result = await(p->fd, POLLOUT, now_ms() + CONNECT_MS);
    if (!result && getsockopt(p->fd, SOL_SOCKET, SO_ERROR, &error, &size))
        result = -errno;
    return result ? result : -error;
}

/* --- both ----------------------------------------------------------------------------------- */

int port_open(const char *device, unsigned baud, struct port **port_out)
{
    struct port *p = calloc(1, sizeof *p);
    int result;
    if (!p)
        return -ENOMEM;
    p->fd = -1;
    result = strncmp(device, "tcp:", 4) ? open_file(device, baud, p) : open_tcp(device + 4, p);
    if (result)
        port_close(p);
    else
        *port_out = p;
    return result;
}

void port_close(struct port *p)
{
    if (!p)
        return;
    if (p->fd >= 0) {
        if (p->is_serial)
            tcflush(p->fd, TCIOFLUSH); /* else close() waits for it to be sent */
        close(p->fd);
    }
    free(p);
}

int port_write(struct port *p, const uint8_t *bytes, size_t size, int wait_ms)
{
    int64_t deadline_ms = now_ms() + wait_ms;
    size_t at = 0;
    while (at < size) {
        ssize_t wrote = write(p->fd, bytes + at, size - at);
        if (wrote > 0) {
            at += (size_t)wrote;
        } else if (wrote < 0 && errno != EAGAIN && errno != EINTR) {
            return -errno;
        } else {
            int result = await(p->fd, POLLOUT, deadline_ms);
            if (result)
                return result;
        }
    }
    return 0;
}

int port_read(struct port *p, uint8_t *byte_out, int wait_ms)
{
    int result = await(p->fd, POLLIN, now_ms() + wait_ms);
    ssize_t got;
    if (result)
        return result;
    got = read(p->fd, byte_out, 1);
    if (got == 1)
        return 0;
    if (got == 0)
        return -ENODEV;
    return errno == EAGAIN ? -ETIMEDOUT : -errno;
}

void port_flush(struct port *p)
{
    uint8_t byte;
    if (p->is_serial)
        tcflush(p->fd, TCIOFLUSH);
    for (int i = 0; i < STRAY_BYTES_MAX && port_read(p, &byte, 0) == 0; i++)
        ;
}
