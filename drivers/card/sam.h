/*
 * sam: the secure access module in its PC/SC slot, and the only file here that knows libpcsclite.
 *
 * The slot is taken for this process alone. What opens the SAM are SAM_SECRET bytes (the PCID
 * exclusive-or both halves of CONF) from the technician's provisioning; they go to no slot but the
 * one that is named, or the only one that holds a card. A SAM that refused them is not asked again
 * by this process: it may count.
 *
 * PC/SC knows no time-outs. So a thread of its own makes the calls, and one that takes too long is
 * left behind: there is no SAM until it comes back, and then it is opened anew.
 */
#ifndef DRIVERS_CARD_SAM_H
#define DRIVERS_CARD_SAM_H

#include <stddef.h>
#include <stdint.h>

enum { SAM_SECRET = 32 };

struct sam;

/* Makes a SAM that will be opened with the bytes in the file `secret` (raw, nobody else's to read:
 * mode 0600) in the PC/SC reader whose name begins with `slot`; NULL: the one that holds a card.
 * Returns 0; -EPERM for a file others may read; -EINVAL for one that is not SAM_SECRET bytes;
 * -errno of opening it; -ENOMEM. *sam_out belongs to the caller until sam_free. */
int sam_new(const char *secret, const char *slot, struct sam **sam_out);

/* Closes and frees; NULL is allowed. */
void sam_free(struct sam *sam);

/* Makes sure that it is open. Returns 0; -ENXIO when there is none, or more than one card and no
 * slot named, or it does not answer; -EPERM when it refuses its secret, -EKEYEXPIRED when it says that its time is
 * over. */
int sam_open(struct sam *sam);

/* It refused what it had taken before: perhaps it lost its power and nobody noticed. The next
 * sam_open opens it anew. */
void sam_doubt(struct sam *sam);

/* Sends one APDU and receives its answer (struct ektp_link). Returns 0, -EINVAL for a command too
 * large, or -ENXIO: it is closed then, and sam_open may help. */
int sam_exchange(void *sam, const uint8_t *command, size_t size, uint8_t *reply,
                 size_t *reply_size);

#endif
