/*
 * document: what the service says, signed, to every kiosk or to this one, as the courier has it:
 * fetched while the line is up, kept (kept.h) in DIRECTORY/FILE, and read again at the next start.
 * How old it may be is for the reader to say.
 */
#ifndef DRIVERS_COURIER_DOCUMENT_H
#define DRIVERS_COURIER_DOCUMENT_H

#include "kept.h"
#include "notes.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Which one; all borrowed. */
struct document_kind {
    const char *file; /* "catalogue.json" */
    const char *path; /* "/kiosk/v1/catalogue" */
    const char *action, *answered;
    int64_t every_s; /* between two fetches */
};

struct document {
    const struct document_kind *kind;
    const char *directory; /* borrowed */
    uint8_t key[KEPT_KEY]; /* it is sealed with on the disk, when `sealed` */
    bool sealed;
    bool under_way;
    int64_t fetched_at;    /* seconds since 1970 UTC, in this run; 0: not yet */
    int64_t not_before_ms; /* CLOCK_MONOTONIC */
    char transaction[UUID_TEXT];
};

/* Of what nobody else shall read on the disk the file is sealed (crypto_secretbox) with a key that
 * only this device's signing key gives. */
void document_open(struct document *d, const struct document_kind *kind, const char *directory,
                   const struct mail *mail, bool sealed);

/* Reads the one that is kept. *root_out is the caller's, *message_out borrowed from it. Returns 0,
 * -ENOENT when there is none, -EKEYREJECTED or another -errno for one that is not to be believed.
 */
int document_read(const struct document *d, const struct mail *mail, json_t **root_out,
                  const json_t **message_out);

/* Fetches it, if it is time to. */
void document_start(struct document *d, const struct mail *mail, int64_t now, int64_t steady_ms,
                    struct notes *notes);

/* Whether document_start has something to do. */
bool document_is_due(const struct document *d, int64_t now, int64_t steady_ms);

/* It is known to be out of date: fetched as soon as may be. */
void document_expire(struct document *d);

/* Opens the answer. As document_read; a failure is noted. */
int document_hear(struct document *d, const struct mail *mail, const struct link_result *result,
                  int64_t now, struct notes *notes, json_t **root_out, const json_t **message_out);

/* Its reader believes it too: from now on it is the one. */
void document_keep(struct document *d, const struct link_result *result, int64_t now,
                   struct notes *notes);

#endif
