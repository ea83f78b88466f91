/*
 * staff: the register of village staff: whose card is whose, what they may, who was struck off. It
 * is no part of the register of residents: at a kiosk a staff card opens no result.
 */
#ifndef TESTS_CENTRAL_STAFF_H
#define TESTS_CENTRAL_STAFF_H

#include "store.h"
#include "subject.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum staff_limits {
    STAFF_MOST = 64, /* of one office */
    STAFF_NAME = 64,
    STAFF_TEMPLATE_MAX = 1600, /* WIRE_TEMPLATE_SIZE: what a kiosk takes */
};

/* Bits. */
enum staff_right {
    STAFF_ASSIST = 1,
    STAFF_ATTEND = 2, /* in place of a finger, and its witness */
    STAFF_ENROL = 4,
    STAFF_PAGES = 8,
};

struct staff {
    char id[FIELD_CODE];
    char name[STAFF_NAME], post[STAFF_NAME];
    char nik[FIELD_CODE];
    int64_t rights;     /* enum staff_right */
    int64_t revoked_at; /* 0: not */
};

/* Fills the register from the people of `people` who have a "staff" member, and for each
 * STAGE/people/KEY.jpg, KEY-right.iso and KEY-left.iso; all of them of the office of `sender`.
 * Returns 0 or -errno, with the file concerned in file_out ("" when it is the database). */
int staff_load(struct store *store, const char *people, const char *stage, const char *sender,
               char *file_out, size_t file_size);

/* Whose card, at level chip by the NIK, in this office. Returns 0, -ENOENT, -EKEYREJECTED for
 * another photograph, or -errno. Who was struck off is found too. */
int staff_by_card(struct store *store, const char *sender, const struct subject *card,
                  struct staff *staff_out);

/* Returns 0, -ENOENT or -errno. */
int staff_by_id(struct store *store, const char *sender, const char *id, struct staff *staff_out);

/* Strikes off, or takes back in. Returns 0, -ENOENT or -errno. */
int staff_revoke(struct store *store, const char *id, bool revoked, int64_t now);

/* Whether they had been struck off by then. */
bool staff_is_revoked(const struct staff *staff, int64_t at);

/* Whether the rights suffice for a role of the contract ("helper"); a role that is none: false. */
bool staff_may(int64_t rights, const char *role);

/* ["assist", "attend"]; a new reference, or NULL. */
json_t *staff_rights(int64_t rights);

#endif
