/*
 * wire_person: who stands there, in the messages of wire.h: the card, the consent, the finger's
 * templates, and who helps.
 */
#ifndef DRIVERS_WIRE_PERSON_H
#define DRIVERS_WIRE_PERSON_H

#include "wire_limits.h"

#include <stdint.h>

/* How a card was read: the level of identity assurance it gives (openapi.yaml, Assurance). Level
 * `attended` is one of them with a help of kind ATTENDED in place of the finger. */
enum wire_assurance {
    WIRE_ASSURANCE_TAG = 1,
    WIRE_ASSURANCE_CHIP,
    WIRE_ASSURANCE_STATED /* no card could be read: staff who assist typed the NIK. Reports and
                             provisional objections alone */
};

/* What identifies a card: at WIRE_ASSURANCE_TAG its UID and its photo's digest, both to agree; at
 * WIRE_ASSURANCE_CHIP the NIK in its protected file; at WIRE_ASSURANCE_STATED a NIK alone. */
struct wire_card {
    uint32_t assurance; /* enum wire_assurance */
    uint32_t uid_size;  /* 4, 7, 8 (type B identifier) or 10; STATED: 0 */
    uint8_t uid[WIRE_UID_MAX];
    uint8_t pad[2];
    uint8_t photo_sha256[WIRE_DIGEST]; /* of the bytes of EF 6FF2 after its length field; zeros at
                                          chip, where the photo is read later */
    char nik[WIRE_NIK];                /* 16 digits at chip and STATED, else "" */
};

/* The consent the person gave on the screen. */
struct wire_consent {
    char version[WIRE_CODE]; /* of the consent text that was shown */
    int64_t given_at;
};

/* Finger positions: ISO/IEC 19794-2:2005 table 2 (0 unknown, 1 right thumb .. 10 left little). */
struct wire_template {
    uint8_t position;
    uint8_t pad;
    uint16_t size;
    uint8_t record[WIRE_TEMPLATE_SIZE]; /* ISO/IEC 19794-2 */
};

struct wire_templates {
    uint32_t count; /* 1..WIRE_TEMPLATES_MAX */
    struct wire_template templates[WIRE_TEMPLATES_MAX];
};

/* Two kinds of help, never mixed. */
enum wire_help_kind {
    WIRE_HELP_NONE,
    WIRE_HELP_ASSISTED, /* dibantu: the resident's own finger; somebody reads or taps for them */
    WIRE_HELP_ATTENDED, /* tanpa sidik jari: staff and a witness compared face and photo instead */
    WIRE_HELPS
};

/* Why there is no finger. */
enum wire_no_finger {
    WIRE_NO_FINGER_WORN = 1,
    WIRE_NO_FINGER_AMPUTATION,
    WIRE_NO_FINGER_BANDAGE,
    WIRE_NO_FINGER_NOT_ON_CHIP,
    WIRE_NO_FINGER_SENSOR_DOWN,
    WIRE_NO_FINGERS
};

/* Who helps, sent with each request; all zero when nobody does. Ids are wire_staff.id of people who
 * signed in for this visit. */
struct wire_help {
    uint32_t kind;           /* enum wire_help_kind */
    uint32_t reason;         /* ATTENDED: enum wire_no_finger; else 0 */
    uint32_t card_alone;     /* 1: one of the two signed in without a finger (wire_policy.card_alone):
                                SENSOR_DOWN, and the witness is one of the staff */
    uint32_t pad;
    char helper[WIRE_CODE];  /* ASSISTED by a relative: "" */
    char witness[WIRE_CODE]; /* ATTENDED: another member of staff; "": a named person */
    char helper_name[WIRE_TITLE];
    char witness_name[WIRE_TITLE]; /* ATTENDED, else "" */
};

/* Who stands there and on what ground this may be done: sent with each request. */
struct wire_subject {
    struct wire_card card;
    struct wire_consent consent;
    uint32_t score_class; /* of the live finger; 0: none was given */
    uint32_t pad;
    int64_t verified_at; /* the finger; ATTENDED: the face */
    struct wire_help help;
};

#endif
