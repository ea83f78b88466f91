/*
 * heartbeat: how this kiosk is, told to the service once an hour while the line is up, and what it
 * answers: an offer of the next version (offer.h). Nothing of any person. Sent only where the image
 * says which version runs: kiosk.conf's `updates`, the folder that kioskctl's update.h describes.
 */
#ifndef DRIVERS_COURIER_HEARTBEAT_H
#define DRIVERS_COURIER_HEARTBEAT_H

#include "mail.h"
#include "notes.h"
#include "offer.h"
#include "store.h"

#include <stdbool.h>

enum { HEARTBEAT_EVERY_MS = 60 * 60 * 1000 };

struct heartbeat {
    const char *updates; /* borrowed; "" for none */
    bool under_way;
    char running[OFFER_VERSION], refused[OFFER_VERSION]; /* "": none */
    char transaction[UUID_TEXT];
    int64_t at_ms; /* CLOCK_MONOTONIC, of the next one */
};

/* Reads which versions run and were refused. */
void heartbeat_open(struct heartbeat *h, const char *updates);

bool heartbeat_is_due(const struct heartbeat *h, int64_t steady_ms);

/* Sends one, if it is due. */
void heartbeat_start(struct heartbeat *h, const struct store *store, const struct mail *mail,
                     int64_t now, int64_t steady_ms, struct notes *notes);

/* Takes the answer. Returns whether *offer_out holds a version that is later than the one which
 * runs and was not refused. */
bool heartbeat_hear(struct heartbeat *h, const struct mail *mail, const struct link_result *result,
                    int64_t now, struct notes *notes, struct offer *offer_out);

#endif
