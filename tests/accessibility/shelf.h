/*
 * shelf: every scene there is, one after another: each state of a visit with a fictitious family,
 * the variants that show other words (each verdict, each trouble, offline), and each control.
 */
#ifndef TESTS_ACCESSIBILITY_SHELF_H
#define TESTS_ACCESSIBILITY_SHELF_H

#include "kiosk/session.h"
#include "kiosk/ui/scene.h"

/* How many scenes there are. */
unsigned shelf_count(void);

/* Builds scene `index` in the language spoken now. `session` is what it was built from; untouched
 * for a control. `all` may be NULL. Returns what tells it from others of its name: "trouble 3". */
const char *shelf_take(unsigned index, struct session *session, const struct languages *all,
                       struct scene *scene);

#endif
