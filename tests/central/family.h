/*
 * family: one generated family, its members by name, and what the sources hold about it.
 */
#ifndef TESTS_CENTRAL_FAMILY_H
#define TESTS_CENTRAL_FAMILY_H

#include "household.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum family_limits {
    FAMILY_UID = 10,   /* bytes of the longest UID of a card: 4, 7, 8 or 10 */
    FAMILY_ADULT = 17, /* years: from then on a KTP is issued (UU 24/2013, 63) */
    FAMILY_NAME = 64,
    FAMILY_NIK = 17,
};

enum family_role { ROLE_HEAD, ROLE_SPOUSE, ROLE_CHILD, ROLE_GRANDCHILD, ROLE_PARENT };
enum family_gone { GONE_NOT, GONE_DIED, GONE_MOVED };

struct family_member {
    char nik[FAMILY_NIK]; /* 6 region, DDMMYY (women: day + 40), 4 serial */
    char name[FAMILY_NAME];
    char handle[17];     /* the opaque "subject" of answers */
    char address_as[12]; /* "Bapak", "Ibu", "Saudara" */
    char sex;            /* 'L' man, 'P' woman */
    enum family_role role;
    enum family_gone gone;
    int32_t born;                      /* YYYYMMDD */
    bool has_card;                     /* that the service knows */
    uint8_t uid_size, uid[FAMILY_UID]; /* with has_card */
    uint8_t photo_sha256[32];          /* likewise */
};

struct family {
    char kk[FAMILY_NIK];
    char address[FAMILY_NAME];
    const char *cast_key[HOUSEHOLD_MEMBERS]; /* of tests/bench/people.json, else NULL */
    const char *received;       /* programmes it received before, by spaces; "" for none */
    struct household household; /* member_count, born and gone agree with members */
    struct family_member members[HOUSEHOLD_MEMBERS]; /* the first is the head */
};

#endif
