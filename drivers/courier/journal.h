/*
 * journal: what this kiosk did, in the order it did it, so that nobody can change it afterwards
 * unseen. DIRECTORY/journal.db holds entries without identity, each with
 *
 *     hash = SHA-256(hash of the entry before || "SEQUENCE BOOT AT CLOCK EVENT DETAIL")
 *
 * in decimal, one space apart; the first follows 32 zeros; CLOCK is "kept" or "free". A checkpoint
 * is the newest entry's sequence and hash, signed with the device's key:
 *
 *     Ed25519("perlinsos journal checkpoint\nSENDER\nSEQUENCE\nAT\nHASH in hexadecimal\n")
 *
 * Delivered to the service (witness.h) it pins everything before it: an entry that is changed,
 * removed or moved breaks the chain, and a chain that was cut off, or written anew from its
 * beginning, does not reach a checkpoint the service has. Entries before an old checkpoint are
 * dropped when there are too many; that checkpoint then stands for them.
 *
 * All functions return -errno as database.h says.
 */
#ifndef DRIVERS_COURIER_JOURNAL_H
#define DRIVERS_COURIER_JOURNAL_H

#include "envelope.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    JOURNAL_HASH = 32,
    JOURNAL_SIGNATURE = 64,
    JOURNAL_BOOT = 9,   /* first eight characters of the kernel's boot id, and the NUL */
    JOURNAL_EVENT = 24, /* with the NUL */
    JOURNAL_DETAIL = 64,
    JOURNAL_KEPT_MAX = 200000, /* entries; about 40 MB, and years of visits */
};

struct journal;

struct journal_entry {
    int64_t sequence; /* from 1 */
    char boot[JOURNAL_BOOT];
    int64_t at; /* seconds since 1970 UTC */
    bool clock_kept;
    char event[JOURNAL_EVENT];
    char detail[JOURNAL_DETAIL];
    uint8_t hash[JOURNAL_HASH];
};

struct journal_checkpoint {
    int64_t sequence;
    int64_t at;
    uint8_t hash[JOURNAL_HASH];
    uint8_t signature[JOURNAL_SIGNATURE];
};

/* Opens or makes it in a directory that exists. A damaged one is set aside (salvage.h), and
 * *damaged_out says so. On failure nothing is left open. */
int journal_open(const char *directory, struct journal **journal_out, bool *damaged_out);

/* Accepts NULL. */
void journal_close(struct journal *journal);

/* Adds an entry; durable when it returns 0. `event` and `detail` are cut to their size; what is not
 * a letter, digit or one of "-._:" becomes '-'. */
int journal_add(struct journal *journal, int64_t at, bool clock_kept, const char *event,
                const char *detail);

/* Signs and keeps a checkpoint of the newest entry. Returns 0, -ENOENT when the newest one is
 * acknowledged already or there is none, or -errno. */
int journal_sign(struct journal *journal, const struct envelope_signer *signer, int64_t at,
                 struct journal_checkpoint *checkpoint_out);

/* The service has it. Drops entries when there are too many. */
int journal_acknowledge(struct journal *journal, int64_t sequence);

/* The hash of an entry that follows `before`; its own hash is not looked at. */
void journal_hash(const struct journal_entry *entry, const uint8_t before[JOURNAL_HASH],
                  uint8_t hash_out[JOURNAL_HASH]);

/* Who may have signed a checkpoint: the device known as `sender`, with any of its keys, the Ed25519
 * public halves. Borrowed. */
struct journal_signers {
    const char *sender;
    uint8_t (*keys)[32];
    size_t count;
};

/* Whether one of them signed it. */
bool journal_signed(const struct journal_checkpoint *checkpoint,
                    const struct journal_signers *signers);

/* --- looking it over --------------------------------------------------------------------- */

enum journal_flaw {
    JOURNAL_SOUND,
    JOURNAL_CHANGED,   /* an entry is not what was hashed, or another was put in its place */
    JOURNAL_MISSING,   /* a sequence number is left out */
    JOURNAL_BEGINNING, /* entries are missing at the beginning, and no checkpoint stands for them */
    JOURNAL_CUT,       /* it ends before a checkpoint does */
    JOURNAL_OTHER,     /* a checkpoint pins another entry than the one that is here */
    JOURNAL_FORGED,    /* a checkpoint is not signed by this device */
};

struct journal_verdict {
    enum journal_flaw flaw;
    int64_t sequence; /* where */
    int64_t entries;  /* that were looked at */
    int64_t pinned;   /* the newest checkpoint that holds; 0: none */
};

/* Reads the journal without changing it, and holds it to its own checkpoints and to `witnessed`,
 * those the service has. Returns 0 with the verdict, or -errno when it cannot be read. */
int journal_verify(const char *directory, const struct journal_signers *signers,
                   const struct journal_checkpoint *witnessed, size_t count,
                   struct journal_verdict *verdict_out);

const char *journal_flaw_name(enum journal_flaw flaw);

/* Every entry as the text that was hashed. `each` returns 0 to go on. */
int journal_each(const char *directory, int (*each)(void *context, const struct journal_entry *),
                 void *context);

#endif
