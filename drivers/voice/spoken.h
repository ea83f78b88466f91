/*
 * spoken: a text of the screen as people say it in Indonesian, written out for a synthesizer.
 * Pure.
 *
 *   money      "Rp 600.000"            enam ratus ribu rupiah
 *   numbers    "1.250" "2,5" "50 %"    seribu dua ratus lima puluh; dua koma lima; lima puluh
 * persen ordinals   "ke-4"                  keempat ranges     "5-7"                   lima sampai
 * tujuh dates      "12/02/2026"            dua belas Februari dua ribu dua puluh enam times
 * "10.42", "10:42"        sepuluh lewat empat puluh dua digits     a NIK, a telephone or receipt
 * number, whatever follows "nomor", and groups
 *              ("4829 1736"): digit by digit, a short pause between groups
 *   RT/RW      "RT 03/RW 05"           er te tiga, er we lima
 *   masked     "•••• 1736", "S***"     berakhiran satu tujuh tiga enam; es titik-titik
 *   short      "KTP", "Jl."            by the list of abbreviation.h; other capitals without a
 *                                      vowel letter by letter
 *
 * Two digits after a full stop are minutes, three are thousands: so screens write them.
 */
#ifndef DRIVERS_VOICE_SPOKEN_H
#define DRIVERS_VOICE_SPOKEN_H

#include <stddef.h>

/* No text grows to more than this many times its size. */
enum { SPOKEN_GROWTH = 16 };

/* Writes `text` (UTF-8) as it is said. Returns 0, or -ENOSPC and nothing is written. */
int spoken_write(const char *text, char *out, size_t size);

#endif
