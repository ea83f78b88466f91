/*
 * serve: the finger driver's conversation with the kiosk (drivers/wire.h).
 *
 * READY when a sensor is open; FAULT without a visit when there is none or none is fit. VERIFY
 * begins a transaction for its visit, and ends one that was under way without a word about it;
 * VERIFY_STOP ends it likewise. Hints, then one VERIFIED or one FAULT answer it; nothing that
 * belongs to an ended visit is sent any more. ENROL the same, with ENROLLED.
 */
#ifndef DRIVERS_FINGER_SERVE_H
#define DRIVERS_FINGER_SERVE_H

/* Serves the connection until its end. Templates and captures are wiped before it returns.
 * Returns 0 at end of file; -EBADMSG for a message not allowed; -errno of the socket; -ENOMEM. */
int serve(int fd, const char *version);

#endif
