/*
 * history: the parts of a record that tell what has happened to a family: payments, cases with
 * their stages, and who looked at its data (openapi.yaml, schemas Payment, Case, Opening). Part of
 * breakdown_parse(), under its rules (breakdown.h). Pure.
 */
#ifndef DRIVERS_COURIER_HISTORY_H
#define DRIVERS_COURIER_HISTORY_H

#include "drivers/wire.h"
#include "reading.h"

/* Of programme `index`; those past WIRE_PAYMENTS_MAX over all programmes are left out. */
void history_payments(struct reading *r, const json_t *programme, uint32_t index,
                      struct wire_breakdown *b);

/* Of stages that are more than the wire holds, the newest stay. */
void history_cases(struct reading *r, const json_t *record, struct wire_breakdown *b);

void history_openings(struct reading *r, const json_t *record, struct wire_breakdown *b);

#endif
