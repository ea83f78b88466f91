/*
 * status: what a printer answers to DLE EOT n and to GS r 1 (Epson's ESC/POS command reference,
 * "Real-time commands", "Status commands"): one byte each. Pure.
 *
 * The fixed bits tell the two apart: of a real-time answer bits 1 and 4 are set, 0 and 7 clear; of
 * GS r 1, which is answered only once all before it is printed, bits 4 and 7 are clear.
 */
#ifndef DRIVERS_PRINTER_STATUS_H
#define DRIVERS_PRINTER_STATUS_H

#include "../wire.h"

/* The questions, n of DLE EOT n. */
enum status_question {
    STATUS_OFFLINE = 2, /* why it is offline */
    STATUS_ERROR = 3,
    STATUS_PAPER = 4,
};

struct status {
    bool cover_open, paper_out, paper_low, error;
};

/* Takes the answer to `question`. Returns 0, or -EBADMSG for a byte that is no real-time answer;
 * *status_out is then untouched. */
int status_take(struct status *status_out, enum status_question question, uint8_t byte);

/* Whether the byte answers GS r 1: all is printed. */
bool status_is_end(uint8_t byte);

/* The worst of it; WIRE_FAULT_NONE when there is nothing to tell. */
enum wire_fault status_fault(const struct status *s);

/* Whether a printer with this fault prints all the same. */
bool status_prints(enum wire_fault fault);

#endif
