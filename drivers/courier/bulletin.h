/*
 * bulletin: the service's catalogue (catalogue.h) as the courier has it: fetched while the line is
 * up, kept (kept.h) in DIRECTORY/catalogue.json, and read again at the next start: without a line
 * the last signed one is what counts, however old it is.
 *
 * With it the service says which keys it has (keyset.h): what follows the known ones is kept in
 * DIRECTORY/service.keys, and counts from then on.
 */
#ifndef DRIVERS_COURIER_BULLETIN_H
#define DRIVERS_COURIER_BULLETIN_H

#include "catalogue.h"
#include "mail.h"
#include "notes.h"

#include <stdbool.h>

enum { BULLETIN_EVERY_S = 6 * 3600 /* between two fetches */ };

struct bulletin {
    const char *directory;      /* borrowed */
    struct catalogue catalogue; /* made_at 0: none yet */
    struct keyset *service;     /* borrowed; the newest that is known */
    bool told;                  /* to the face, as it is now */
    bool learned;               /* that the service has other keys; the caller takes note */
    bool under_way;
    int64_t fetched_at;    /* seconds since 1970 UTC, in this run; 0: not yet */
    int64_t not_before_ms; /* CLOCK_MONOTONIC */
    char transaction[UUID_TEXT];
};

/* Reads what is kept. Without one, or with one that does not verify, there is none yet. */
void bulletin_open(struct bulletin *b, const char *directory, struct keyset *service,
                   const struct mail *mail, struct notes *notes);

/* Fetches it, if it is time to. */
void bulletin_start(struct bulletin *b, const struct mail *mail, int64_t now, int64_t steady_ms,
                    struct notes *notes);

/* Whether bulletin_start has something to do. */
bool bulletin_is_due(const struct bulletin *b, int64_t now, int64_t steady_ms);

/* Takes the answer. */
void bulletin_hear(struct bulletin *b, const struct mail *mail, const struct link_result *result,
                   int64_t now, struct notes *notes);

#endif
