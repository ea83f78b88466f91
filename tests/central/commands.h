/*
 * commands: what may be done to a stage's database beside serving from it, while the service runs
 * or not. Each opens and closes the database, works on the programme's time, and returns 0 or
 * -errno. Listings go to standard output and name nobody.
 */
#ifndef TESTS_CENTRAL_COMMANDS_H
#define TESTS_CENTRAL_COMMANDS_H

#include "channels.h"
#include "decide.h"

#include <stdint.h>

/* Moves the programme's clock on; refreshes that fall due on the way are computed on their day, and
 * provisional objections lapse. */
int commands_advance(const char *stage, int days);

/* Gives everybody the finger checks of their day back, as staff may who know the person. */
int commands_forgive(const char *stage);

/* Computes again with the rule files as they are now; `rules` is another folder of them, or NULL.
 */
int commands_compute(const char *stage, const char *rules);

/* Switches a source ("polri") to a state ("down") and computes again. -EINVAL for no such name. */
int commands_source(const char *stage, const char *source, const char *state);

/* Plays BPS; a decision that corrects records computes again, and the case shows it. */
int commands_decide(const char *stage, const struct decision *decision);

/* Plays whoever finds out whose card a filing came from (families_found), and computes again. */
int commands_found(const char *stage, const struct decision *found);

/* Records what became of the newest stage paid to the family of a NIK. */
int commands_pay(const char *stage, const char *nik, const char *programme, const char *state);

/* Takes in an objection from another channel. */
int commands_enter(const char *stage, const struct channels_objection *objection);

/* From now on every record has the members of a JSON file instead of its own; {}: its own again. */
int commands_wrong(const char *stage, const char *file);

/* Prints a one-time code with which the kiosk of a serial may ask for its first certificate. */
int commands_code(const char *stage, const char *serial);

/* Sets one of a kiosk's settings from afar; "" takes it back. */
int commands_set(const char *stage, const char *sender, const char *name, const char *value);

/* Every kiosk that has a certificate or said how it is: since when, versions, what waits, what ails
 * it. */
int commands_fleet(const char *stage);

int commands_cases(const char *stage);

/* Families by village, programme and verdict; fewer than five are "kurang dari 5". */
int commands_villages(const char *stage);

/* The access journal: who, when, what, with which consent; persons by number. */
int commands_journal(const char *stage);

/* The checkpoints of the kiosks' journals: SENDER SEQUENCE AT HASH SIGNATURE, and what waited. */
int commands_checkpoints(const char *stage);

/* Complaints, opened with the inspectorate's secret key (a file of 32 bytes). */
int commands_complaints(const char *stage, const char *key_file);

/* Strikes a member of village staff off the list (a card was stolen), or takes one back in. */
int commands_staff_strike(const char *stage, const char *id, bool off);

/* The staff and the last sign-in of each; no names. */
int commands_staff(const char *stage);

/* What somebody has to look at: more help in a day than the policy takes as usual, cards of staff
 * that were refused, sign-ins without a finger. By ids, no names. */
int commands_flags(const char *stage);

/* Compares the photographs of cards that were enrolled with Dukcapil's (binding.h); with a number,
 * what somebody decided who looked at both: same or other. `advance` compares as well. */
int commands_bind(const char *stage, const char *number, const char *how);

/* Enrolments and their states. */
int commands_enrolments(const char *stage);

/* What help may do (policy.h). */
int commands_policy(const char *stage, const char *name, const char *value);

#endif
