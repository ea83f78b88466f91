/*
 * thresholds: the scores that keep transaction.h's promises, as `finger-evaluate --thresholds`
 * derived them.
 *
 * From strangers of FVC2002 DB1, DB2 and DB3 set B (30 fingers, 240 templates of another vendor's
 * extractor, 240 prints as libfprint extracts them). Of each database the strangers' tail, the
 * best 2 % of transactions, is taken as exponential and read at a QUARTER of the promised rate, and
 * as many times less as the transaction has captures; shipped is the greatest of the three
 * databases' values, and no less than what all of them pooled need. That is the margin for sensors
 * not seen: derived so from any two of the databases, the thresholds keep the promise on the third
 * (finger-evaluate prints it). Read at a quarter whatever the captures, sums of six let in three
 * times the promise on the poorest sensor: what a sensor adds to every stranger's score is summed,
 * too.
 */
#ifndef DRIVERS_FINGER_THRESHOLDS_H
#define DRIVERS_FINGER_THRESHOLDS_H

#include "transaction.h"

/* By fingers - 1, rounds - 1, score class - 1. */
static const double thresholds[TRANSACTION_FINGERS][TRANSACTION_ROUNDS][2] = {
    {{2.65, 3.56}, {3.34, 4.30}, {3.82, 4.81}},
    {{3.83, 4.81}, {5.23, 6.42}, {6.10, 7.38}},
};

#endif
