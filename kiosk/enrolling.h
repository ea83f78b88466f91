/*
 * enrolling: residents whose cards the service does not know yet, up to WIRE_ENROLMENTS_MAX in a
 * row. Part of the session and as pure. One of the staff and a witness sign in once (handover.h,
 * roles ENROL and ENROL_WITNESS); then for each resident
 *
 *   ENROL_CARD --card--> ENROL_CONSENT -> ENROL_NIK -> ENROL_CHECK -> ENROL_FINGER, twice
 *       ^                     |                          |               | both fingers
 *       |                  refused                    not sure        ENROL_SENDING
 *       |                     v                          v               | receipt
 *       +--the card is taken--+--------------------------+----------- ENROL_DONE
 *
 * A card that leaves earlier ends its own enrolment and nobody else's. Templates are of this visit
 * alone and wiped when the courier has made them durable, sealed to the service. No result is
 * opened: the service binds card and NIK only after it compared the photo with Dukcapil's.
 */
#ifndef KIOSK_ENROLLING_H
#define KIOSK_ENROLLING_H

#include <stdbool.h>
#include <stdint.h>

#include "drivers/wire.h"
#include "kiosk/entry.h"

struct session;
struct commands;
struct event;

/* Who enrols: from the sign-in until they end it. */
struct enrollers {
    struct wire_help help;
    unsigned done; /* residents, of WIRE_ENROLMENTS_MAX */
};

/* What happened to the last resident's card, told in ENROL_CARD. */
enum enrolling_told {
    ENROLLING_NOTHING,
    ENROLLING_LIFTED,     /* before it was done */
    ENROLLING_UNREADABLE, /* not an e-KTP that can be read */
    ENROLLING_NO_NEED,    /* its chip is read: fingers are on it */
    ENROLLING_REFUSED,    /* by the resident */
    ENROLLING_UNSURE,     /* face and photo */
    ENROLLING_FAILED,     /* the record could not be made */
};

/* One resident; of struct visit. */
struct enrolling {
    struct entry nik;
    unsigned fingers; /* done */
    unsigned tried;   /* how many of the fingers that may be asked for were, done or not */
    bool poor;        /* the one before made no good template */
    struct wire_template templates[WIRE_ENROLMENT_FINGERS];
    int64_t confirmed_at;
    enum enrolling_told told;
};

/* Roles ENROL and ENROL_WITNESS signed in. */
void enrolling_signed_in(struct session *s, struct commands *c);

/* Takes a tap in a state ENROL_*, and ACTION_ENROL. Returns whether it was one. */
bool enrolling_tap(struct session *s, struct commands *c, const struct event *e);

/* What arriving in a state ENROL_* means. */
void enrolling_arrive(struct session *s, struct commands *c);

/* What the drivers tell in a state ENROL_*. */
bool enrolling_card_seen(struct session *s, uint32_t placement);
bool enrolling_card_read(struct session *s, struct commands *c, const struct wire_card_read *read);
void enrolling_card_gone(struct session *s, struct commands *c);
void enrolling_card_fault(struct session *s);
void enrolling_enrolled(struct session *s, struct commands *c, const struct wire_enrolled *e);
void enrolling_receipt(struct session *s, struct commands *c, const struct wire_receipt *r);
void enrolling_fault(struct session *s, struct commands *c, enum wire_fault fault);
void enrolling_time_is_up(struct session *s, struct commands *c);

/* Whether the state is one of these. */
bool enrolling_is_on(const struct session *s);

#endif
