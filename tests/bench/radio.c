/*
 * radio: a bad radio link between a kiosk and its service, packet by packet. A TCP proxy cannot
 * lose packets; two TUN devices in two network namespaces, with this program between them, can.
 *
 *   radio NAME LOSS_PERCENT ROUND_TRIP_MS KBIT_S SEED
 *
 * makes the namespaces NAME-kiosk and NAME-service ("ip netns"), where 127.0.0.1 of the one leads
 * to that of the other, prints "ready", and forwards until it is killed. KBIT_S 0: as fast as it
 * goes. Exits 77 when it is not allowed to, having said why. The namespaces stay: `ip netns del`.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { PACKET_MAX = 2048, QUEUE_MAX = 256, NOT_ALLOWED = 77, SIDES = 2 };

struct packet {
    int64_t due_ms;
    size_t size;
    char bytes[PACKET_MAX];
};

/* One direction: a ring of packets on their way. */
struct way {
    struct packet queue[QUEUE_MAX];
    unsigned first, count;
    int64_t free_ms; /* when the last packet has left the transmitter */
};

static struct way ways[SIDES];
static const char *const sides[SIDES] = {"kiosk", "service"};
static unsigned loss_percent, kbit_s, seed;
static int64_t one_way_ms;

static void give_up(const char *what)
{
    fprintf(stderr, "radio: %s: %s\n", what, strerror(errno));
    exit(NOT_ALLOWED);
}

static void run(const char *command)
{
    if (system(command)) {
        errno = EPERM;
        give_up(command);
    }
}

/* Makes one end; its packets are read from and written to the descriptor. */
static int make_end(const char *name, int side)
{
    static const char *const commands[SIDES] = {
        /* lo stays down: 127.0.0.1 is at the other end. */
        "ip addr add 10.9.0.1/30 dev radio0 && ip link set radio0 mtu 1400 up &&"
        " echo 1 >/proc/sys/net/ipv4/conf/radio0/route_localnet &&"
        " echo 0 >/proc/sys/net/ipv4/conf/all/rp_filter &&"
        " echo 0 >/proc/sys/net/ipv4/conf/radio0/rp_filter &&"
        " ip route add 127.0.0.1/32 dev radio0 src 10.9.0.1",
        "ip link set lo up && ip addr add 10.9.0.2/30 dev radio0 &&"
        " ip link set radio0 mtu 1400 up &&"
        " echo 1 >/proc/sys/net/ipv4/conf/radio0/route_localnet &&"
        " echo 0 >/proc/sys/net/ipv4/conf/all/rp_filter &&"
        " echo 0 >/proc/sys/net/ipv4/conf/radio0/rp_filter",
    };
    struct ifreq interface = {.ifr_flags = IFF_TUN | IFF_NO_PI};
    char command[1200], path[128];
    int home = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC), fd, space;
    snprintf(command, sizeof command, "ip netns add %s-%s", name, sides[side]);
    run(command);
    snprintf(path, sizeof path, "/run/netns/%s-%s", name, sides[side]);
    space = open(path, O_RDONLY | O_CLOEXEC);
    if (home < 0 || space < 0 || setns(space, CLONE_NEWNET))
        give_up("enter the namespace");
    fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    strcpy(interface.ifr_name, "radio0");
    if (fd < 0 || ioctl(fd, TUNSETIFF, &interface))
        give_up("make a TUN device");
    /* A sysfs and proc of the namespace's own: /proc/sys/net follows the process. */
    run(commands[side]);
    if (setns(home, CLONE_NEWNET))
        give_up("leave the namespace");
    close(space);
    close(home);
    return fd;
}

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* What does not fit the queue is lost as well, as at a real transmitter. */
static void take(struct way *w, int from)
{
    for (;;) {
        struct packet *p = &w->queue[(w->first + w->count) % QUEUE_MAX], spill;
        bool full = w->count == QUEUE_MAX;
        ssize_t size = read(from, full ? spill.bytes : p->bytes, PACKET_MAX);
        int64_t now = now_ms();
        if (size <= 0)
            return;
        if (full || (unsigned)rand_r(&seed) % 100 < loss_percent)
            continue;
        if (w->free_ms < now)
            w->free_ms = now;
        if (kbit_s)
            w->free_ms += size * 8 / kbit_s;
        p->size = (size_t)size;
        p->due_ms = w->free_ms + one_way_ms;
        w->count++;
    }
}

/* Returns how long until the next packet arrives, -1 when none is on its way. */
static int deliver(struct way *w, int to)
{
    while (w->count) {
        const struct packet *p = &w->queue[w->first];
        int64_t left = p->due_ms - now_ms();
        if (left > 0)
            return (int)left;
        if (write(to, p->bytes, p->size) < 0 && errno != EIO)
            give_up("write a packet");
        w->first = (w->first + 1) % QUEUE_MAX;
        w->count--;
    }
    return -1;
}

int main(int argc, char **argv)
{
    struct pollfd ends[SIDES];
    if (argc != 6) {
        fprintf(stderr, "usage: radio NAME LOSS_PERCENT ROUND_TRIP_MS KBIT_S SEED\n");
        return 2;
    }
    loss_percent = (unsigned)strtoul(argv[2], NULL, 10);
    one_way_ms = (int64_t)strtoul(argv[3], NULL, 10) / 2;
    kbit_s = (unsigned)strtoul(argv[4], NULL, 10);
    seed = (unsigned)strtoul(argv[5], NULL, 10);
    for (int i = 0; i < SIDES; i++)
        ends[i] = (struct pollfd){.fd = make_end(argv[1], i), .events = POLLIN};
    puts("ready");
    fflush(stdout);
    for (;;) {
        int there = deliver(&ways[0], ends[1].fd), back = deliver(&ways[1], ends[0].fd);
        int wait = there < 0 ? back : back < 0 || there < back ? there : back;
        if (poll(ends, SIDES, wait) < 0)
            give_up("wait for packets");
        for (int i = 0; i < SIDES; i++)
            if (ends[i].revents)
                take(&ways[i], ends[i].fd);
    }
}
