/*
 * siting: what whoever sets a new device up goes through on the glass before it is a kiosk: the
 * signed file that was laid into it makes it one village's. What becomes of the file is told by the
 * program that provisions (SITE); here it is only asked and shown. Part of the session and as pure.
 *
 *   START --SITE--> FILE <-> SERIAL -> PLACE -> WAIT, and the face starts again
 *                   none,    which     "Desa    the certificate is asked for; what keeps it from
 *                   unfit    device?   X?"      coming, or another file, leads back to the others
 *
 * A file for one device alone leaves SERIAL out.
 */
#ifndef KIOSK_SITING_H
#define KIOSK_SITING_H

#include <stdbool.h>

#include "drivers/wire.h"
#include "kiosk/entry.h"
#include "kiosk/state.h"

struct session;
struct commands;
struct event;

struct siting {
    struct wire_site told; /* state 0: nothing yet, and on a device in service for ever */
    struct entry digits;   /* of the serial, as typed */
};

/* Takes SITE; while somebody is at a screen of a visit only keeps it. */
void siting_told(struct session *s, struct commands *c, const struct wire_site *site);

/* Takes a tap of one of its screens. Returns whether it was. */
bool siting_tap(struct session *s, struct commands *c, const struct event *e);

/* Whether this device is nobody's yet; and where START leads then. */
bool siting_is_on(const struct session *s);
enum state siting_step(const struct session *s);

#endif
