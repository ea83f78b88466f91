/*
 * staff: what staff at the reader do in a play (session_play.h), and what is said of them.
 */
#ifndef TESTS_STAFF_PLAY_H
#define TESTS_STAFF_PLAY_H

#include "session_play.h"

/* The first byte of a card's UID. */
enum { RESIDENT = 0xA1, HELPER = 0xB1, WITNESS = 0xC1, STRANGER = 0xD1 };

/* Staff are called from the screen that is shown. */
void staff_called(struct play *p);

/* Begins the courier's answer about the card on the reader: listed, of level tag, with templates
 * for this sign-in and every right, by the name "Bu ID". It may be changed before it is told. */
struct wire_staff *staff_listed(struct play *p, const char *id);
void staff_told(struct play *p);

/* As told at once; another standing comes with the id alone. */
void staff_is(struct play *p, enum wire_staff_standing standing, const char *id);

/* The card is put, known, the finger matches, and the card is taken away. */
void staff_signs_in(struct play *p, uint32_t placement, uint8_t uid, const char *id);

/* What the face asked of the card on the reader; what it told of the sign-in, 0 when nothing. */
const struct wire_staff_ask *staff_asked(const struct play *p);
enum wire_sign_in_outcome staff_outcome(const struct play *p);

/* The resident's way to where staff may be called: the finger is hard to read. */
void staff_to_finger_help(struct play *p);

/* The helper, called, signs in as "wayan" and is asked what kind of help it is. */
void staff_helper_signs_in(struct play *p);

/* ... who helps without a finger for this reason; a witness of the staff, or one by name. */
void staff_attends(struct play *p, enum wire_no_finger why, bool by_staff);

/* The resident's card is back. */
void staff_resident_is_back(struct play *p, uint32_t placement);

/* Both say that face and photo are one person's, and the witness steps away. */
void staff_are_sure(struct play *p);

/* They are called, and "wayan" helps, who the resident agrees to with the card put back. */
void staff_assists(struct play *p);

/* Helped with the resident's own finger, to the overview. */
void staff_to_assisted_result(struct play *p);

/* Helped without, with "made" as witness: to the question of the faces; to the overview. */
void staff_to_faces(struct play *p);
void staff_to_attended_result(struct play *p);

#endif
