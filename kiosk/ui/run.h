/*
 * run: a stretch of a line that is drawn in one piece. Screens speak languages in Latin letters,
 * but a name may hold any character: another script, written leftward, or an emoji.
 */
#ifndef KIOSK_UI_RUN_H
#define KIOSK_UI_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct run {
    size_t length; /* bytes */
    bool other;    /* the typeface lacks these characters, another font has them */
    bool leftward; /* written from right to left */
    bool arabic;   /* and its letters are joined */
};

/* Whether every character is one that the typeface has for certain: Latin and general punctuation.
 */
bool run_is_plain(const char *text, size_t length);

/* Reads one character of UTF-8 (RFC 3629); what is none counts as U+FFFD, a byte at a time. Returns
 * how many bytes it took: 1 to 4, and at most `length`, which is not 0. */
size_t run_decode(const char *text, size_t length, uint32_t *out);

/* Whether a character belongs to a script written from right to left (Unicode, bidirectional
 * classes R and AL), and whether to Arabic, whose letters change where they meet. */
bool run_is_leftward(uint32_t character);
bool run_is_arabic(uint32_t character);

#endif
