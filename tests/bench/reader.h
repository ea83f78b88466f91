/*
 * reader: the card reader's chip and the one card that lies on it: a person's e-KTP with the
 * portrait of the stage's album, or a bank card.
 */
#ifndef TESTS_BENCH_READER_H
#define TESTS_BENCH_READER_H

#include "people.h"

#include <stdbool.h>

struct reader;

/* Plugs the reader in: its serial line is STAGE/run/pn532. `stage` and `people` stay the caller's
 * and must outlive the reader. Returns 0 or -errno. */
int reader_open(const char *stage, const struct people *people, bool real_time,
                struct reader **reader_out);

/* Unplugs it. NULL is allowed. */
void reader_close(struct reader *reader);

/* Takes away what lies there and places the card `name`: a person's key, "bank", or "off" for
 * none; when it returns the card is in the field. Returns 0, -ENOENT (no such person or portrait)
 * or another -errno; after an error no card lies there. */
int reader_place(struct reader *reader, const char *name);

/* The name of the card that lies there, or "off". */
const char *reader_card(const struct reader *reader);

#endif
