/*
 * phrase: the few turns of speech that several screens share: days, money, times, how a person
 * is addressed, what a verdict or a case is called. Texts come from the catalogue (gettext);
 * Indonesian is the source language.
 */
#ifndef KIOSK_SCREENS_PHRASE_H
#define KIOSK_SCREENS_PHRASE_H

#include <libintl.h>

#include "kiosk/session.h"
#include "kiosk/ui/scene.h"

#define _(text) gettext(text)

/* "Bapak/Ibu" before the result, then as the service says. */
const char *phrase_sapaan(const struct session *s);

/* "Februari"; NULL for a number that is no month. */
const char *phrase_month(int month);

/* "12 Februari 2026" for a day YYYYMMDD; "" for one that is not. In the scene's text. */
const char *phrase_day(struct scene *scene, int32_t day);

/* The local day of an instant. */
const char *phrase_day_of(struct scene *scene, int64_t instant);

/* "10.42 WIB": local time of an instant with its zone. */
const char *phrase_time(struct scene *scene, int64_t instant);

/* "1 Desember 2026, pukul 16.00 WIB": until when what closes at an instant can be done in this
 * office; NULL when its hours are not known, or are over. */
const char *phrase_last_here(const struct session *s, struct scene *scene, int64_t closes_at);

/* "Rp 600.000". */
const char *phrase_rupiah(struct scene *scene, int64_t amount);

/* "4829 1000 0017": digits in groups of four, as they are read aloud. */
const char *phrase_number(struct scene *scene, const char *number);

/* Whole days from the last event until an instant, counted as local days; 0 today. */
int phrase_days_left(const struct session *s, int64_t instant);

/* A verdict's name, its pictogram and tone, set on an element. */
const char *phrase_verdict(const struct wire_programme *p);
void phrase_verdict_look(const struct wire_programme *p, struct element *e);

/* "masuk", "diperiksa BPS"... */
const char *phrase_case_state(const struct wire_case *c);

/* A step of its timeline, in the same words. */
const char *phrase_case_step(const struct wire_stage *stage);

/* Whether nothing has been decided yet; whether that was expected before today. */
bool phrase_is_open(const struct wire_case *c);
bool phrase_is_overdue(const struct session *s, const struct wire_case *c);

/* The newest payment of a programme, or NULL; whether it needs the family to do something. */
const struct wire_payment *phrase_newest_payment(const struct session *s, unsigned programme);
bool phrase_is_stuck(const struct wire_payment *p);

/* "siap diambil paling lambat 12 Februari 2027"; with its stage and sum: "Tahap 4, Rp 600.000: ..."
 */
const char *phrase_payment_state(struct scene *scene, const struct wire_payment *p);
const char *phrase_payment(struct scene *scene, const struct wire_payment *p);

/* Whether the reason is the record of a payment. */
bool phrase_is_payment(const struct wire_reason *r);

/* What a reason is called in a list: a sensitive one only by its kind, until it is opened. */
const char *phrase_reason_title(const struct wire_reason *r);
enum icon phrase_reason_icon(const struct wire_reason *r);

/* Where headphones are plugged in, as a sentence; "" when nobody said. */
const char *phrase_jack(const struct session *s);

#endif
