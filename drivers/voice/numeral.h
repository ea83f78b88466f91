/*
 * numeral: numbers in Indonesian words, for the ear. Pure. All text is appended to a struct prose,
 * which takes what fits.
 */
#ifndef DRIVERS_VOICE_NUMERAL_H
#define DRIVERS_VOICE_NUMERAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Words being written. The text always ends with a NUL; full says that some did not fit. */
struct prose {
    char *text;
    size_t size, length;
    bool full;
};

/* Appends bytes as they are. */
void prose_put(struct prose *p, const char *bytes, size_t count);

/* Appends a word (or several), with a space before it unless one is there. */
void prose_word(struct prose *p, const char *word);

/* 600000 -> "enam ratus ribu"; 0 -> "nol"; up to 18 digits. */
void numeral_write(struct prose *p, uint64_t number);

/* "0812" -> "nol delapan satu dua": each digit of `count` characters; others are passed over. */
void numeral_digits(struct prose *p, const char *digits, size_t count);

/* 1..12 -> "Januari".."Desember"; NULL for others. */
const char *numeral_month(unsigned month);

#endif
