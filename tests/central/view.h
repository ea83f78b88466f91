/*
 * view: what a person of a family may be shown on a day: the round that is announced to them, the
 * rules it was decided by, what was heard of the family, and what was decided.
 */
#ifndef TESTS_CENTRAL_VIEW_H
#define TESTS_CENTRAL_VIEW_H

#include "reasons.h"
#include "result.h"
#include "store.h"

#include <stdint.h>

struct view {
    int32_t today;
    struct round round; /* announced_on is that of the family's district */
    struct rules rules;
    struct household household;
    char names[HOUSEHOLD_MEMBERS][REASONS_NAME];
    char district[RESULT_PLACE];
    int viewer;                               /* which member looks */
    bool paid[RULES_PROGRAMMES];              /* the stage due now is on record as paid */
    struct decided decided[RULES_PROGRAMMES]; /* of rules.programmes */
};

/* `person` is the database's number of one. The caller frees. Returns 0, -ENOENT or -errno. */
int view_read(struct store *store, int64_t person, int32_t today, struct view **view_out);

/* The programme of a code, or -1. */
int view_programme(const struct view *view, const char *code);

/* Whether an objection of the one who looks is taken. */
bool view_may_object(const struct view *view, size_t programme);

struct result view_result(const struct view *view, size_t programme);
size_t view_reasons(const struct view *view, size_t programme,
                    struct reason reasons_out[REASONS_MAX]);

#endif
