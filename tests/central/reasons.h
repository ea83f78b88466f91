/*
 * reasons: what each source's record says about a family, the limit it is held against, and how it
 * counted: one card a record, in plain Indonesian. Pure.
 *
 * Names of persons are masked, bank facts are a category, illness is sensitivity "health".
 */
#ifndef TESTS_CENTRAL_REASONS_H
#define TESTS_CENTRAL_REASONS_H

#include "family.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum reasons_limits {
    REASONS_MAX = 16, /* in one programme */
    REASONS_TEXT = 320,
    REASONS_TITLE = 80,
};

enum reason_effect { REASON_AGAINST, REASON_FOR, REASON_NONE };

struct reason {
    const char *kind; /* "vehicle": chooses the pictogram */
    const char *title;
    char says[REASONS_TEXT];
    const char *source;       /* the institution */
    char limit[REASONS_TEXT]; /* "" when held against nothing */
    int32_t as_of;
    enum reason_effect effect;
    const char *sensitivity; /* "plain", "health", "bank" */
    bool decisive;           /* one of the few that made the verdict */
    const char *grounds;     /* codes a person may raise against it, separated by spaces; or "" */
};

/* Writes the cards of `programme`, those that counted against first. Every record that exceeds its
 * limit is REASON_AGAINST. Returns how many of reasons_out were filled; 0 when nothing has been
 * decided from records (not announced, not registered). */
size_t reasons_write(const struct family *family, enum programme programme, int32_t today,
                     struct reason reasons_out[REASONS_MAX]);

#endif
