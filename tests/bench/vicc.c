#include "vicc.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SLOT_PORT = 0x6c7b /* readers/vpcd */, RETRY_MS = 50, LENGTH = 2, COMMAND_MAX = 300 };
enum { POWER_OFF, POWER_ON, RESET, GIVE_ATR = 4 };

/* ISO/IEC 7816-3: direct convention, protocol T=1 only, no historical bytes. */
static const uint8_t atr[] = {0x3b, 0x80, 0x01, 0x81};

struct vicc {
    struct sam *sam;
    int slot; /* the thread's, and under the lock while it is exchanged */
    bool pulled;
    pthread_mutex_t lock;
    pthread_t thread;
};

/* The slot sends a length and then what is that long, the second not before the first is
 * acknowledged: at once, or every exchange takes 40 ms. */
static bool receive(int slot, uint8_t *bytes, size_t size)
{
    const int on = 1;
    setsockopt(slot, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
    return recv(slot, bytes, size, MSG_WAITALL) == (ssize_t)size;
}

static bool answer(int slot, const uint8_t *bytes, size_t size)
{
    uint8_t packet[LENGTH + SAM_REPLY_MAX] = {(uint8_t)(size >> 8), (uint8_t)size};
    memcpy(packet + LENGTH, bytes, size);
    return send(slot, packet, LENGTH + size, MSG_NOSIGNAL) == (ssize_t)(LENGTH + size);
}

static bool serve(struct vicc *vicc)
{
    uint8_t length[LENGTH], command[COMMAND_MAX], reply[SAM_REPLY_MAX];
    if (!receive(vicc->slot, length, sizeof length))
        return false;
    size_t size = (size_t)(length[0] << 8 | length[1]);
    if (!size || size > sizeof command || !receive(vicc->slot, command, size))
        return false;
    if (size > 1) {
        size_t n = sam_answer(vicc->sam, command, size, reply);
        return !n || answer(vicc->slot, reply, n);
    }
    if (command[0] == GIVE_ATR)
        return answer(vicc->slot, atr, sizeof atr);
    sam_reset(vicc->sam);
    return true;
}

static int reach(int patience_ms, int *slot_out)
{
    const struct sockaddr_in to = {.sin_family = AF_INET,
                                   .sin_port = htons(SLOT_PORT),
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const int on = 1;
    for (;;) {
        int slot = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (slot < 0)
            return -errno;
        if (!connect(slot, (const struct sockaddr *)&to, sizeof to)) {
            setsockopt(slot, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            *slot_out = slot;
            return 0;
        }
        close(slot);
        if (patience_ms <= 0)
            return -ETIMEDOUT;
        patience_ms -= RETRY_MS;
        poll(NULL, 0, RETRY_MS);
    }
}

/* Whether it is still in the slot: a slot that was closed from the other side is taken again, as a
 * real one does not throw out its card. */
static bool stay(struct vicc *vicc)
{
    int slot = -1, error = -ETIMEDOUT;
    bool pulled = false;
    while (error == -ETIMEDOUT && !pulled) {
        pthread_mutex_lock(&vicc->lock);
        pulled = vicc->pulled;
        pthread_mutex_unlock(&vicc->lock);
        error = pulled ? 0 : reach(RETRY_MS, &slot);
    }
    if (pulled || error)
        return false;
    pthread_mutex_lock(&vicc->lock);
    pulled = vicc->pulled;
    close(vicc->slot);
    vicc->slot = slot;
    pthread_mutex_unlock(&vicc->lock);
    return !pulled;
}

static void *run(void *self)
{
    do
        while (serve(self))
            ;
    while (stay(self));
    return NULL;
}

int vicc_start(struct sam *sam, int patience_ms, struct vicc **vicc_out)
{
    struct vicc *vicc = calloc(1, sizeof *vicc);
    int error = -ENOMEM;
    if (!vicc)
        return error;
    vicc->sam = sam;
    pthread_mutex_init(&vicc->lock, NULL);
    error = reach(patience_ms, &vicc->slot);
    if (!error) {
        error = -pthread_create(&vicc->thread, NULL, run, vicc);
        if (error)
            close(vicc->slot);
    }
    if (error)
        free(vicc);
    else
        *vicc_out = vicc;
    return error;
}

void vicc_stop(struct vicc *vicc)
{
    if (!vicc)
        return;
    pthread_mutex_lock(&vicc->lock);
    vicc->pulled = true;
    shutdown(vicc->slot, SHUT_RDWR);
    pthread_mutex_unlock(&vicc->lock);
    pthread_join(vicc->thread, NULL);
    close(vicc->slot);
    pthread_mutex_destroy(&vicc->lock);
    free(vicc);
}
