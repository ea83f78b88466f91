/*
 * helping: who helps in a visit, and what help may do. Part of the session and as pure. Two kinds,
 * never mixed:
 *
 *   ASSISTED  the resident's own finger; somebody reads or taps because the resident asked: staff
 *             who signed in (handover.h), or a relative whom the resident names (RELATIVE)
 *   ATTENDED  no finger, for a reason: staff who signed in compare face and photo, and so does a
 *             witness, who sees that (FACE) and never a result (APART)
 *
 *   HELP_KIND --assisted--> the resident's card
 *      | attended
 *   NO_FINGER -> WITNESS -> WITNESS_NAME, or CALLED -> the resident's card
 *
 *   the resident's card -> ASSENT --assisted--> the visit goes on
 *                             | attended
 *                           FACE, by helper and witness -> APART -> LOADING
 *
 * Whoever helps stands in a banner on every screen of the visit. "Berhenti dibantu" ends the help:
 * an assisted visit goes on alone, from APART; an attended one is over, and so is one without a
 * card (stated.h), which has no finger of its own to go on with.
 */
#ifndef KIOSK_HELPING_H
#define KIOSK_HELPING_H

#include "drivers/wire.h"

struct session;
struct commands;
struct event;

struct helping {
    struct wire_help help;           /* kind NONE: nobody helps */
    char post[WIRE_TITLE];           /* of the helper; "": a relative */
    struct wire_policy policy;       /* what the service allows; of the helper's sign-in, or of the
                                        catalogue where a relative helps */
    struct wire_card card;           /* the helper's, asked about again for each filing */
    struct wire_templates templates; /* at chip the helper's card's own; else those of one check */
    bool by_witness;                 /* FACE: the helper said yes, the witness is asked */
};

/* Whether somebody helps, and without a finger. */
bool helping_is_on(const struct session *s);
bool helping_is_attended(const struct session *s);

/* Whether who is looked up now may sign in by card alone: the helper of a visit without a finger,
 * then its witness, where the sensor is down and the policy takes it. */
bool helping_takes_card_alone(const struct session *s);

/* Whether the resident's "yes" is confirmed by a tap: staff signed in by card alone, and the sensor
 * is still down. */
bool helping_is_by_card(const struct session *s);

/* Kinds (enum wire_help_kind) that the one who signed in may give here. */
bool helping_offers(const struct session *s, enum wire_help_kind kind);

/* Whether a relative may help: staff are not needed for that. */
bool helping_offers_relative(const struct session *s);

/* What the policy keeps from a visit with this help; a visit alone may everything. */
bool helping_allows(const struct session *s, enum wire_leave leave);

/* Takes a tap: ACTION_KIND, ACTION_WHY, ACTION_WITNESS, ACTION_RELATIVE, ACTION_FACE, ACTION_STOP,
 * what is typed in a name, and the answers of ASSENT and APART. Returns whether it was one. */
bool helping_tap(struct session *s, struct commands *c, const struct event *e);

/* The helper, or the witness, signed in. */
void helping_signed_in(struct session *s, struct commands *c);

#endif
