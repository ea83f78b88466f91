/*
 * placement: everything that is told about one card, from put down to taken away.
 *
 *      card in the field      CARD_SEEN, at once
 *      alone, read            at level tag CARD_READ, then CARD_PHOTO when its photo can be shown;
 *                             at level chip CARD_READ once biodata and minutiae are there, then,
 *                             when all files are and the SAM found them genuine, CARD_PHOTO and
 *                             CARD_TEMPLATES
 *      several, not an e-KTP,
 *      not readable, forged   FAULT, at level chip perhaps after CARD_READ
 *      then, always, once it
 *      has left the field     CARD_GONE
 */
#ifndef DRIVERS_CARD_PLACEMENT_H
#define DRIVERS_CARD_PLACEMENT_H

#include "reader.h"
#include "sam.h"

#include <stdint.h>

/* For the log; nothing in it tells whose card it was. */
struct placement {
    uint32_t number;       /* counts from 1, given by the caller */
    enum wire_fault fault; /* WIRE_FAULT_NONE: identity was read */
    int reason;            /* why `fault`, -errno */
    int sam_reason;        /* why it was read at level tag although a SAM is set up, -errno */
    int photo_reason;      /* why there is no picture, -errno; 0: there is one, or no identity */
};

/* Waits up to `ms` milliseconds for the face to say something, which it must not. Returns 0 when
 * it was silent, -EPIPE when it is gone, -EBADMSG when it spoke. */
int placement_idle(int fd, int ms);

/* Tells all about the selected card and returns when it has left. Everything read from it is
 * wiped by then. Without a SAM that works it is read at level tag; NULL: none is set up. Returns 0;
 * -ENODEV when the reader went away (after CARD_GONE); or what wire_send and placement_idle return.
 * *placement is filled in as far as it came. */
int placement_run(int fd, struct reader *reader, const struct reader_card *card, struct sam *sam,
                  struct placement *placement);

#endif
