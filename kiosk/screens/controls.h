/*
 * controls: what several screens ask with: a keyboard, a number pad, a date, a timeline, the
 * banner of an attended visit. Each adds its elements to a scene; the entry behind it changes by
 * ACTION_KEY (which: the character), ACTION_ERASE, ACTION_LAYER, ACTION_MORE and ACTION_LESS
 * (which: enum entry_part) and ACTION_PRECISION (which: enum entry_precision).
 */
#ifndef KIOSK_SCREENS_CONTROLS_H
#define KIOSK_SCREENS_CONTROLS_H

#include "kiosk/entry.h"
#include "kiosk/session.h"
#include "kiosk/ui/scene.h"

/* What has been typed, the last letter before the mark of where the next one goes. */
void control_typed(struct scene *scene, const struct entry *entry);

/* Nothing yet, "Lewati" or "Lanjut"; among the keys, because beside a keyboard in large letters
 * there is room for nothing else. */
enum way { WAY_NONE, WAY_SKIP, WAY_ON };

/* Letters as on Indonesian keyboards, or digits and signs; and the way on. */
void control_keyboard(struct scene *scene, const struct entry *entry, enum way way);

/* Ten digits and "Hapus", and the way on. */
void control_pad(struct scene *scene, enum way way);

/* How well the date is known, a stepper for each part that is, and "Lanjut"; "Lewati" beside it
 * until somebody knows the day. Four rows of keys at most. */
void control_date(struct scene *scene, const struct entry_date *date);

/* "12 Februari 2026", "Februari 2026", "kira-kira tahun 2026". */
const char *control_date_text(struct scene *scene, const struct entry_date *date);

/* Steps of a case; those before `now` are done. */
void control_timeline(struct scene *scene, const char *const steps[], const char *const days[],
                      unsigned count, unsigned now);

/* Who helps and looks on, on every page; and the way to end that. */
void control_helped(struct scene *scene, const struct helping *helping, bool stop);

#endif
