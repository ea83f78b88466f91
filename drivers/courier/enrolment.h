/*
 * enrolment: the device's keys, made here and readable by the courier alone, and the certificate
 * of the one for TLS: `kiosk-courier --keys WHAT`, for kioskctl and a timer.
 *
 *   make    makes the keys that are not there yet (TLS: P-256; messages: Ed25519)
 *   csr     the same, and prints the request for a certificate (PEM)
 *   enrol   the same, and asks the service for the certificate, with the one-time code in
 *           keys/code ("SERIAL CODE KEYID", as kioskctl provision leaves it, of these very settings), which goes when all is done;
 *           leaves in keys/enrolment how it went ("done", "refused", "untrusted" or
 *           "unreached") and with which settings (their signing_key_id, new with each file); then
 *   register  tells the service the public half of the message key, with the certificate
 *   renew   when two thirds of the certificate's life are over: asks for the next one, and rotates
 *   rotate  makes the message key that follows (keys.h), tells the service its public half, and
 *           lets it sign from the courier's next start on; the one before is good until the next
 *           rotation
 *
 * Each may be done again at any time, also after a power cut: a key that is there is kept, and the
 * service gives the same key its certificate again.
 */
#ifndef DRIVERS_COURIER_ENROLMENT_H
#define DRIVERS_COURIER_ENROLMENT_H

#include "config.h"

#include <stdbool.h>
#include <stdint.h>

bool enrolment_knows(const char *what);

/* Does it at `now`; says how it went, or what is wrong, on a line of stdout or stderr. Returns the
 * status to exit with, of sysexits(3): EX_NOPERM the one-time code or the certificate is refused,
 * EX_PROTOCOL this is not the service, or the clock is wrong, EX_TEMPFAIL it was not reached; 1 for
 * anything else. */
int enrolment_do(const char *what, const struct config *config, int64_t now);

#endif
