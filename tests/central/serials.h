/*
 * serials: which serial numbers of NIKs are given, so that no two persons have the same one.
 */
#ifndef TESTS_CENTRAL_SERIALS_H
#define TESTS_CENTRAL_SERIALS_H

#include <stddef.h>
#include <stdint.h>

struct serials;

/* Room for `most` different prefixes. NULL without memory. */
struct serials *serials_make(size_t most);

/* The next free serial (1..9999) of a prefix: the NIK's first twelve digits as a number. Returns
 * it, or -ENOSPC. */
int serials_next(struct serials *serials, uint64_t prefix);

/* Serials up to `serial` of the prefix are taken. */
void serials_take(struct serials *serials, uint64_t prefix, int serial);

void serials_free(struct serials *serials); /* accepts NULL */

#endif
