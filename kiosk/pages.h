/*
 * pages: the staff's own pages, for who signed in for them (handover.h) while nobody's visit is
 * under way: the village report, the queue's slips, how the kiosk is today. Nothing of a resident
 * is on any of them: counts, numbers and devices. Part of the session and as pure.
 *
 *   START -> HELP --"Untuk petugas"--> CALLED ... --signed in--> STAFF
 *   STAFF <-> COUNTING -> REPORT;  STAFF <-> SLIPS <-> COUNTING;  STAFF <-> DAY <-> CLEANING
 *
 * COUNTING waits for the courier, which has the counts. CLEANING takes no touch for a while.
 */
#ifndef KIOSK_PAGES_H
#define KIOSK_PAGES_H

#include "drivers/wire.h"

#include <stdbool.h>

struct session;
struct commands;
struct event;

enum pages_times { PAGES_CLEANING_MS = 60000 };

/* Of each hour, how many slips are for those who go first, and for the others. */
enum pages_places { PAGES_FIRST = 2, PAGES_OTHERS = 4 };

/* The days a report is of, today with it. */
enum pages_days { PAGES_DAYS = 30 };

struct pages {
    char name[WIRE_TITLE]; /* who signed in */
    bool slips;            /* COUNTING: a slip is asked for, else the report */
    uint32_t first;        /* whose: as in wire_slip_ask */
    struct wire_counts counts;
    struct wire_slip slip; /* number 0: none yet */
};

/* Whether these pages may be asked for: nobody's visit is under way. */
bool pages_are_offered(const struct session *s);

/* Takes a tap: "Untuk petugas", and what is done on these pages. Returns whether it was one. */
bool pages_tap(struct session *s, struct commands *c, const struct event *e);

/* Somebody signed in for them. */
void pages_signed_in(struct session *s, struct commands *c);

/* Asks the courier, on arriving at COUNTING. */
void pages_ask(struct session *s, struct commands *c);

/* The courier's answers. */
void pages_counts(struct session *s, struct commands *c, const struct wire_counts *counts);
void pages_slip(struct session *s, struct commands *c, const struct wire_slip *slip);

/* Whether who stands there signed in for these pages, or is about to. */
bool pages_are_on(const struct session *s);

#endif
