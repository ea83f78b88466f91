/*
 * commission: what whoever sets a kiosk up goes through on the glass, once, before it is the
 * village's. The courier asks for it (COMMISSION_DUE) until it was told that it is done
 * (COMMISSION). Part of the session and as pure.
 *
 *   LINK -> PLACE -> PARTS -> TOUCH -> KEYS -> SOUND -> PRACTICE -> SHEET -> START, in service
 *                                                           |          ^
 *                                                           +- a visit of a fictitious family,
 *                                                              from START to START
 *
 * Each step can be gone back from, and gone on from whatever came of it: what is wrong stands on
 * the sheet, which can be printed. In a practice visit card and finger are somebody's own, read by
 * reader and sensor, and nothing of it leaves this program or is kept; every screen of it and its
 * receipt say LATIHAN.
 */
#ifndef KIOSK_COMMISSION_H
#define KIOSK_COMMISSION_H

#include <stdbool.h>
#include <stdint.h>

#include "drivers/wire.h"
#include "kiosk/state.h"

struct session;
struct commands;
struct event;

/* Where targets may be: none is in the upper third of the glass. */
enum {
    COMMISSION_ROWS = 2,
    COMMISSION_COLUMNS = 6,
    COMMISSION_SPOTS = COMMISSION_ROWS * COMMISSION_COLUMNS
};

/* Of a keypad, in the order of keypad.h's. */
enum commission_key {
    COMMISSION_UP,
    COMMISSION_DOWN,
    COMMISSION_SELECT,
    COMMISSION_BACK,
    COMMISSION_HELP,
    COMMISSION_REPEAT,
    COMMISSION_PAUSE,
    COMMISSION_SOFTER,
    COMMISSION_LOUDER,
    COMMISSION_SLOWER,
    COMMISSION_FASTER,
    COMMISSION_KEYS
};

struct commission {
    bool on;
    bool practising;
    bool elsewhere;                /* it was said that this is not the village */
    enum state step;               /* the present one, also while something covers it */
    uint32_t touched;              /* bit i: spot i */
    uint32_t pressed;              /* bit i: enum commission_key i */
    uint32_t outcomes[WIRE_STEPS]; /* enum wire_outcome, of what a person answers */
};

/* It is due: begins, unless somebody is there already. */
void commission_begin(struct session *s, struct commands *c);

/* Takes a tap of one of its screens, or one that ends a practice visit. Returns whether it was. */
bool commission_tap(struct session *s, struct commands *c, const struct event *e);

/* A key was pressed where keys are tried. */
void commission_key(struct session *s, unsigned key);

/* Whether this key is tried now, and means nothing else: where keys are tried, each until it was
 * pressed. From then on it does its usual work, so that the step can be gone through by keys alone. */
bool commission_tries(const struct session *s, unsigned key);

/* Where START leads now: to the step that goes on, or that comes after a practice visit. */
enum state commission_instead(struct session *s);

/* Answers what a practice visit waits for, in the courier's place. */
void commission_answer(struct session *s, struct commands *c);

/* What came of everything, as far as it is known now. */
void commission_outcomes(const struct session *s, struct wire_commission *commission_out);

#endif
