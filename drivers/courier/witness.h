/*
 * witness: the journal's checkpoints on their way to the service, which keeps them where nobody at
 * this kiosk can reach: one soon after the line is up, then every quarter of an hour in which
 * something happened.
 */
#ifndef DRIVERS_COURIER_WITNESS_H
#define DRIVERS_COURIER_WITNESS_H

#include "mail.h"
#include "notes.h"
#include "store.h"

enum { WITNESS_EVERY_MS = 15 * 60 * 1000 };

/* Zeroed at first. */
struct witness {
    bool under_way;
    int64_t sequence; /* of the checkpoint under way */
    char transaction[UUID_TEXT];
    int64_t at_ms; /* CLOCK_MONOTONIC, of the next one */
};

/* Sends a checkpoint, if it is time and there is something new. */
void witness_start(struct witness *w, struct store *store, const struct mail *mail, int64_t now,
                   int64_t steady_ms, struct notes *notes);

/* Takes the answer to the one under way. */
void witness_hear(struct witness *w, struct store *store, const struct mail *mail,
                  const struct link_result *result, int64_t now, struct notes *notes);

#endif
