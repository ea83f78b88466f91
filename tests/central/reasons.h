/*
 * reasons: what each source's record says about a family, the limit it is held against, and how it
 * counted: one card a record, in plain Indonesian. Pure.
 *
 * Names of persons are masked, bank facts are a category, illness is sensitivity "health"; what is
 * guarded (facts.h) and recorded of another member than the one who looks is told by institution
 * and kind only.
 */
#ifndef TESTS_CENTRAL_REASONS_H
#define TESTS_CENTRAL_REASONS_H

#include "rules.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum reasons_limits {
    REASONS_MAX = 32, /* in one programme */
    REASONS_TEXT = 320,
    REASONS_ID = 32,
    REASONS_NAME = 64,
};

enum reason_effect { REASON_AGAINST, REASON_FOR, REASON_NONE };

struct reason {
    char id[REASONS_ID]; /* PROGRAMME.FACT: the same from round to round */
    const char *kind;    /* "vehicle": chooses the pictogram */
    const char *title;
    char says[REASONS_TEXT];
    const char *source;       /* the institution */
    char limit[REASONS_TEXT]; /* "" when held against nothing */
    char owner[REASONS_NAME]; /* masked; "" for a record of the household, or of nothing */
    const char *corrector;    /* NULL when there is no record to put right */
    bool withheld;            /* another member's: institution and kind, nothing else */
    int32_t as_of;
    enum reason_effect effect;
    const char *sensitivity; /* "plain", "health", "bank" */
    bool decisive;           /* one of the few that made the verdict */
    const char *grounds;     /* codes a person may raise against it, separated by spaces; or "" */
};

/* Whose cards they are, and for whom. */
struct reasons_view {
    const struct programme *programme;
    const struct household *household;
    char names[HOUSEHOLD_MEMBERS][REASONS_NAME];
    int viewer; /* which member looks; -1: nobody of the family */
    enum verdict verdict;
    bool paid;           /* the stage due now is on record as paid */
    enum source missing; /* with VERDICT_INCOMPLETE */
    int32_t computed_on;
};

/* Writes the cards, those that counted against first. Every record that exceeds its limit is
 * REASON_AGAINST. Returns how many of reasons_out were filled; 0 when nothing has been decided from
 * records (not announced, not registered). */
size_t reasons_write(const struct reasons_view *view, struct reason reasons_out[REASONS_MAX]);

/* "Data kesehatan" for what is sensitive, else the title: what a card is called in a list that
 * others of the family see. */
const char *reasons_kind(const struct reason *reason);

/* Splits an id: 0 and the fact when it is a fact's of that programme, else -EINVAL. */
int reasons_fact(const char *id, const char *programme, enum fact *fact_out);

#endif
