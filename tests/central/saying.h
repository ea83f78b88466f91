/*
 * saying: what a source's number means, in plain Indonesian. Pure.
 */
#ifndef TESTS_CENTRAL_SAYING_H
#define TESTS_CENTRAL_SAYING_H

#include "household.h"

#include <stdint.h>

enum saying_limits { SAYING_VALUE = 64, SAYING_TEXT = 320 };

/* "155 cc", "tidak ada"; never a figure of a bank. */
void saying_value(enum fact fact, int64_t value, char text_out[SAYING_VALUE]);

/* What the record says, one sentence or two; in whose name it is stands elsewhere. `over` is the
 * limit of a credit, which is told by its class. */
void saying_record(const struct household *household, enum fact fact, int32_t over,
                   char says_out[SAYING_TEXT]);

#endif
