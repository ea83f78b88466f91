#include "kiosk/ctl/probe.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { LINGER_MS = 500 }; /* after READY, for the FAULT that follows it */

_Static_assert(WIRE_FAULTS <= 64, "a bit a fault");

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int connect_to(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd, error;
    if (snprintf(address.sun_path, sizeof address.sun_path, "%s", path) >=
        (int)sizeof address.sun_path)
        return -ENAMETOOLONG;
    fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -errno;
    if (connect(fd, (struct sockaddr *)&address, sizeof address)) {
        error = -errno;
        close(fd);
        return error;
    }
    return fd;
}

static void note(struct probe *p, const struct wire_packet *packet)
{
    if (packet->header.type == WIRE_READY) {
        if (p->end == PROBE_SILENT)
            p->end = PROBE_READY;
        snprintf(p->device, sizeof p->device, "%.*s", (int)sizeof p->device - 1,
                 packet->body.ready.device);
    } else if (packet->header.type == WIRE_FAULT && packet->body.fault.fault < WIRE_FAULTS) {
        p->end = PROBE_FAULT;
        p->faults |= UINT64_C(1) << packet->body.fault.fault;
    } else if (packet->header.type == WIRE_LINK) {
        p->link = packet->body.link;
        p->has_link = true;
    }
}

static bool is_done(const struct probe *p, bool is_courier)
{
    return p->end != PROBE_SILENT && (!is_courier || (p->has_link && p->link.online));
}

void probe_ask(const char *path, bool is_courier, int patience_ms, struct probe *probe_out)
{
    static struct wire_packet packet;
    struct probe p = {.end = PROBE_SILENT};
    int64_t end = now_ms() + patience_ms, now;
    bool lingers = false;
    int fd = connect_to(path), result = 0;
    if (fd < 0)
        p.end = PROBE_ABSENT;
    while (fd >= 0 && (now = now_ms()) < end) {
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        if (poll(&ready, 1, (int)(end - now)) <= 0)
            continue;
        result = wire_recv(fd, WIRE_TO_KIOSK, &packet);
        if (result)
            break;
        note(&p, &packet);
        if (!lingers && is_done(&p, is_courier)) {
            lingers = true;
            end = now_ms() + LINGER_MS;
        }
    }
    if (result && p.end == PROBE_SILENT)
        p.end = PROBE_BUSY;
    if (fd >= 0)
        close(fd);
    *probe_out = p;
}
