/*
 * errands: what the courier does at the service without being asked, one thing at a time: it looks
 * whether the line is up, delivers what waits in the outbox, sends checkpoints and heartbeats, and
 * fetches the catalogue, the list of staff and the next version. Everything but that version goes
 * by LINK_DELIVER, so that whoever stands there and asks (question.h) never waits behind it.
 */
#ifndef DRIVERS_COURIER_ERRANDS_H
#define DRIVERS_COURIER_ERRANDS_H

#include "bulletin.h"
#include "delivery.h"
#include "fetch.h"
#include "heartbeat.h"
#include "line.h"
#include "moment.h"
#include "muster.h"
#include "store.h"
#include "witness.h"

struct errands {
    const struct mail *mail; /* borrowed, as notes */
    struct notes *notes;
    struct store store;
    struct line line;
    bool looking; /* whether the line is up: /kiosk/v1/health is under way */
    struct delivery delivery;
    struct witness witness;
    struct heartbeat heartbeat;
    struct bulletin bulletin;
    struct muster muster;
    struct fetch fetch;
};

/* All borrowed until errands_close. */
struct errands_setup {
    const struct mail *mail;
    struct notes *notes;
    struct outbox_setup outbox;
    struct keyset *service;
    const char *certificate;                /* the device's; its end is told of */
    const char *updates, *origin, *bundles; /* fetch.h */
};

/* Opens the store, and reads what is kept of the rest. */
void errands_open(struct errands *e, const struct errands_setup *setup, const struct moment *t);

/* Wipes. */
void errands_close(struct errands *e);

/* Starts what is due. */
void errands_run(struct errands *e, const struct moment *t);

/* How long until errands_run has something to do. */
int errands_timeout_ms(const struct errands *e, const struct moment *t);

/* Learns of the line from what any lane brought, and sets r->fault to what this clock makes of it.
 * Returns whether it was an errand's; *receipt_out is then the receipt to tell the face of,
 * borrowed until the next call, or NULL. */
bool errands_hear(struct errands *e, struct link_result *r, const struct moment *t,
                  const struct wire_receipt **receipt_out);

#endif
