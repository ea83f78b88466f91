/*
 * fetch: the bundle of an offered version on its way here: piece by piece, FETCH_PIECE bytes each,
 * at the pace that the offer's bytes a day allow, never while somebody is served. What has come
 * lies in DIRECTORY/bundle-VERSION-SIZE.part; after a cut it goes on from there. The whole of it
 * becomes DIRECTORY/bundle/VERSION.raucb, for who installs it when the office is closed, checks it
 * first, and removes it. What is no longer offered is fetched no further and not installed; it
 * stays as a part, and is gone on with when it is offered again.
 *
 * A version that is not later than the one which runs, or that was refused here or written already,
 * is passed over; these are files of kiosk.conf's `updates` (kioskctl's update.h), without which
 * nothing is fetched. It is fetched from the service itself or from where kiosk.conf's `bundles`
 * says, and from nowhere else.
 */
#ifndef DRIVERS_COURIER_FETCH_H
#define DRIVERS_COURIER_FETCH_H

#include "link.h"
#include "notes.h"
#include "offer.h"

#include <stdbool.h>

enum {
    FETCH_PIECE = 64 * 1024, /* 8 s at 64 kbit/s */
    FETCH_AGAIN_MS = 60000,  /* after one that did not come */
    FETCH_QUIET_MS = 60000,  /* after the face asked for something */
    FETCH_FULL_MS = 3600000, /* after the disk had no room */
    FETCH_ROOM = 64 << 20,   /* bytes of the disk that stay free for records */
};

struct fetch {
    const char *directory, *updates; /* borrowed; updates may be "" */
    const char *service, *bundles;   /* borrowed: "https://host:port"; bundles may be "" */
    struct offer offer;              /* version "": nothing to fetch */
    int64_t have;                    /* bytes */
    bool under_way;
    int64_t at_ms; /* CLOCK_MONOTONIC, of the next piece */
};

/* Takes what the service offers now: begins, goes on, or has it already; version "": nothing. What
 * another version left is removed once one is offered. */
void fetch_take(struct fetch *f, struct link *link, const struct offer *offer, struct notes *notes);

/* Somebody is served. */
void fetch_rest(struct fetch *f, struct link *link, int64_t steady_ms);

bool fetch_is_due(const struct fetch *f, int64_t steady_ms);

/* Asks for the next piece, if it is due. */
void fetch_start(struct fetch *f, struct link *link, int64_t steady_ms, struct notes *notes);

/* Takes a piece. */
void fetch_hear(struct fetch *f, const struct link_result *result, int64_t steady_ms,
                struct notes *notes);

#endif
