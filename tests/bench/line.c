#include "line.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PARCEL_SIZE = 1024, PARCELS_MAX = 32 };

/* Bytes under way, to arrive not before their time. */
struct parcel {
    int64_t due_us;
    size_t size, gone;
    uint8_t bytes[PARCEL_SIZE];
};

/* One direction of one connection: a queue of parcels from one socket to the other. */
struct lane {
    int from, to; /* sockets; owned by the connection */
    bool is_up;   /* from the kiosk */
    bool ended;   /* `from` will send no more */
    bool closed;  /* and `to` was told */
    int64_t end_due_us;
    unsigned first, count;
    struct parcel parcels[PARCELS_MAX];
};

struct connection {
    int kiosk, service; /* -1: none */
    struct lane up, down;
};

struct line {
    enum line_state state;
    int listener; /* -1 while cut */
    uint16_t port;
    const char *service_port_path;
    int64_t up_free_us, down_free_us; /* when the slow wire has sent what it holds */
    struct line_count count;
    bool kiosk_spoke; /* last */
    struct connection connections[LINE_CONNECTIONS_MAX];
};

static int listener_open(uint16_t port, uint16_t *port_out)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof(address);
    int one = 1, error;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (fd < 0)
        return -errno;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)) != 0 ||
        bind(fd, (struct sockaddr *)&address, sizeof(address)) != 0 ||
        listen(fd, LINE_CONNECTIONS_MAX) != 0 ||
        getsockname(fd, (struct sockaddr *)&address, &size) != 0) {
        error = -errno;
        close(fd);
        return error;
    }
    *port_out = ntohs(address.sin_port);
    return fd;
}

int line_open(const char *service_port_path, struct line **line_out)
{
    struct line *line = calloc(1, sizeof(*line));
    int fd;

    if (!line)
        return -ENOMEM;
    fd = listener_open(0, &line->port);
    if (fd < 0) {
        free(line);
        return fd;
    }
    line->listener = fd;
    line->service_port_path = service_port_path;
    for (size_t i = 0; i < LINE_CONNECTIONS_MAX; i++)
        line->connections[i].kiosk = line->connections[i].service = -1;
    *line_out = line;
    return 0;
}

static void connection_close(struct connection *c)
{
    if (c->kiosk >= 0)
        close(c->kiosk);
    if (c->service >= 0)
        close(c->service);
    c->kiosk = c->service = -1;
}

static void line_cut(struct line *line)
{
    if (line->listener >= 0)
        close(line->listener);
    line->listener = -1;
    for (size_t i = 0; i < LINE_CONNECTIONS_MAX; i++)
        connection_close(&line->connections[i]);
}

void line_close(struct line *line)
{
    if (!line)
        return;
    line_cut(line);
    free(line);
}

uint16_t line_port(const struct line *line)
{
    return line->port;
}

enum line_state line_state(const struct line *line)
{
    return line->state;
}

struct line_count line_counted(const struct line *line)
{
    return line->count;
}

int line_set(struct line *line, enum line_state state)
{
    int fd;

    if (state == LINE_OFF) {
        line_cut(line);
    } else if (line->listener < 0) {
        fd = listener_open(line->port, &line->port);
        if (fd < 0)
            return fd;
        line->listener = fd;
    }
    line->state = state;
    return 0;
}

/* Returns a socket that is connecting to the service, or -1. */
static int service_connect(const char *port_path)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    FILE *file = fopen(port_path, "re");
    unsigned short port = 0;
    int found, fd;

    if (!file)
        return -1;
    found = fscanf(file, "%hu", &port);
    fclose(file);
    if (found != 1)
        return -1;
    address.sin_port = htons(port);
    fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, (struct sockaddr *)&address, sizeof(address)) != 0 && errno != EINPROGRESS) {
        close(fd);
        return -1;
    }
    return fd;
}

static void connection_accept(struct line *line)
{
    int one = 1;
    int fd = accept4(line->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

    if (fd < 0)
        return;
    for (size_t i = 0; i < LINE_CONNECTIONS_MAX; i++) {
        struct connection *c = &line->connections[i];

        if (c->kiosk >= 0)
            continue;
        *c = (struct connection){.kiosk = fd, .service = service_connect(line->service_port_path)};
        if (c->service < 0)
            break;
        /* A proxy must not add what Nagle's algorithm adds. */
        setsockopt(c->kiosk, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
        setsockopt(c->service, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
        c->up.is_up = true;
        c->up.from = c->down.to = c->kiosk;
        c->up.to = c->down.from = c->service;
        return;
    }
    for (size_t i = 0; i < LINE_CONNECTIONS_MAX; i++) {
        if (line->connections[i].kiosk == fd) {
            connection_close(&line->connections[i]);
            return;
        }
    }
    close(fd);
}

/* When bytes given to the wire now arrive; *free_us is when the wire is free again. */
static int64_t due_us(const struct line *line, int64_t *free_us, size_t size, int64_t now_us)
{
    if (line->state != LINE_SLOW)
        return now_us;
    if (*free_us < now_us)
        *free_us = now_us;
    *free_us += (int64_t)size * 1000000 / LINE_SLOW_BYTES_PER_S;
    return *free_us + LINE_SLOW_ROUND_TRIP_MS * 1000 / 2;
}

static void count(struct line *line, const struct lane *lane, size_t size)
{
    if (lane->is_up)
        line->count.up_bytes += size;
    else
        line->count.down_bytes += size;
    line->count.turns += lane->is_up && !line->kiosk_spoke;
    line->kiosk_spoke = lane->is_up;
}

/* Takes what `from` has. Returns 0 or -errno when the connection is broken. */
static int lane_take(struct line *line, struct lane *lane, int64_t *free_us, int64_t now_us)
{
    while (!lane->ended && lane->count < PARCELS_MAX) {
        struct parcel *parcel = &lane->parcels[(lane->first + lane->count) % PARCELS_MAX];
        ssize_t n = recv(lane->from, parcel->bytes, sizeof(parcel->bytes), 0);

        if (n < 0)
            return errno == EAGAIN || errno == EINTR || errno == ENOTCONN ? 0 : -errno;
        if (n == 0) {
            lane->ended = true;
            lane->end_due_us = due_us(line, free_us, 0, now_us);
            return 0;
        }
        parcel->size = (size_t)n;
        parcel->gone = 0;
        count(line, lane, parcel->size);
        parcel->due_us = due_us(line, free_us, parcel->size, now_us);
        lane->count++;
    }
    return 0;
}

/* Delivers what is due. Returns 0 or -errno when the connection is broken. */
static int lane_give(struct lane *lane, int64_t now_us)
{
    while (lane->count > 0) {
        struct parcel *parcel = &lane->parcels[lane->first];
        ssize_t n;

        if (parcel->due_us > now_us)
            return 0;
        n = send(lane->to, parcel->bytes + parcel->gone, parcel->size - parcel->gone, MSG_NOSIGNAL);
        if (n < 0)
            return errno == EAGAIN || errno == EINTR ? 0 : -errno;
        parcel->gone += (size_t)n;
        if (parcel->gone < parcel->size)
            continue;
        lane->first = (lane->first + 1) % PARCELS_MAX;
        lane->count--;
    }
    if (lane->ended && !lane->closed && lane->end_due_us <= now_us) {
        shutdown(lane->to, SHUT_WR);
        lane->closed = true;
    }
    return 0;
}

/* When the lane has something to deliver, in us; -1: nothing is under way. */
static int64_t lane_due_us(const struct lane *lane)
{
    if (lane->count > 0)
        return lane->parcels[lane->first].due_us;
    return lane->ended && !lane->closed ? lane->end_due_us : -1;
}

static void lane_watch(const struct lane *lane, int64_t now_us, short *from_events,
                       short *to_events, int64_t *wake_us)
{
    int64_t due = lane_due_us(lane);

    if (!lane->ended && lane->count < PARCELS_MAX)
        *from_events |= POLLIN;
    if (due < 0)
        return;
    if (due <= now_us)
        *to_events |= POLLOUT;
    else if (*wake_us < 0 || due < *wake_us)
        *wake_us = due;
}

int64_t line_watch(struct line *line, struct pollfd *fds_out, size_t *count_out, int64_t now_ms)
{
    int64_t wake_us = -1;
    size_t count = 0;

    if (line->listener >= 0)
        fds_out[count++] = (struct pollfd){.fd = line->listener, .events = POLLIN};
    for (size_t i = 0; i < LINE_CONNECTIONS_MAX; i++) {
        const struct connection *c = &line->connections[i];
        struct pollfd kiosk = {.fd = c->kiosk}, service = {.fd = c->service};

        if (c->kiosk < 0)
            continue;
        lane_watch(&c->up, now_ms * 1000, &kiosk.events, &service.events, &wake_us);
        lane_watch(&c->down, now_ms * 1000, &service.events, &kiosk.events, &wake_us);
        /* A socket with nothing to do would report its end again and again. */
        if (kiosk.events)
            fds_out[count++] = kiosk;
        if (service.events)
            fds_out[count++] = service;
    }
    *count_out = count;
    return wake_us < 0 ? -1 : (wake_us + 999) / 1000;
}

static void connection_step(struct line *line, struct connection *c, int64_t now_us)
{
    if (lane_take(line, &c->up, &line->up_free_us, now_us) != 0 ||
        lane_take(line, &c->down, &line->down_free_us, now_us) != 0 ||
        lane_give(&c->up, now_us) != 0 || lane_give(&c->down, now_us) != 0 ||
        (c->up.closed && c->down.closed))
        connection_close(c);
}

void line_step(struct line *line, const struct pollfd *polled, size_t count, int64_t now_ms)
{
    for (size_t i = 0; i < LINE_CONNECTIONS_MAX; i++) {
        if (line->connections[i].kiosk >= 0)
            connection_step(line, &line->connections[i], now_ms * 1000);
    }
    for (size_t i = 0; i < count; i++) {
        if (polled[i].fd == line->listener && polled[i].revents & POLLIN)
            connection_accept(line);
    }
}
