/*
 * wire_staff: village staff, in the messages of wire.h.
 *
 *   STAFF_ASK    ->  STAFF | FAULT     is this card one of the staff's? and its templates
 *   SIGN_IN      ->                    how that ended: journal and service; gives the check back
 *   ENROLMENT    ->  RECEIPT | FAULT   two fingers of a resident, sealed to the service at once
 *   COUNTS_ASK   ->  COUNTS            the village report
 *   SLIP_ASK     ->  SLIP | FAULT      the next number of the queue of today
 *
 * All of kiosk and courier, each with a visit: that of the resident who is helped, or one of the
 * staff's own.
 */
#ifndef DRIVERS_WIRE_STAFF_H
#define DRIVERS_WIRE_STAFF_H

#include "wire_person.h"

/* What somebody signs in for. */
enum wire_role {
    WIRE_ROLE_HELPER = 1, /* of one visit */
    WIRE_ROLE_WITNESS,
    WIRE_ROLE_CONFIRM, /* the helper once more, for the resident's last "yes" */
    WIRE_ROLE_ENROL,   /* of up to WIRE_ENROLMENTS_MAX residents in a row */
    WIRE_ROLE_ENROL_WITNESS,
    WIRE_ROLE_PAGES, /* the staff's own pages */
    WIRE_ROLES
};

/* Bits of what a member of staff may. */
enum wire_right {
    WIRE_RIGHT_ASSIST = 1, /* dibantu */
    WIRE_RIGHT_ATTEND = 2, /* tanpa sidik jari, and its witness */
    WIRE_RIGHT_ENROL = 4,
    WIRE_RIGHT_PAGES = 8, /* report, slips, daily page */
    WIRE_RIGHTS = 15
};

/* Bits of what a visit with help may, as the service's policy says. */
enum wire_leave {
    WIRE_LEAVE_RESULT = 1,
    WIRE_LEAVE_OBJECT = 2, /* objection, withdrawal, appeal */
    WIRE_LEAVE_REPORT = 4,
    WIRE_LEAVE_PROVISIONAL = 8,
    WIRE_LEAVES = 15
};

struct wire_policy {
    uint32_t assisted, attended; /* bits of enum wire_leave */
    uint32_t named_witness;      /* 1: a person who is not staff may witness, by name */
    uint32_t relatives;          /* 1: a relative whom the resident names may assist */
    uint32_t card_alone; /* 1: where the sensor is down staff may sign in without a finger, two of
                            them */
    uint32_t pad;
};

/* Asks for one sign-in; counts a check against the card's of the day, apart from a resident's. */
struct wire_staff_ask {
    struct wire_card card; /* as read now; CONFIRM: as it was read for HELPER */
    uint32_t role;         /* enum wire_role */
};

enum wire_staff_standing {
    WIRE_STAFF_LISTED = 1,
    WIRE_STAFF_UNLISTED,
    WIRE_STAFF_REVOKED,
    WIRE_STAFF_NO_RIGHT, /* listed, and not for this role */
    WIRE_STAFF_NO_LIST,  /* none came yet, or it expired, and the service cannot be asked */
    WIRE_STAFF_STANDINGS
};

struct wire_staff {
    uint32_t standing;     /* enum wire_staff_standing */
    uint32_t rights;       /* bits of enum wire_right; LISTED and NO_RIGHT, else 0 */
    char id[WIRE_CODE];    /* LISTED, NO_RIGHT, REVOKED; else "" */
    char name[WIRE_TITLE]; /* LISTED, else "" */
    char post[WIRE_TITLE]; /* "Kasi Pelayanan" */
    struct wire_policy policy;
    uint32_t count; /* of templates, LISTED: 0 at chip, where the card's own are compared */
    struct wire_template templates[WIRE_TEMPLATES_MAX];
};

enum wire_sign_in_outcome {
    WIRE_SIGN_IN_GOOD = 1, /* the right finger: the check is given back */
    WIRE_SIGN_IN_NO_MATCH,
    WIRE_SIGN_IN_REFUSED,    /* unlisted, revoked, without the right, or already in another role */
    WIRE_SIGN_IN_LATE,       /* not within its time */
    WIRE_SIGN_IN_FAULT,      /* reader, sensor, line */
    WIRE_SIGN_IN_CARD_ALONE, /* without a finger, since the sensor is down: wire_policy.card_alone
                              */
    WIRE_SIGN_IN_OUTCOMES
};

/* Unanswered. */
struct wire_sign_in {
    uint32_t role;      /* enum wire_role */
    uint32_t outcome;   /* enum wire_sign_in_outcome */
    char id[WIRE_CODE]; /* wire_staff.id; "" when there is none */
    int64_t at;
};

enum { WIRE_ENROLMENTS_MAX = 30, WIRE_ENROLMENT_FINGERS = 2 };

/* Binds a card, a NIK and two fingers, once the service has compared the photo with Dukcapil's. */
struct wire_enrolment {
    uint8_t key[WIRE_KEY]; /* as in wire_filing */
    struct wire_card card; /* TAG */
    struct wire_consent consent;
    char nik[WIRE_NIK];                                   /* 16 digits */
    struct wire_help help;                                /* ATTENDED, without a reason */
    int64_t confirmed_at;                                 /* face and photo, by staff */
    struct wire_template fingers[WIRE_ENROLMENT_FINGERS]; /* two positions */
};

/* For the days up to today. */
struct wire_counts_ask {
    uint32_t days; /* 1..WIRE_COUNTS_DAYS */
};

enum { WIRE_COUNTS_DAYS = 366, WIRE_FEW = 5 };

/* Counts alone, of this device. None is 1..WIRE_FEW - 1: such a one is told as 1, "fewer than
 * five". Complaints are in none of them. Troubles are per enum wire_fault, in WIRE_FAULTS order. */
struct wire_counts {
    int32_t since_day, until_day;
    uint32_t visits, assisted, attended, enrolments, slips;
    uint32_t objections; /* provisional ones, withdrawals and appeals too */
    uint32_t reports;
    uint32_t waiting; /* to be delivered, now */
    uint32_t troubles[64];
};

/* A number is never given twice on a day. The hour is the first one that has a place left for this
 * kind; the last one takes everybody. Hours are 0..23, local. */
struct wire_slip_ask {
    uint32_t first; /* 1: elderly or disabled, who have places of their own */
    uint32_t from_hour, last_hour;
    uint32_t places; /* 1..WIRE_SLIP_PLACES, of this kind in an hour */
};

enum { WIRE_SLIP_PLACES = 60 };

struct wire_slip {
    uint32_t number; /* 1.., of all slips of the day */
    uint32_t hour;
    uint32_t first; /* as asked */
};

#endif
