/*
 * abbreviation: how people say what is written short on a screen. Pure.
 */
#ifndef DRIVERS_VOICE_ABBREVIATION_H
#define DRIVERS_VOICE_ABBREVIATION_H

#include <stddef.h>

/* The words for `length` bytes at `text` ("KTP" -> "ka te pe", "Jl." -> "jalan", with its full
 * stop), NULL when they are no abbreviation of the list. */
const char *abbreviation_words(const char *text, size_t length);

/* The name of an ASCII letter: 'w' -> "we"; NULL for others. */
const char *abbreviation_letter(char letter);

#endif
