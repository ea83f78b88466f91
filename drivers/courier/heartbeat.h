/*
 * heartbeat: tells the service now and then how this kiosk is (figures.h), and takes from its
 * answer what it is to be set to (settings.h) and which version it is offered (offer.h). The same figures are in DIRECTORY/kiosk.prom for
 * whoever collects them on the device; that file is written whether there is a line or not.
 *
 * An answer with settings of a higher version than those in force is kept (kept.h) in
 * DIRECTORY/settings.json, and holds again after a start.
 */
#ifndef DRIVERS_COURIER_HEARTBEAT_H
#define DRIVERS_COURIER_HEARTBEAT_H

#include "board.h"
#include "mail.h"
#include "offer.h"
#include "settings.h"
#include "store.h"

#include <stdbool.h>

struct heartbeat {
    const char *directory, *certificate, *updates; /* borrowed */
    char image[BOARD_IMAGE];
    int64_t started_at;
    struct settings settings;
    struct offer offer;          /* of the last answer; version "": none */
    bool told;                   /* to the face, as they are now */
    struct wire_devices devices; /* as the face told it last */
    struct figures_counts counts;
    int64_t at_ms; /* CLOCK_MONOTONIC, of the next */
    bool under_way;
    char transaction[UUID_TEXT];
};

/* Reads what is kept. `certificate` is the device's, which need not be there; `updates` is the folder
 * of versions (fetch.h), or "". */
void heartbeat_open(struct heartbeat *h, const char *directory, const char *certificate,
                    const char *updates, const struct mail *mail, int64_t now,
                    struct notes *notes);

/* The face told how the devices are: the next heartbeat says so, without waiting when one of them
 * failed or is well again. */
void heartbeat_learn(struct heartbeat *h, const struct wire_devices *devices, int64_t steady_ms);

/* If it is time to, writes kiosk.prom and, with a line, sends one. */
void heartbeat_beat(struct heartbeat *h, const struct store *store, const struct mail *mail,
                    bool online, int64_t now, int64_t steady_ms, struct notes *notes);

/* It is time to: the line has come back. */
void heartbeat_hasten(struct heartbeat *h, int64_t steady_ms);

/* Takes the answer. Returns whether it was one: `offer` is then what the service offers now. */
bool heartbeat_hear(struct heartbeat *h, struct store *store, const struct mail *mail,
                    const struct link_result *result, int64_t now, struct notes *notes);

#endif
