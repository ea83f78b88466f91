/*
 * family: the result of a fictitious family, for practice visits and for pictures of screens.
 * Names, numbers and amounts belong to nobody. Pure.
 */
#ifndef KIOSK_FAMILY_H
#define KIOSK_FAMILY_H

#include "drivers/wire.h"

/* As of `wall_s`; *b is zeroed before. */
void family_breakdown(struct wire_breakdown *b, int64_t wall_s);

#endif
