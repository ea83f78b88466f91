/*
 * roster: the staff of this kiosk's office, as the service says, signed (schema StaffList): who may
 * sign in, by whose card, for what, until when; and what help may do. Pure.
 *
 * A card is known again by a keyed BLAKE2b-128 of what identifies it: at level chip its NIK, at
 * level tag its UID followed by its photo's digest. The key comes with the list.
 */
#ifndef DRIVERS_COURIER_ROSTER_H
#define DRIVERS_COURIER_ROSTER_H

#include "drivers/wire.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum { ROSTER_MAX = 64, ROSTER_SALT = 16, ROSTER_DIGEST = 16 };

struct roster_member {
    char id[WIRE_CODE];
    char name[WIRE_TITLE], post[WIRE_TITLE];
    uint32_t rights; /* enum wire_right */
    uint32_t revoked;
    uint8_t chip[ROSTER_DIGEST], tag[ROSTER_DIGEST];
};

struct roster {
    int64_t made_at, expires_at; /* made_at 0: there is none */
    uint8_t salt[ROSTER_SALT];
    struct wire_policy policy;
    uint32_t count;
    struct roster_member members[ROSTER_MAX];
};

/* Fills *roster_out from a message of on-staff (borrowed). A right that is not known is left out,
 * as is a member beyond ROSTER_MAX. Returns 0 or -EBADMSG. */
int roster_parse(const json_t *message, struct roster *roster_out);

/* What this list says of a card and a role at `now`: everything of STAFF but the templates. */
void roster_judge(const struct roster *roster, const struct wire_card *card, uint32_t role,
                  int64_t now, struct wire_staff *staff_out);

/* What help may do at `now`: nothing where the list expired. */
struct wire_policy roster_policy(const struct roster *roster, int64_t now);

/* Whether it takes at `now` that staff who help so signed in by card alone, if they did. */
bool roster_takes(const struct roster *roster, const struct wire_help *help, int64_t now);

/* "helper", as the contract says it. */
const char *roster_role(uint32_t role);

#endif
