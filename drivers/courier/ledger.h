/*
 * ledger: how much there was to do at this kiosk, as counts a day and nothing else, for the village
 * report; and the numbers of the queue's slips, which are counts of the day too.
 *
 * Kept in DIRECTORY/ledger.db for WIRE_COUNTS_DAYS, by the days of the local time zone. It holds
 * no identity, and nothing of complaints. What it tells is never 1..WIRE_FEW - 1: such a count
 * could point at somebody.
 */
#ifndef DRIVERS_COURIER_LEDGER_H
#define DRIVERS_COURIER_LEDGER_H

#include "drivers/wire.h"

#include <sqlite3.h>
#include <stdint.h>

struct ledger {
    const char *directory; /* borrowed */
    sqlite3 *db;           /* NULL: not open */
    uint32_t visit;        /* the newest that was counted */
    uint32_t help;         /* enum wire_help_kind counted for it */
};

/* Nothing is read yet: the file is opened, or made anew where it is damaged, when it is needed. */
void ledger_init(struct ledger *ledger, const char *directory);

void ledger_close(struct ledger *ledger);

/* Counts a visit, and a kind of help in it, once each, of what the face asks or files. Each returns
 * 0, or -errno when it could not be counted. `now`: seconds since 1970 UTC. */
int ledger_asked(struct ledger *ledger, const struct wire_packet *packet, int64_t now);

/* A filing or an enrolment that was made durable; a trouble that the face was told of, or told. */
int ledger_filed(struct ledger *ledger, enum wire_filing_kind kind, int64_t now);
int ledger_enrolled(struct ledger *ledger, int64_t now);
int ledger_troubled(struct ledger *ledger, enum wire_fault fault, int64_t now);

/* The counts of the last ask->days days; `waiting` is what waits to be delivered. */
int ledger_counts(struct ledger *ledger, const struct wire_counts_ask *ask, uint32_t waiting,
                  int64_t now, struct wire_counts *counts_out);

/* The next number of today; on the disk when it returns 0. */
int ledger_slip(struct ledger *ledger, const struct wire_slip_ask *ask, int64_t now,
                struct wire_slip *slip_out);

/* Answers COUNTS_ASK or SLIP_ASK with *type_out and its member of *body_out. */
int ledger_answer(struct ledger *ledger, const struct wire_packet *packet, uint32_t waiting,
                  int64_t now, enum wire_type *type_out, union wire_body *body_out);

#endif
