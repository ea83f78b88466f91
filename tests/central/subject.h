/*
 * subject: whom a request is about: the card that was read, the consent and the finger, as in
 * every message of the contract; and the person the centre knows by that card.
 */
#ifndef TESTS_CENTRAL_SUBJECT_H
#define TESTS_CENTRAL_SUBJECT_H

#include "field.h"
#include "store.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum subject_limits { SUBJECT_UID = 10, SUBJECT_DIGEST = 32, SUBJECT_NAME = 80 };

struct subject {
    char assurance[FIELD_CODE];
    size_t uid_size; /* 4, 7, 8 or 10 */
    uint8_t uid[SUBJECT_UID];
    uint8_t photo_sha256[SUBJECT_DIGEST]; /* zeros at level chip */
    char nik[FIELD_CODE];                 /* at level chip, else "" */
    char consent_version[FIELD_CODE];
    int64_t consent_at;
    int score_class;                              /* of the live finger, 1 or 2; 0: none given */
    int64_t verified_at;                          /* 0: none given */
    char helper[FIELD_CODE], witness[FIELD_CODE]; /* ids of staff, or "" */
    char helper_name[SUBJECT_NAME], witness_name[SUBJECT_NAME]; /* of others, or "" */
    char no_finger[FIELD_CODE];                                 /* why; "" when not attended */
    bool card_alone; /* attended: staff signed in without a finger, since the sensor is down */
};

/* Whether the person is known well enough to be shown a result or to confirm something: a live
 * finger, or staff and a witness who compared the face. A card alone opens nothing: it can be
 * copied. */
bool subject_is_sure(const struct subject *subject);

struct person {
    int64_t id, family;
    char handle[FIELD_CODE];
};

/* Reads the object. Returns 0, or -EINVAL for a member that is missing or out of bounds. A finger
 * is optional, but whole when there is one; "attended" needs helper, witness and a reason instead,
 * "stated" a helper.
 */
int subject_read(const json_t *object, struct subject *subject_out);

/* Reads the object's "assurance" and "card" alone. Returns 0 or -EINVAL. */
int subject_read_card(const json_t *object, struct subject *subject);

/* Reads the subject of an enrolment: a card at level tag with consent, and "attended" without a
 * reason. Returns 0 or -EINVAL. */
int subject_read_enrolled(const json_t *object, struct subject *subject_out);

/* Finds the person of the card, at level chip by the NIK. Returns 0; -ENOENT for an unknown card;
 * -EKEYREJECTED when the card is known and its photograph is another; -EINPROGRESS for a card that
 * was enrolled and is not bound yet (binding.h); -errno of the store. */
int subject_find(struct store *store, const struct subject *subject, struct person *person_out);

/* What the contract calls such a result of subject_find; NULL for 0 and what is the store's. */
const char *subject_refusal(int result);

#endif
