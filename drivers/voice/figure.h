/*
 * figure: what is written in digits, as people say it in Indonesian: amounts, dates, times, and
 * numbers that are read digit by digit. Pure. Part of spoken.h, whose table says what is what.
 */
#ifndef DRIVERS_VOICE_FIGURE_H
#define DRIVERS_VOICE_FIGURE_H

#include "numeral.h"

/* What the word before lets the digits mean. */
enum figure_sense {
    FIGURE_PLAIN,
    FIGURE_NUMBER, /* after "nomor": from four digits on, digit by digit */
    FIGURE_PLACE,  /* after RT or RW: "03" is three */
};

/* Says the digits at `at` with all that belongs to them; `at` begins with a digit. Returns how
 * many bytes these are, at least 1. */
size_t figure_write(struct prose *p, const char *at, enum figure_sense sense);

/* Says an amount: `at` begins with "Rp" and digits follow, else nothing is said. Returns how many
 * bytes these are, or 0. */
size_t figure_rupiah(struct prose *p, const char *at);

/* Says an ordinal: `at` begins with "ke-" and digits follow, else 0. */
size_t figure_ordinal(struct prose *p, const char *at);

/* Number of ASCII digits at `at`. */
size_t figure_run(const char *at);

#endif
