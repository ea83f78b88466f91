/*
 * filings: what people asked of the centre (objections, appeals, reports), taken in exactly once
 * each, their states, and how a family sees them.
 *
 * Life of a filing:
 *
 *   provisional --completed--> completed         received --> checking --> visit --+
 *        |                                          |            |           |     |
 *        +--too late--> lapsed                      +------------+-----------+-> granted, partly,
 *                                                   |                            not_granted
 *                                                   +--> withdrawn                  |
 *                                                                     data corrected: updated
 *
 * While undecided it can be withdrawn. An objection that was not, or only partly, granted can be
 * appealed once, also when it is `updated`; an appeal is a filing of its own. The decision's reason
 * stays in `outcome`.
 */
#ifndef TESTS_CENTRAL_FILINGS_H
#define TESTS_CENTRAL_FILINGS_H

#include "store.h"
#include "story.h"
#include "subject.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum filings_limits {
    FILINGS_SHOWN = 16,  /* of a family, the newest */
    FILINGS_REASONS = 8, /* contested in one objection */
    FILINGS_NUMBER = 13, /* twelve digits and the NUL */
    FILINGS_DETAIL = 1024,
    FILINGS_DECISION_DAYS = 30,
    FILINGS_URGENT_DAYS = 3,       /* a disaster's */
    FILINGS_PROVISIONAL_DAYS = 14, /* to complete one */
};

/* As it came. Texts are borrowed; NULL is absent. Instants are the programme's. */
struct filing {
    const char *kind; /* "objection", "appeal", "provisional", or a report's */
    const char *sender, *idempotency_key, *number;
    int64_t accepted_at; /* by the device's clock */
    bool clock_trusted;
    struct subject subject;
    struct person person; /* family 0: unknown to the centre */
    const char *programme, *ground, *detail, *since, *phone, *appeals;
    char *what;             /* in words, for those who see the case */
    size_t contested_count; /* of an objection: 1..FILINGS_REASONS */
    struct filing_contested {
        const char *reason; /* NULL: something that is not on record yet */
        const char *ground;
        const char *since; /* "2024-09-17", "2024-09" or "2024"; NULL: not said */
    } contested[FILINGS_REASONS];
    int64_t confirmed_at, received_at;
    int days; /* till a decision is expected, or till a provisional one lapses */
};

/* What is told to the kiosk that sent it. */
struct filing_receipt {
    char number[FILINGS_NUMBER];
    int64_t received_at;
    int32_t expected_on;
    bool provisional;
};

/* One as it stands. */
struct filing_case {
    char number[FILINGS_NUMBER];
    char kind[FIELD_CODE], state[FIELD_CODE], programme[FIELD_CODE], ground[FIELD_CODE];
    char detail[FILINGS_DETAIL];
    int64_t family, person, accepted_at, received_at;
    bool clock_trusted, may_appeal;
    int32_t complete_by;
};

/* The receipt given for this key before. Returns 0, -ENOENT when there was none, or -errno. */
int filings_find(struct store *store, const char *sender, const char *idempotency_key,
                 struct filing_receipt *receipt_out);

/* Takes it in. Returns 0, -EEXIST for a number that is taken, or -errno. */
int filings_add(struct store *store, const struct filing *filing,
                struct filing_receipt *receipt_out);

/* Returns 0, -ENOENT or -errno. */
int filings_read(struct store *store, const char *number, struct filing_case *case_out);

/* Moves it to a state; `outcome` is the decision's reason in words, or NULL. */
int filings_move(struct store *store, const char *number, const char *state, const char *outcome,
                 int64_t now);

bool filings_is_open(const char *state); /* received, checking or visit */
const char *filings_state_text(const char *state);

/* The family's cases, newest first, as in the contract; a person's own words for that person alone.
 * *list_out is owned by the caller. */
int filings_list(struct store *store, int64_t family, const struct story_viewer *viewer,
                 json_t **list_out);

/* Whether an undecided filing of the family contests this reason in this programme already: 1, 0 or
 * -errno. */
int filings_contested(struct store *store, int64_t family, const char *programme,
                      const char *reason);

/* Provisional ones nobody completed in time lapse, but for those whose card nobody knows yet. */
int filings_lapse(struct store *store, int32_t today, int64_t now);

#endif
