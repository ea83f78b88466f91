#include "kiosk/peer.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

struct peers {
    pthread_mutex_t lock; /* guards fd[]: the waiting thread closes, others send */
    int fd[PEERS];        /* -1: not connected */
    int stop;             /* eventfd */
    struct sockaddr_un address[PEERS];
    int pause_ms[PEERS];     /* before the next attempt to connect */
    int64_t retry_ms[PEERS]; /* when that is due; waiting thread only */
    bool misbehaved[PEERS];  /* cut off for what it said; under the lock */
    int64_t second[PEERS];   /* CLOCK_MONOTONIC; in which `said` were heard; waiting thread only */
    unsigned said[PEERS];
};

static const char *const names[PEERS] = {"card",  "finger",  "courier",
                                         "voice", "printer", "provision"};

const char *peer_name(enum peer peer)
{
    return names[peer];
}

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int peers_open(const char *directory, bool provision, struct peers **peers_out)
{
    struct peers *p = calloc(1, sizeof *p);
    int result = 0;
    if (!p)
        return -ENOMEM;
    for (int i = 0; i < PEERS; i++) {
        struct sockaddr_un *a = &p->address[i];
        p->fd[i] = -1;
        if (i == PEER_PROVISION && !provision)
            p->retry_ms[i] = INT64_MAX;
        a->sun_family = AF_UNIX;
        if (snprintf(a->sun_path, sizeof a->sun_path, "%s/%s.sock", directory, names[i]) >=
            (int)sizeof a->sun_path)
            result = -ENAMETOOLONG;
    }
    p->stop = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (p->stop < 0)
        result = -errno;
    if (result) {
        if (p->stop >= 0)
            close(p->stop);
        free(p);
        return result;
    }
    pthread_mutex_init(&p->lock, NULL);
    *peers_out = p;
    return 0;
}

static void set_fd(struct peers *p, int i, int fd)
{
    pthread_mutex_lock(&p->lock);
    if (p->fd[i] >= 0)
        close(p->fd[i]);
    p->fd[i] = fd;
    pthread_mutex_unlock(&p->lock);
}

/* A driver that lives less than its pause waits longer each time. */
static void schedule(struct peers *p, int i)
{
    p->retry_ms[i] = now_ms() + p->pause_ms[i];
    p->pause_ms[i] = p->pause_ms[i] ? p->pause_ms[i] * 2 : PEER_RETRY_MIN_MS;
    if (p->pause_ms[i] > PEER_RETRY_MAX_MS)
        p->pause_ms[i] = PEER_RETRY_MAX_MS;
}

/* Whether a driver says more than any has to say. */
static bool floods(struct peers *p, int i)
{
    int64_t second = now_ms() / 1000;
    if (second != p->second[i])
        p->said[i] = 0;
    p->second[i] = second;
    return ++p->said[i] > PEER_PACKETS_MAX;
}

static bool take_misbehaved(struct peers *p, int i)
{
    pthread_mutex_lock(&p->lock);
    bool misbehaved = p->misbehaved[i];
    p->misbehaved[i] = false;
    pthread_mutex_unlock(&p->lock);
    return misbehaved;
}

static void connect_due(struct peers *p)
{
    for (int i = 0; i < PEERS; i++) {
        if (p->fd[i] >= 0 || now_ms() < p->retry_ms[i])
            continue;
        int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        if (fd >= 0 && !connect(fd, (struct sockaddr *)&p->address[i], sizeof p->address[i])) {
            set_fd(p, i, fd);
            continue;
        }
        if (fd >= 0)
            close(fd);
        schedule(p, i);
    }
}

/* Milliseconds until a connection is due, -1 when all are up. */
static int until_due(const struct peers *p)
{
    int64_t nearest = -1;
    for (int i = 0; i < PEERS; i++)
        if (p->fd[i] < 0 && p->retry_ms[i] < INT64_MAX &&
            (nearest < 0 || p->retry_ms[i] < nearest))
            nearest = p->retry_ms[i];
    if (nearest < 0)
        return -1;
    int64_t left = nearest - now_ms();
    return left > 0 ? (int)left : 0;
}

void peers_wait(struct peers *p, struct peer_event *event_out)
{
    for (;;) {
        struct pollfd polled[PEERS + 1];
        connect_due(p);
        for (int i = 0; i < PEERS; i++)
            polled[i] = (struct pollfd){.fd = p->fd[i], .events = POLLIN};
        polled[PEERS] = (struct pollfd){.fd = p->stop, .events = POLLIN};
        if (poll(polled, PEERS + 1, until_due(p)) <= 0)
            continue;
        if (polled[PEERS].revents) {
            event_out->news = PEER_STOPPED;
            return;
        }
        for (int i = 0; i < PEERS; i++) {
            if (!polled[i].revents)
                continue;
            int result = wire_recv(p->fd[i], WIRE_TO_KIOSK, &event_out->packet);
            if (result == -EAGAIN)
                continue;
            if (!result && floods(p, i))
                result = -EBADMSG;
            event_out->peer = (enum peer)i;
            if (!result) {
                p->pause_ms[i] = 0;
                event_out->news = PEER_PACKET;
                return;
            }
            set_fd(p, i, -1);
            if (take_misbehaved(p, i) || result == -EBADMSG)
                p->pause_ms[i] = PEER_RETRY_MAX_MS; /* a liar is in no hurry to be heard again */
            schedule(p, i);
            event_out->news = result == -EBADMSG ? PEER_NOT_ALLOWED : PEER_DOWN;
            return;
        }
    }
}

int peers_send(struct peers *p, enum peer peer, enum wire_type type, uint32_t visit,
               const void *body)
{
    int result = -ENOTCONN;
    pthread_mutex_lock(&p->lock);
    if (p->fd[peer] >= 0) {
        result = wire_send(p->fd[peer], type, visit, body);
        if (result)
            shutdown(p->fd[peer], SHUT_RDWR);
    }
    pthread_mutex_unlock(&p->lock);
    return result;
}

void peers_cut(struct peers *p, enum peer peer)
{
    pthread_mutex_lock(&p->lock);
    if (p->fd[peer] >= 0)
        shutdown(p->fd[peer], SHUT_RDWR);
    p->misbehaved[peer] = true;
    pthread_mutex_unlock(&p->lock);
}

void peers_stop(struct peers *p)
{
    uint64_t one = 1;
    if (write(p->stop, &one, sizeof one) < 0)
        return; /* already full of stops */
}

void peers_close(struct peers *p)
{
    if (!p)
        return;
    for (int i = 0; i < PEERS; i++)
        set_fd(p, i, -1);
    close(p->stop);
    pthread_mutex_destroy(&p->lock);
    free(p);
}
