/*
 * entry: what a person types or sets: a text, and a date that may be known only roughly. Pure; a
 * tap changes it, a screen shows it. Nothing typed is logged, and whoever owns an entry wipes it
 * with the visit.
 */
#ifndef KIOSK_ENTRY_H
#define KIOSK_ENTRY_H

#include <stdbool.h>
#include <stdint.h>

enum { ENTRY_TEXT = 240 /* bytes with the NUL */ };

struct entry {
    char text[ENTRY_TEXT];
    bool digits; /* the keyboard shows digits and signs */
};

/* Adds an ASCII character. False, and nothing changed: no room, or not one a key writes. A space
 * is not added at the start or after another. */
bool entry_type(struct entry *e, uint16_t character);

/* The same for a NIK: digits, sixteen of them; and whether they are all there. */
enum { ENTRY_NIK = 16 };
bool entry_type_nik(struct entry *e, uint16_t character);
bool entry_is_nik(const struct entry *e);

/* Takes the last character back. False when there is none. */
bool entry_erase(struct entry *e);

/* How well a date is known. */
enum entry_precision { ENTRY_DAY, ENTRY_MONTH, ENTRY_ABOUT, ENTRY_PRECISIONS };

enum entry_part { ENTRY_PART_DAY, ENTRY_PART_MONTH, ENTRY_PART_YEAR };

struct entry_date {
    enum entry_precision precision;
    int day, month, year; /* always a day that exists: 1..31, 1..12 */
};

/* One more or one less (by = 1 or -1) of a part, around the end of a month or a year, never past
 * `today` (YYYYMMDD) nor before 1900. A day the new month lacks becomes its last. */
void entry_date_step(struct entry_date *d, enum entry_part part, int by, int32_t today);

#endif
