/*
 * printing: the receipt, or what staff give out, on paper. What other people at the printer should not read is not printed
 * unasked. Part of the session and as pure.
 */
#ifndef KIOSK_PRINTING_H
#define KIOSK_PRINTING_H

#include "kiosk/visit.h"

/* A tap: ACTION_PRINT in RECEIPT, PRINT or REPORT. Returns whether it was one. */
bool printing_take(struct session *s, struct commands *c, const struct event *e);

/* Prints what is on the screen, if there is a printer. */
void printing_begin(struct session *s, struct commands *c);

/* The printer has said how it ended, or has gone. */
void printing_end(struct session *s, bool done);

#endif
