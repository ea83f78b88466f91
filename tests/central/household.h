/*
 * household: one family as the rules see it: what was heard from each source, and the members'
 * birth days. No names. Pure.
 */
#ifndef TESTS_CENTRAL_HOUSEHOLD_H
#define TESTS_CENTRAL_HOUSEHOLD_H

#include "facts.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HOUSEHOLD_MEMBERS = 8 };

struct household {
    int64_t family;
    int32_t village; /* the last six digits of its Kemendagri code: 152004 is 35.10.15.2004 */
    bool registered;
    int32_t disaster_until; /* YYYYMMDD of an acknowledged disaster's priority; 0: none */
    uint16_t silent;        /* bit of each source that has not answered */
    int32_t value[FACTS];
    uint8_t owner[FACTS]; /* which member a personal fact is recorded of */
    int32_t as_of[FACTS]; /* the record's day; 0: the source's usual age */
    uint8_t member_count;
    uint8_t gone;                    /* bit of each member who, says Dukcapil, died or moved */
    int32_t born[HOUSEHOLD_MEMBERS]; /* YYYYMMDD */
};

/* 15 for 35.10.15.2004: the area in which families are ranked against each other. */
int household_district(const struct household *household);

/* The value that counts: a record of someone who died or moved away counts for nothing, whatever
 * its source still says (Dukcapil is believed about persons). */
int32_t household_counted(const struct household *household, enum fact fact);

/* Whether it is recorded of someone who is gone. */
bool household_outdated(const struct household *household, enum fact fact);

/* Members who are there, and of them those of from..to years on a day. */
int household_present(const struct household *household);
int household_aged(const struct household *household, int32_t day, int from, int to);

#endif
