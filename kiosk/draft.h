/*
 * draft: what a person is about to file, and the steps that lead there. Pure; whoever owns a draft
 * wipes it with the visit. Every kind goes the same way, and has some of the steps:
 *
 *   WHICH --> GROUND --> SINCE --> WORDS --> DAY --> PHONE --> REVIEW --> DRAFT_DONE
 *               ^          |
 *               +----------+  once for each point of an objection
 *
 * SINCE is left out where the ground asks for no day; DAY is a report's: first who, then when.
 */
#ifndef KIOSK_DRAFT_H
#define KIOSK_DRAFT_H

#include "drivers/wire.h"
#include "kiosk/entry.h"

enum draft_step {
    DRAFT_WHICH,  /* which records, which programme, which report */
    DRAFT_GROUND, /* why; of a complaint: what about */
    DRAFT_SINCE,
    DRAFT_WORDS,
    DRAFT_DAY,
    DRAFT_PHONE,
    DRAFT_REVIEW,
    DRAFT_DONE, /* all is said */
    DRAFT_LEFT, /* back before the first step */
};

enum {
    DRAFT_UNRECORDED = 0xFF, /* in place of a reason: something that is on no record yet */
    DRAFT_UNKNOWN = 0xFF,    /* in place of a ground: not known, or not chosen yet */
};

/* One thing that is contested. */
struct draft_point {
    uint8_t reason; /* index into wire_breakdown.reasons, or DRAFT_UNRECORDED */
    uint8_t ground; /* index into the grounds of result or catalogue, or DRAFT_UNKNOWN */
    int32_t since;  /* as in wire_contested */
};

struct draft {
    uint32_t kind;        /* enum wire_filing_kind; 0: nothing is being filed */
    uint32_t report;      /* enum wire_report */
    enum draft_step from; /* the first step; those before it were said otherwise */
    uint8_t programme;    /* index into the result's programmes, or the catalogue's offers */
    uint8_t about;        /* index into wire_breakdown.cases: withdrawn or appealed */
    uint8_t count;        /* of points */
    uint8_t at;           /* the point that GROUND and SINCE are about */
    struct draft_point points[WIRE_CONTESTED_MAX];
    int32_t since; /* of a report */
    struct entry_date date;
    struct entry words, phone;
    struct wire_help help; /* whoever helped while it was drafted, then or later */
};

/* Forgets what was drafted and begins anew, at `from`. */
void draft_begin(struct draft *d, enum wire_filing_kind kind, enum draft_step from);

/* Adds a point for a reason, or takes it back. Returns whether it could: there is room for
 * WIRE_CONTESTED_MAX. */
bool draft_toggle(struct draft *d, uint8_t reason);

bool draft_has(const struct draft *d, uint8_t reason);

/* Chooses the ground of the point that is asked about. */
void draft_choose_ground(struct draft *d, uint8_t ground);

/* The day asked about is the date set, or is not known. */
void draft_take_date(struct draft *d);
void draft_skip_date(struct draft *d);

/* The step after or before `step`. `grounds` are those that the points' indices mean. */
enum draft_step draft_next(struct draft *d, enum draft_step step,
                           const struct wire_ground *grounds);
enum draft_step draft_before(struct draft *d, enum draft_step step,
                             const struct wire_ground *grounds);

#endif
