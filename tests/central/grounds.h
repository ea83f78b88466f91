/*
 * grounds: the catalogue of what a person may say against a record, in their own words' terms,
 * and what to bring. A ground is never a demand for proof: each evidence ends in "jika ada".
 */
#ifndef TESTS_CENTRAL_GROUNDS_H
#define TESTS_CENTRAL_GROUNDS_H

#include <stdbool.h>
#include <stddef.h>

struct ground {
    const char *code, *text;
    const char *evidence; /* one sentence; "" for nothing */
    const char *asks;     /* since when; "" when no day belongs to it */
    bool unrecorded;      /* may stand without a record that is wrong */
};

extern const struct ground grounds[];
extern const size_t ground_count;

#endif
