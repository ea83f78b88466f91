/*
 * outbox: records that must reach the service, kept in one SQLite file (DIRECTORY/outbox.db, WAL,
 * synchronous=FULL) until it has acknowledged them.
 *
 * What is in a record is sealed (libsodium crypto_box_seal) to its reader's key before SQLite sees
 * it: this device cannot read it back. Beside the sealed box stand only what delivery needs.
 * A record carries an idempotency key, so that sending it again is harmless; a record that has
 * been acknowledged is erased (secure_delete, and the write-ahead log truncated); one that the
 * service refuses for good is set aside, never dropped. Instants are seconds since 1970 UTC.
 *
 * A file that is damaged is kept as outbox.db.damaged-N beside a new one, into which goes what can
 * still be read of it (salvage.h). No number comes twice even then: DIRECTORY/outbox.numbers holds
 * a number that none given so far exceeds.
 *
 * All functions return -errno: -ENOSPC disk full, -EROFS not writable, -EBUSY held by another
 * process, -EUCLEAN damaged, -EPROTO made by another version, -EIO, -ENOMEM.
 */
#ifndef DRIVERS_COURIER_OUTBOX_H
#define DRIVERS_COURIER_OUTBOX_H

#include "receipt.h"
#include "uuid.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    OUTBOX_KEY_ID = 64,             /* with the NUL */
    OUTBOX_WAIT_MAX_S = 3600,       /* between two attempts */
    OUTBOX_ROOM = 1 << 20,          /* bytes: below, the disk counts as full for new records */
    OUTBOX_NUMBERS_RESERVED = 1000, /* numbers promised to the disk at a time */
};

struct outbox;

struct outbox_setup {
    const char *directory;      /* made (mode 0700) when it is missing */
    const char *device;         /* five digits, for receipt numbers */
    const char *sealing_id;     /* names sealing_key */
    const uint8_t *sealing_key; /* 32 bytes, X25519 public */
};

/* What was found when it was opened, for the log and the journal. */
struct outbox_found {
    bool damaged;      /* a damaged file was set aside, and a new one begun */
    uint32_t salvaged; /* records taken over from it */
};

/* Opens or makes the database; `setup` is copied. Returns 0, -EINVAL for a device or id that is
 * none, or -errno; on failure nothing is left open. */
int outbox_open(const struct outbox_setup *setup, struct outbox **outbox_out,
                struct outbox_found *found_out);

struct outbox_summary {
    uint32_t waiting, aside;
    int64_t contact; /* OUTBOX_CONTACT; 0: never */
};

/* Looks at the outbox of a directory, and changes nothing. Returns 0, -ENOENT when there is none
 * yet, or -errno. */
int outbox_summary(const char *directory, struct outbox_summary *summary_out);

/* Accepts NULL. */
void outbox_close(struct outbox *outbox);

/* Whether a record could be made durable now: writes, and asks for OUTBOX_ROOM. Returns 0 or
 * -errno. */
int outbox_probe(struct outbox *outbox);

/* What is to be stored; all borrowed. */
struct outbox_filing {
    const char *key;   /* idempotency key, a UUID */
    uint32_t kind;     /* the caller's: what to do with it when it is due; kept on the disk */
    const char *about; /* number of the case it belongs to; NULL: it begins one */
    int64_t accepted_at;
    bool clock_trusted;
    const void *plain; /* sealed before it is stored */
    size_t size;
    const char *sealing_id; /* NULL: the setup's key */
    const uint8_t *sealing_key;
};

/* Stores a filing, sealed, under the next number of this device. It is on the disk (fsync'd) when
 * this returns 0, with its receipt number in number_out. The same key again stores nothing and
 * gives the first number. -ERANGE when the device's numbers are used up. On failure nothing is
 * stored. */
int outbox_add(struct outbox *outbox, const struct outbox_filing *filing,
               char number_out[RECEIPT_NUMBER]);

/* One record to deliver; the box is owned: outbox_record_clear. */
struct outbox_record {
    int64_t counter;
    uint32_t kind;
    uint32_t attempts; /* that failed so far */
    char key[UUID_TEXT];
    char number[RECEIPT_NUMBER];
    char sealing_id[OUTBOX_KEY_ID];
    uint8_t *box;
    size_t box_size;
    int64_t accepted_at;
    bool clock_trusted;
};

/* The oldest record that may be tried at `now`; of one case never one before those that were made
 * earlier. Returns 0, -ENOENT when there is none, -EILSEQ when there was one that cannot be read
 * and is now set aside, or -errno. */
int outbox_due(struct outbox *outbox, int64_t now, struct outbox_record *record_out);

/* Accepts a zeroed record; leaves one. */
void outbox_record_clear(struct outbox_record *record);

/* The service has it: erases the record. */
int outbox_acknowledge(struct outbox *outbox, int64_t counter);

/* It was not delivered: counts an attempt, and waits from `now` (backoff.h), at least
 * `at_least_s` (the service's own wish) and at most OUTBOX_WAIT_MAX_S. */
int outbox_postpone(struct outbox *outbox, int64_t counter, int64_t now, int64_t at_least_s);

/* The line has returned: every waiting record may be tried at once. */
int outbox_hasten(struct outbox *outbox);

/* It can never be delivered, for this reason: sets it aside. */
int outbox_set_aside(struct outbox *outbox, int64_t counter, const char *reason);

/* How many wait to be delivered, and how many are set aside. */
int outbox_count(struct outbox *outbox, uint32_t *waiting_out, uint32_t *aside_out);

/* Small facts that outlive the courier. */
enum outbox_fact {
    OUTBOX_PROBED,        /* meaningless but for having been written */
    OUTBOX_CONTACT,       /* when the service was last reached; -ENOENT: never */
    OUTBOX_WINDOW_CLOSES, /* the soonest end of an objection window the service told of */
};

/* Returns 0, -ENOENT for a fact that is not known, or -errno. */
int outbox_recall(struct outbox *outbox, enum outbox_fact fact, int64_t *value_out);
int outbox_remember(struct outbox *outbox, enum outbox_fact fact, int64_t value);

#endif
