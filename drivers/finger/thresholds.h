/*
 * thresholds: the scores that keep transaction.h's promises, as `finger-evaluate --thresholds`
 * derived them.
 *
 * From strangers of FVC2002 DB1, DB2 and DB3 set B (30 fingers, 240 templates of another vendor's
 * extractor, 240 prints as libfprint extracts them). Of each database the strangers' tail, the
 * best 2 % of transactions, is taken as exponential and read at a QUARTER of the promised rate;
 * shipped is the greatest of the three databases' values, and no less than what all of them pooled
 * need. The quarter is the margin for sensors not seen: read at half, thresholds from two of the
 * databases kept the promise on two and let in up to four times it on the third, the poorest.
 */
#ifndef DRIVERS_FINGER_THRESHOLDS_H
#define DRIVERS_FINGER_THRESHOLDS_H

#include "transaction.h"

/* By fingers - 1, rounds - 1, score class - 1. */
static const double thresholds[TRANSACTION_FINGERS][TRANSACTION_ROUNDS][2] = {
    {{2.65, 3.56}, {3.05, 4.01}, {3.34, 4.34}},
    {{3.53, 4.51}, {4.51, 5.70}, {5.10, 6.39}},
};

#endif
