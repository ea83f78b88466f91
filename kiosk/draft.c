#include "kiosk/draft.h"

#include <string.h>

#define STEP(step) (1u << (step))

static const unsigned kinds[WIRE_FILINGS] = {
    [WIRE_FILING_OBJECTION] = STEP(DRAFT_WHICH) | STEP(DRAFT_GROUND) | STEP(DRAFT_SINCE) |
                              STEP(DRAFT_WORDS) | STEP(DRAFT_PHONE) | STEP(DRAFT_REVIEW),
    [WIRE_FILING_PROVISIONAL] = STEP(DRAFT_WHICH) | STEP(DRAFT_GROUND) | STEP(DRAFT_REVIEW),
    [WIRE_FILING_WITHDRAWAL] = STEP(DRAFT_REVIEW),
    [WIRE_FILING_APPEAL] = STEP(DRAFT_WORDS) | STEP(DRAFT_REVIEW),
    [WIRE_FILING_COMPLAINT] =
        STEP(DRAFT_GROUND) | STEP(DRAFT_WORDS) | STEP(DRAFT_PHONE) | STEP(DRAFT_REVIEW),
};

/* Beside DRAFT_WHICH and DRAFT_REVIEW, which all of them have. */
static const unsigned reports[WIRE_REPORTS] = {
    [WIRE_REPORT_DEATH] = STEP(DRAFT_WORDS) | STEP(DRAFT_DAY),
    [WIRE_REPORT_MOVE] = STEP(DRAFT_WORDS) | STEP(DRAFT_DAY),
    [WIRE_REPORT_DISASTER] = STEP(DRAFT_WORDS) | STEP(DRAFT_DAY) | STEP(DRAFT_PHONE),
    [WIRE_REPORT_REGISTRATION] = STEP(DRAFT_PHONE),
    [WIRE_REPORT_MISSED_HOUSEHOLD] = STEP(DRAFT_WORDS) | STEP(DRAFT_PHONE),
    [WIRE_REPORT_PROPOSAL] = STEP(DRAFT_WORDS),
    [WIRE_REPORT_HOME_VISIT] = STEP(DRAFT_PHONE),
};

void draft_begin(struct draft *d, enum wire_filing_kind kind, enum draft_step from)
{
    explicit_bzero(d, sizeof *d);
    d->kind = kind;
    d->from = from;
}

bool draft_has(const struct draft *d, uint8_t reason)
{
    for (unsigned i = 0; i < d->count; i++)
        if (d->points[i].reason == reason)
            return true;
    return false;
}

bool draft_toggle(struct draft *d, uint8_t reason)
{
    for (unsigned i = 0; i < d->count; i++) {
        if (d->points[i].reason != reason)
            continue;
        d->count--;
        memmove(&d->points[i], &d->points[i + 1], (d->count - i) * sizeof d->points[0]);
        return true;
    }
    if (d->count == WIRE_CONTESTED_MAX)
        return false;
    d->points[d->count++] = (struct draft_point){.reason = reason, .ground = DRAFT_UNKNOWN};
    return true;
}

void draft_choose_ground(struct draft *d, uint8_t ground)
{
    if (d->count <= d->at)
        d->count = (uint8_t)(d->at + 1);
    d->points[d->at].ground = ground;
    d->points[d->at].since = 0;
}

static int32_t *asked_day(struct draft *d)
{
    return d->kind == WIRE_FILING_REPORT ? &d->since : &d->points[d->at].since;
}

void draft_take_date(struct draft *d)
{
    const struct entry_date *e = &d->date;
    int32_t day = e->year * 10000;
    if (e->precision != ENTRY_ABOUT)
        day += e->month * 100;
    if (e->precision == ENTRY_DAY)
        day += e->day;
    *asked_day(d) = day;
}

void draft_skip_date(struct draft *d)
{
    *asked_day(d) = 0;
}

static bool has_step(const struct draft *d, enum draft_step step)
{
    unsigned steps = d->kind == WIRE_FILING_REPORT
                         ? STEP(DRAFT_WHICH) | STEP(DRAFT_REVIEW) | reports[d->report]
                         : kinds[d->kind];
    return steps & STEP(step);
}

/* Whether the step is to be taken for the point that is asked about. */
static bool applies(const struct draft *d, enum draft_step step, const struct wire_ground *grounds)
{
    const struct draft_point *p = &d->points[d->at];
    if (!has_step(d, step))
        return false;
    return step != DRAFT_SINCE || (p->ground < WIRE_GROUNDS_MAX && grounds[p->ground].asks[0]);
}

/* Points are asked about one after another. */
static bool is_of_a_point(const struct draft *d, enum draft_step step)
{
    return d->kind == WIRE_FILING_OBJECTION && (step == DRAFT_GROUND || step == DRAFT_SINCE);
}

enum draft_step draft_next(struct draft *d, enum draft_step step, const struct wire_ground *grounds)
{
    if (step == DRAFT_WHICH)
        d->at = 0;
    do {
        bool of_a_point = is_of_a_point(d, step);
        step = (enum draft_step)(step + 1);
        if (of_a_point && !is_of_a_point(d, step) && d->at + 1 < d->count) {
            d->at++;
            step = DRAFT_GROUND;
        }
    } while (step < DRAFT_DONE && !applies(d, step, grounds));
    return step;
}

enum draft_step draft_before(struct draft *d, enum draft_step step,
                             const struct wire_ground *grounds)
{
    do {
        if (step == DRAFT_GROUND && d->kind == WIRE_FILING_OBJECTION && d->at > 0) {
            d->at--;
            step = DRAFT_SINCE;
        } else if (step <= d->from) {
            return DRAFT_LEFT;
        } else {
            step = (enum draft_step)(step - 1);
        }
    } while (!applies(d, step, grounds));
    return step;
}
