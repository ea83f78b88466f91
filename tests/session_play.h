/*
 * play: a session with a clock of its own, and what the people and drivers around it say to it. A
 * test sees what it answers.
 */
#ifndef TESTS_SESSION_PLAY_H
#define TESTS_SESSION_PLAY_H

#include "kiosk/practice.h"
#include "kiosk/screens/screen.h"
#include "kiosk/session.h"

enum { NOON = 1795320000 };

/* A session with a clock of its own and the last step's commands. */
struct play {
    struct session session;
    struct commands commands;
    struct wire_packet packet;
    struct scene scene;
    int64_t now_ms;
    bool allowed;
};

/* cmocka's: *state is a fresh struct play at START, with every device there. */
int play_setup(void **state);
int play_teardown(void **state);

/* As when the program starts: no device is there yet. */
void play_boots(struct play *p);

/* From there, in a state of the practice family's visit. */
void play_at(struct play *p, enum state state);

/* One event, now. A packet is filled in what play_saying() returns, then said by its driver for a
 * visit; 0: for none. */
void play_step(struct play *p, struct event e);
void play_tap(struct play *p, enum action action, uint16_t which);
union wire_body *play_saying(struct play *p, enum wire_type type);
void play_said(struct play *p, enum peer peer, uint32_t visit);

/* What the card's driver tells: a card of level tag with this UID is seen, read, both, or gone. */
void play_card_seen(struct play *p, uint32_t placement);
void play_card_read(struct play *p, uint32_t placement, uint8_t uid);
void play_card_down(struct play *p, uint32_t placement, uint8_t uid);
void play_card_up(struct play *p, uint32_t placement);

/* A card at level chip, read but not yet proved. */
void play_chip_down(struct play *p, uint32_t placement, const char *nik);
void play_chip_proves(struct play *p, uint32_t placement);

/* What the others tell, for the visit that is going on unless it is named. */
void play_fault(struct play *p, enum peer peer, enum wire_fault fault, uint32_t visit);
void play_templates_come(struct play *p);
void play_check_may_begin(struct play *p);
void play_finger_hint(struct play *p, enum wire_hint hint);
void play_finger_matches(struct play *p);
void play_finger_differs(struct play *p);
void play_photo_comes(struct play *p, uint32_t placement);
/* The practice family's result, as if it had come for this visit. */
void play_breakdown_comes(struct play *p);
void play_receipt_comes(struct play *p, bool delivered);
/* The practice family's programmes and windows, as the courier tells them to everybody. */
void play_catalogue_comes(struct play *p);

/* The whole way there, as a person goes who objects to one record. */
void play_to_overview(struct play *p);
/* From the day on: nothing more is said than has to be. */
void play_to_review(struct play *p);
/* From the overview to there, with the first ground against the first reason. */
void play_objects(struct play *p);
void play_to_declaration(struct play *p);

/* What the last event led to: the command that sends this, or NULL; the chime, or 0; whether
 * nothing of anybody is left. */
const struct command *play_sent(const struct play *p, enum wire_type type);
enum wire_sound play_chimed(const struct play *p);
bool play_wiped(const struct play *p);

/* Whether these words are on the screen; on an element of this role. */
bool play_shows(struct play *p, const char *words);
bool play_shows_as(struct play *p, enum role role, const char *words);

/* Lets the session's own time come. */
void play_time_passes(struct play *p);

#endif
