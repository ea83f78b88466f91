/*
 * ranking: who of the eligible is inside the quota, area by area, from the lowest welfare. Pure.
 *
 * Order: an acknowledged disaster first, then welfare (a chronic illness counts 200 less), then the
 * lower family number. At a refresh all places are given anew; between refreshes those who receive
 * keep theirs while they are eligible, and a place that falls free goes to the first in the queue.
 */
#ifndef TESTS_CENTRAL_RANKING_H
#define TESTS_CENTRAL_RANKING_H

#include "rules.h"

#include <stddef.h>
#include <stdint.h>

enum { RANKING_ILLNESS = 200 };

/* One family in one programme. */
struct seat {
    enum verdict verdict; /* in: of rules_judge; out: VERDICT_QUEUED may become RECEIVING */
    bool received;        /* in: has a place to keep */
    int32_t place;        /* out: in the queue of its area, from 1; 0 when not queued */
};

/* households[i] sits in seats[i]. Returns 0 or -ENOMEM. */
int ranking_fill(const struct rules *rules, const struct programme *programme, int32_t day,
                 const struct household *households, struct seat *seats, size_t count,
                 bool keep_places);

/* Places of an area: registered families x poverty x the programme's share, rounded down. */
int64_t ranking_quota(const struct rules *rules, const struct programme *programme, int district,
                      int64_t registered);

/* What is ranked: lower comes first. */
int32_t ranking_need(const struct household *household, int32_t day);

#endif
