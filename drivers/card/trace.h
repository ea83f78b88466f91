/*
 * trace: what a card and the SAM answered, for the first real card in the field: ATQA, SAK and ATS
 * or ATQB, then every command's name, lengths, status word and time. Nothing personal: no UID, no
 * PUPI, no content of any file, no cryptogram.
 */
#ifndef DRIVERS_CARD_TRACE_H
#define DRIVERS_CARD_TRACE_H

#include "reader.h"
#include "sam.h"

/* Waits for a card on the open reader, reads it as the kiosk would, once, and prints what passed to
 * standard output. sam: NULL when none is set up. Returns 0 however the reading ended, -ENODEV when
 * the reader is gone, -ENOMEM. */
int trace_card(struct reader *reader, struct sam *sam);

#endif
