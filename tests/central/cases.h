/*
 * cases: objections the centre has taken in, exactly once each, and how a family sees them.
 */
#ifndef TESTS_CENTRAL_CASES_H
#define TESTS_CENTRAL_CASES_H

#include "store.h"
#include "subject.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum cases_limits {
    CASES_SHOWN = 16,  /* of a family, the newest */
    CASES_REASONS = 8, /* contested in one objection */
    CASES_NUMBER = 13, /* twelve digits and the NUL */
};

/* An objection as it came. Texts are borrowed. */
struct objection {
    const char *sender, *idempotency_key, *number;
    int64_t accepted_at; /* by the device's clock */
    bool clock_trusted;
    struct subject subject;
    struct person person;
    const char *programme, *ground;
    size_t reason_count; /* 0: something that is not on record yet */
    const char *reasons[CASES_REASONS];
    int64_t confirmed_at, received_at;
};

/* What is told to the kiosk that sent it. */
struct receipt_of {
    char number[CASES_NUMBER];
    char state[FIELD_CODE];
    int64_t received_at;
    int32_t expected_on;
};

/* The receipt given for this key before. Returns 0, -ENOENT when there was none, or -errno. */
int cases_find(struct store *store, const char *sender, const char *idempotency_key,
               struct receipt_of *receipt_out);

/* Judges the objection by the records as they are: the programme and its window, the reasons and
 * whether the ground fits each. *refusal_out is NULL when it is in order, else a reason code.
 * A window is judged by accepted_at; when that clock was not trusted or runs ahead of
 * `received_at`, the moment of arrival counts as well, in the person's favour. Returns 0 or -errno.
 */
int cases_judge(struct store *store, const struct objection *objection, const char **refusal_out);

/* Takes it in as received ("masuk"). Returns 0, -EEXIST for a number that is taken, or -errno. */
int cases_add(struct store *store, const struct objection *objection,
              struct receipt_of *receipt_out);

/* The family's cases, newest first, as in the contract. *list_out is owned by the caller. */
int cases_list(struct store *store, int64_t family, json_t **list_out);

#endif
