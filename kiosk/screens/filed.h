/*
 * filed: what the steps of a filing (kiosk/draft.h) call it: each kind and each report in its own
 * words.
 */
#ifndef KIOSK_SCREENS_FILED_H
#define KIOSK_SCREENS_FILED_H

#include "kiosk/session.h"
#include "kiosk/ui/scene.h"

/* "Laporan bencana": what a report is called. */
const char *filed_report_name(enum wire_report report);
enum icon filed_report_icon(enum wire_report report);

/* What a complaint may be about; which: enum choices_about. */
const char *filed_about_name(unsigned about);

/* "Sanggah", "Banding": what is filed. */
const char *filed_name(const struct draft *d);

/* What a point of an objection contests. */
const char *filed_point(const struct session *s, struct scene *scene, const struct draft_point *p);

/* "sejak kira-kira tahun 2024": as well as it is known; "" for 0. */
const char *filed_since(struct scene *scene, int32_t since);

#endif
