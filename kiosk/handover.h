/*
 * handover: there is one reader, and staff put their card on it while a resident's visit is parked.
 * Nothing of the visit is shown until the same card is back. Part of the session and as pure.
 *
 *   "Panggil petugas"                     helper: two minutes       witness: 30 s
 *     -> CALLED --card--> STAFF_CHECK --listed--> STAFF_FINGER --the right one--> next
 *          ^                  |                       |
 *          +--- told why -----+-----------------------+
 *   next: of the helper, helping.h's choices (HELP_KIND, NO_FINGER, WITNESS, WITNESS_NAME), and
 *   where a witness is to sign in, CALLED again; then
 *     -> RETURN --the resident's card--> ASSENT, and the visit goes on
 *
 * Where the sensor is down, and the service's policy takes it, the card alone signs in a helper and a
 * witness, both staff, for a visit without a finger: STAFF_FINGER is left out, the reason is known.
 *
 * Each step has 30 s, all of one person's two minutes; when they are over, the visit is wiped. A
 * sign-in serves one visit. Whatever became of it, the courier is told (SIGN_IN). The resident's
 * card, put back before anybody signed in, goes on with the visit alone.
 */
#ifndef KIOSK_HANDOVER_H
#define KIOSK_HANDOVER_H

#include "drivers/wire.h"
#include "kiosk/entry.h"
#include "kiosk/state.h"

struct session;
struct commands;
struct event;

/* What became of the last card or finger: told while the next is waited for. */
enum handover_told {
    HANDOVER_NOTHING,
    HANDOVER_UNLISTED, /* of nobody of the staff */
    HANDOVER_REVOKED,
    HANDOVER_NO_RIGHT, /* staff, but not for this */
    HANDOVER_NO_LIST,  /* nobody can be looked up now */
    HANDOVER_NO_LINE,
    HANDOVER_SPENT,      /* this card's finger checks of the day */
    HANDOVER_UNREADABLE, /* the card */
    HANDOVER_LIFTED,     /* the card, too early */
    HANDOVER_NO_MATCH,   /* the finger */
    HANDOVER_NO_SENSOR,
    HANDOVER_LATE,
    HANDOVER_SAME,     /* the witness is the helper */
    HANDOVER_RESIDENT, /* the witness is the resident */
    HANDOVER_OTHER,    /* not the resident's card */
    HANDOVER_TOLDS
};

struct handover {
    enum state from;     /* where the visit goes on */
    enum wire_role role; /* of who signs in now */
    enum handover_told told;
    uint32_t placement;              /* of the card on the reader; 0: none, or the resident's */
    struct wire_card card;           /* what it is; uid_size 0: not read yet */
    struct wire_staff staff;         /* whose it is; standing 0: not known yet */
    struct wire_templates templates; /* to compare with: count 0: not there yet */
    int64_t until_ms;                /* monotonic: of one person's two minutes */
    struct wire_help help;           /* who signed in, until the resident agrees */
    struct entry name;               /* of a relative, or of a witness who is not staff */
};

enum handover_times {
    HANDOVER_MS =
        120000, /* for one person, the helper or the witness, unless a place needs another */
    HANDOVER_STEP_MS = 30000, /* for each step */
};

/* Whether staff can be called now: a read card's visit, which nobody helps yet. */
bool handover_may_call(const struct session *s);

/* Takes a tap: ACTION_CALL anywhere in a visit; ACTION_BACK and ACTION_RETRY within. Returns
 * whether it was one of these. */
bool handover_tap(struct session *s, struct commands *c, const struct event *e);

/* What arriving at a state of PHASE_HANDOVER means. */
void handover_arrive(struct session *s, struct commands *c);

/* Somebody signs in as `role` with the next card. */
void handover_expect(struct session *s, struct commands *c, enum wire_role role);

/* The same while nobody's visit waits: whatever was begun is over. */
void handover_begin(struct session *s, struct commands *c, enum wire_role role);

/* The resident's card is to come back; it may lie there already. */
void handover_return(struct session *s, struct commands *c);

/* The card's driver, while a state of PHASE_HANDOVER waits; as those of card.h. The templates are of
 * the card that was read. */
bool handover_card_seen(struct session *s, uint32_t placement);
bool handover_card_read(struct session *s, struct commands *c, const struct wire_card_read *read);
void handover_card_templates(struct session *s, struct commands *c,
                             const struct wire_templates *templates);
void handover_card_gone(struct session *s, struct commands *c);
void handover_card_fault(struct session *s, struct commands *c);

/* The courier's answer in STAFF_CHECK, and whatever fails there or in STAFF_FINGER. */
void handover_staff(struct session *s, struct commands *c, const struct wire_staff *staff);
void handover_fault(struct session *s, struct commands *c, enum wire_fault fault);

void handover_verified(struct session *s, struct commands *c, bool matched);

/* For the step of the present state, of PHASE_HANDOVER. */
void handover_give_time(struct session *s);

/* Somebody touched something, or a finger is there. */
void handover_touched(struct session *s);
void handover_time_is_up(struct session *s, struct commands *c);

#endif
