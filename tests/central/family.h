/*
 * family: one generated family, its members, and what the sources have on record about it.
 */
#ifndef TESTS_CENTRAL_FAMILY_H
#define TESTS_CENTRAL_FAMILY_H

#include "verdict.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum family_limits {
    FAMILY_MEMBERS = 8,
    FAMILY_UID = 7,    /* bytes of a card's UID, ISO/IEC 14443-3 double size */
    FAMILY_ADULT = 17, /* years: from then on a KTP is issued (UU 24/2013, 63) */
    FAMILY_NAME = 64,
    FAMILY_NIK = 17,
};

enum family_role { ROLE_HEAD, ROLE_SPOUSE, ROLE_CHILD, ROLE_GRANDCHILD, ROLE_PARENT };

struct family_member {
    char nik[FAMILY_NIK]; /* 6 region, DDMMYY (women: day + 40), 4 serial */
    char name[FAMILY_NAME];
    char handle[17];     /* the opaque "subject" of answers */
    char address_as[12]; /* "Bapak", "Ibu", "Saudara" */
    char sex;            /* 'L' man, 'P' woman */
    enum family_role role;
    int32_t born; /* YYYYMMDD */
    bool has_card;
    uint8_t uid[FAMILY_UID]; /* with has_card */
};

/* What the sources hold; 0 or false: nothing on record. */
struct family_records {
    int decile, decile_before;  /* DTSEN, 1 (poorest) .. 10; before: 0 when unchanged */
    int engine_cc;              /* Polri: the largest vehicle */
    int64_t wage;               /* BPJS Ketenagakerjaan, rupiah a month */
    int power_va;               /* PLN */
    int land_m2;                /* ATR/BPN, beside the home */
    bool civil_servant;         /* BKN, with TNI and Polri */
    bool large_balance;         /* Himbara: a category, never a figure */
    bool chronic_illness;       /* BPJS Kesehatan */
    bool new_member;            /* Dukcapil: someone joined the family card */
    const char *missing_source; /* has not answered; NULL when all have */
};

struct family {
    char kk[FAMILY_NIK];
    char address[FAMILY_NAME];
    const char *cast_key; /* of tests/bench/people.json for its first member, else NULL */
    size_t member_count;
    struct family_member members[FAMILY_MEMBERS]; /* the first is the head */
    struct family_records records;
    enum verdict verdicts[PROGRAMMES];
    int queue_place[PROGRAMMES]; /* with VERDICT_QUEUED, from 1 */
};

/* What PKH pays a family for, by its members' ages (figures of schooling follow ages here). */
struct family_components {
    int small, primary, lower, upper, elderly; /* 0-6, SD 7-12, SMP 13-15, SMA 16-18, from 60 */
};

struct family_components family_components(const struct family *family, int32_t today);

#endif
