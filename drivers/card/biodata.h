/*
 * biodata: what EF 6FF1 of an e-KTP says about its holder.
 *
 * Quoted comma-separated text, fields divided by `","`, 21 of them: 0 NIK, 1 address, 2 RT, 3 RW,
 * 4 birthplace, 5 kecamatan, 6 kelurahan, 7 kabupaten, 8 sex, 9 blood group, 10 religion,
 * 11 marital status, 12 occupation, 13 name, 14 birth date, 15 province, 19 nationality; 16 to 18
 * and 20 are not publicly known. Only what the kiosk needs is kept.
 *
 * Tolerant, since no specification is public: quotes may be missing, doubled or stand within a
 * field; there may be fewer fields, or more; bytes that are not UTF-8 count as ISO/IEC 8859-1;
 * control characters become spaces, runs of spaces one.
 */
#ifndef DRIVERS_CARD_BIODATA_H
#define DRIVERS_CARD_BIODATA_H

#include "../wire.h"

#include <stddef.h>
#include <stdint.h>

enum biodata_field {
    BIODATA_NIK = 0,
    BIODATA_NAME = 13,
    BIODATA_FIELDS = 21,
};

/* The owner wipes it. */
struct biodata {
    char nik[WIRE_NIK];   /* 16 digits and NUL */
    char name[WIRE_NAME]; /* clean UTF-8, cut at a character; "" when the card has none */
    unsigned fields;      /* that were found, for the technician: 1 and more */
};

/* Reads `size` bytes of the file's content. Returns 0, or -EBADMSG when its first field is not a
 * NIK: 16 digits, whatever they say. On failure *biodata_out is untouched. */
int biodata_read(const uint8_t *bytes, size_t size, struct biodata *biodata_out);

#endif
