/*
 * reader: the card reader's chip and what lies on it: a person's e-KTP with the portrait of the
 * stage's album, something else, or two cards at once.
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

/* Unplugs it for good. NULL is allowed. */
void reader_close(struct reader *reader);

/* Unplugs it, or plugs it in again, with whatever lies on it. Returns 0 or -errno. */
int reader_plug(struct reader *reader, bool on);
bool reader_is_plugged(const struct reader *reader);

/* Takes away what lies there and places `name`; when it returns that is in the field:
 *
 *     KEY      the e-KTP of the person KEY; KEY-b: as a card of type B, which is known by the eight
 *              bytes 80 and the UID
 *     two      the first person's e-KTP and a bank card
 *     forged   the first person's e-KTP with a chip under other keys than the SAM's
 *     clone    a card with the first person's UID and another's photo, without a chip
 *     bank, phone, passport, tag, silent     other_card.h
 *     off      nothing
 *
 * Returns 0, -ENOENT (no such person or portrait) or another -errno; after an error nothing lies
 * there. */
int reader_place(struct reader *reader, const char *name);

/* The name of what lies there, or "off". */
const char *reader_card(const struct reader *reader);

#endif
