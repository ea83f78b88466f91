/*
 * store: what the courier keeps on the disk, and whether it can: the outbox, opened again while it
 * cannot be, the journal, and the few facts beside them. A disk that is full, read-only or failing
 * is found before anybody types: store_check() writes, and what it finds goes to the face with
 * LINK.
 */
#ifndef DRIVERS_COURIER_STORE_H
#define DRIVERS_COURIER_STORE_H

#include "journal.h"
#include "notes.h"
#include "outbox.h"

enum {
    STORE_CHECK_MS = 60000, /* between two checks while it cannot be used */
    STORE_CONTACT_S = 600,  /* a contact is written down this often at most */
};

struct store {
    struct outbox_setup setup; /* its strings are borrowed */
    struct outbox *outbox;     /* NULL while it cannot be opened */
    struct journal *journal;   /* NULL while it cannot be opened: a visit goes on without it */
    int64_t now;               /* what the clocks said last, for the journal */
    bool clock_kept;
    int trouble;              /* 0: records can be made durable; else -errno of the last check */
    uint32_t waiting, aside;  /* records to be delivered; records that cannot be */
    int64_t contact;          /* when the service was last reached, as far as is known here */
    int64_t noted;            /* the same, as written down */
    int64_t window_closes_at; /* 0: not known */
    int64_t check_at_ms;      /* CLOCK_MONOTONIC */
};

/* What the clocks say: the time of the entries that follow. */
void store_clock(struct store *s, int64_t now, bool clock_kept);

/* Adds to the journal. No identity; `detail` is "" or one word. */
void store_log(struct store *s, const char *event, const char *detail, struct notes *notes);

/* Opens what can be opened. `now` counts as a contact when none is known. */
void store_open(struct store *s, const struct outbox_setup *setup, int64_t now, bool clock_kept,
                int64_t steady_ms, struct notes *notes);

void store_close(struct store *s);

/* Writes, to learn whether a record could be stored; opens again what was closed. Returns 0 or
 * -errno, which stays in s->trouble. */
int store_check(struct store *s, int64_t steady_ms, struct notes *notes);

/* Takes note of what a call of the outbox returned, and passes it on: a damaged file is closed, and
 * the next check begins a new one. */
int store_learn(struct store *s, int result, struct notes *notes);

/* Counts what waits. */
void store_count(struct store *s, struct notes *notes);

/* The service was reached. */
void store_met(struct store *s, int64_t now, struct notes *notes);

/* It told of an objection window that closes then (0: of none). */
void store_window(struct store *s, int64_t closes_at, int64_t now, struct notes *notes);

#endif
