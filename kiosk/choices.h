/*
 * choices: what a person who files something may choose from now. Questions only, for the screens
 * and for filing.h; part of the session and as pure.
 */
#ifndef KIOSK_CHOICES_H
#define KIOSK_CHOICES_H

#include "kiosk/visit.h"

/* What complaints may be about: indices of DRAFT_GROUND, and ACTION_GROUND's `which`. */
enum choices_about {
    CHOICES_ABOUT_MONEY, /* aid was cut, or money was asked for */
    CHOICES_ABOUT_STAFF, /* how somebody was treated */
    CHOICES_ABOUT_DATA,  /* data were misused */
    CHOICES_ABOUT_OTHER,
    CHOICES_ABOUTS
};

/* The grounds that a draft's indices mean: of the result, or while there is none the catalogue's.
 */
const struct wire_ground *choices_grounds(const struct session *s, uint32_t *count_out);

/* Whether a ground may be chosen for what is asked about. */
bool choices_fits(const struct session *s, unsigned ground);

/* In TROUBLE: something filled in is to be tried again; nothing else may take its place. */
bool choices_waits(const struct session *s);

/* Whether an objection without a line, or without a card, can be offered: no result was opened, card
 * or NIK is known, and the last signed window of some programme includes the present. */
bool choices_may_note(const struct session *s);
bool choices_is_open(const struct session *s, const struct wire_offer *offer);

/* Whether a report may be chosen: what ends the use of somebody's data needs who is surely that
 * person. */
bool choices_takes(const struct session *s, unsigned report);

/* Whether a finger confirms the draft: one was given in this visit, and it is somebody's. */
bool choices_needs_finger(const struct session *s);

#endif
