/*
 * desk: the courier's conversation. The face stands on one side (wire.h, one connection), the
 * service on the other (link.h, openapi.yaml), the outbox behind.
 *
 *   face                      desk                                    service
 *   TEMPLATES_ASK  ------->   count, sign, post       ------------>   /kiosk/v1/templates
 *   TEMPLATES | FAULT <----   verify, match, decode   <------------   on-templates
 *   ATTEMPT        ------->   count, sign, post       ------------>   /kiosk/v1/attempts
 *   ATTEMPT_TAKEN | FAULT <-- verify, match           <------------   on-attempt
 *   QUERY          ------->   sign, post              ------------>   /registry/sync/search
 *   BREAKDOWN | FAULT <----   verify, match, decode   <------------   on-search
 *   STAFF_ASK      ------->   look up, count, post    ------------>   /kiosk/v1/staff-checks
 *   STAFF | FAULT  <-------   verify, match, decode   <------------   on-staff-check
 *   FILING, ENROLMENT ---->   seal, make durable
 *   RECEIPT (waiting) <----   then, when the line is up, oldest first:
 *                             sign, post              ------------>   its path (filing.h)
 *   RECEIPT (delivered) <--   verify, match, erase    <------------   on-...
 *   SIGN_IN        ------->   journal, seal           ------------>   /kiosk/v1/sign-ins
 *   COUNTS_ASK, SLIP_ASK ->   count (ledger.h)
 *   COUNTS, SLIP   <-------
 *   CATALOGUE      <-------   verify, keep            <----------->   /kiosk/v1/catalogue, /staff
 *   DEVICES        ------->   with counts and figures ------------>   /kiosk/v1/heartbeats
 *   SETTINGS       <-------   verify, keep            <------------   on-heartbeat
 *                             keep the offered bundle <------------   where the offer says
 *   COMMISSION_DUE   <-------   until the kiosk was handed over
 *   COMMISSION       ------->   keep
 *   LINK           <-------   whenever it changed     <----------->   /kiosk/v1/health
 *
 * An answer goes to the face only while the visit that asked is still the newest one seen.
 * question.h is about what is asked, errands.h about everything else.
 */
#ifndef DRIVERS_COURIER_DESK_H
#define DRIVERS_COURIER_DESK_H

#include "drivers/wire.h"
#include "envelope.h"
#include "keyset.h"
#include "link.h"
#include "moment.h"
#include "notes.h"
#include "outbox.h"

struct desk;

/* Borrowed until desk_close. */
struct desk_setup {
    int face; /* the connection; stays the caller's */
    struct link *link;
    struct outbox_setup outbox; /* opened here, and again while it cannot be */
    const struct envelope_signer *signer;
    struct keyset *service; /* follows what the service says of its keys */
    const char *service_id;
    const char *updates, *origin, *bundles; /* fetch.h: folder of versions; service; bundles */
    const char *certificate;                /* the device's; its end is told of */
    bool commissions; /* the face asks whoever sets the kiosk up to try it (commission.h) */
};

/* Returns 0 or -ENOMEM. An outbox that cannot be opened is told by desk_note. */
int desk_open(const struct desk_setup *setup, const struct moment *time, struct desk **desk_out);

/* Wipes what it held. Accepts NULL. */
void desk_close(struct desk *desk);

/* Takes a message of the face. Returns 0; -EBADMSG for what a face may not say now; or what
 * wire_send returned. */
int desk_take(struct desk *desk, const struct wire_packet *packet, const struct moment *time);

/* Takes what the line brought, and drops it from the lane. Returns 0 or what wire_send returned. */
int desk_hear(struct desk *desk, const struct link_result *result, const struct moment *time);

/* Starts what is due, and tells the face how the line stands when that changed. Returns 0 or what
 * wire_send returned. */
int desk_tick(struct desk *desk, const struct moment *time);

/* How long until desk_tick has something to do. */
int desk_timeout_ms(const struct desk *desk, const struct moment *time);

/* Takes the oldest failure for the log. Returns whether there was one. */
bool desk_note(struct desk *desk, struct note *note_out);

#endif
