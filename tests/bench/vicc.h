/*
 * vicc: puts the SAM's stand-in into the virtual slot of a real pcscd (Debian's vsmartcard-vpcd:
 * TCP to the port its slot listens on; a big-endian 16-bit length, then an APDU or one byte: 0
 * power off, 1 power on, 2 reset, 4 give the ATR).
 */
#ifndef TESTS_BENCH_VICC_H
#define TESTS_BENCH_VICC_H

#include "sam.h"

struct vicc;

/* Waits until the slot listens, at most `patience_ms`, and then answers for *sam in a thread of its
 * own. *sam stays the caller's and is in use until vicc_stop. Returns 0, -ETIMEDOUT or another
 * -errno. */
int vicc_start(struct sam *sam, int patience_ms, struct vicc **vicc_out);

/* Takes the SAM out of its slot. NULL is allowed. */
void vicc_stop(struct vicc *vicc);

#endif
