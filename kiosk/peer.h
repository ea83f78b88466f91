/*
 * peer: the face's connections to its drivers.
 *
 * Each driver listens on DIR/NAME.sock (SOCK_SEQPACKET; systemd starts one process a connection).
 * A connection that ends is made again, at once and then with a growing pause up to
 * PEER_RETRY_MAX_MS. A driver that sends what wire.h does not allow, more than PEER_PACKETS_MAX
 * messages in a second, or whose queue is full, is cut off: it ends and comes back, a liar only
 * after PEER_RETRY_MAX_MS.
 *
 * Two threads: one sits in peers_wait(), any other calls the rest.
 */
#ifndef KIOSK_PEER_H
#define KIOSK_PEER_H

#include "drivers/wire.h"
#include "kiosk/session.h"

enum { PEER_RETRY_MIN_MS = 50, PEER_RETRY_MAX_MS = 2000, PEER_PACKETS_MAX = 250 };

enum peer_news {
    PEER_PACKET,      /* packet holds a message */
    PEER_DOWN,        /* the connection ended */
    PEER_NOT_ALLOWED, /* as PEER_DOWN, because of a message that wire.h does not allow */
    PEER_STOPPED,     /* peers_stop() was called */
};

struct peer_event {
    enum peer_news news;
    enum peer peer;
    struct wire_packet packet;
};

struct peers;

/* Prepares connections to the sockets in `directory`; `provision`: to PEER_PROVISION, too. Returns 0
 * or -errno. */
int peers_open(const char *directory, bool provision, struct peers **peers_out);

/* Waits for the next thing that happens. Sleeps without waking while nothing does. */
void peers_wait(struct peers *p, struct peer_event *event_out);

/* Sends without waiting. Returns 0; -ENOTCONN while the driver is away; -errno after which the
 * driver is cut off and PEER_DOWN follows. */
int peers_send(struct peers *p, enum peer peer, enum wire_type type, uint32_t visit,
               const void *body);

/* Ends the connection to a driver that misbehaved; PEER_DOWN follows. */
void peers_cut(struct peers *p, enum peer peer);

/* Makes peers_wait() return PEER_STOPPED. */
void peers_stop(struct peers *p);

/* Closes all. Takes NULL. */
void peers_close(struct peers *p);

/* "card", for log lines. */
const char *peer_name(enum peer peer);

#endif
