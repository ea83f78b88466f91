/*
 * policy: what help at a kiosk may do, how much of it in a day raises a flag, and for how long a
 * list of staff holds. Told to kiosks with the list, and held to here as well.
 */
#ifndef TESTS_CENTRAL_POLICY_H
#define TESTS_CENTRAL_POLICY_H

#include "store.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

/* Bits. */
enum policy_leave {
    POLICY_RESULT = 1,
    POLICY_OBJECT = 2, /* objection, withdrawal, appeal */
    POLICY_REPORT = 4,
    POLICY_PROVISIONAL = 8,
};

struct policy {
    int64_t assisted, attended; /* enum policy_leave */
    bool named_witness;         /* a witness may be a person by name */
    bool relatives;             /* a relative may assist */
    bool card_alone; /* staff may sign in without a finger where the sensor is down, two of them */
    int64_t flag_assisted, flag_attended; /* visits of one helper in a day that are too many */
    int64_t list_days;
};

int policy_read(struct store *store, struct policy *policy_out);

/* Names: assisted, attended (words of result,object,report,provisional, or none), named_witness,
 * relatives, card_alone (yes, no), flag_assisted, flag_attended, list_days (numbers). Returns 0,
 * -EINVAL for another name or value, or -errno. */
int policy_set(struct store *store, const char *name, const char *value);

/* Schema StaffPolicy: what kiosks are told. A new reference, or NULL. */
json_t *policy_write(const struct policy *policy);

#endif
