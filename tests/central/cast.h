/*
 * cast: the people of tests/bench/people.json, whom tests and demonstrations know by name, and
 * the hand-written households they live in.
 */
#ifndef TESTS_CENTRAL_CAST_H
#define TESTS_CENTRAL_CAST_H

#include "family.h"

#include <stddef.h>

enum cast_limits { CAST_MAX = 32, CAST_KEY = 32 };

struct cast {
    char key[CAST_KEY];
    char family[CAST_KEY]; /* of whose family this is another member; "": the first of their own */
    struct family_member person; /* name, sex, address_as, uid and nik; has_card */
};

/* Reads the list. Fills at most CAST_MAX of cast_out. Returns 0, -errno of the file, -EINVAL for
 * what is not such a list, -E2BIG for a longer one. */
int cast_read(const char *path, struct cast cast_out[CAST_MAX], size_t *count_out);

/* How many have a family of their own; in the list they stand before the others. */
size_t cast_families(const struct cast *cast, size_t count);

/* The birth day a NIK tells, the century chosen so that the person is at most 99 on `today`. */
int32_t cast_born(const char *nik, int32_t today);

/* Gives the family the further members (name, sex, role and born; NIKs are drawn later), the
 * village and the records written for the key. Returns 0, or -ENOENT when none are written. */
int cast_household(const char *key, int32_t today, struct family *family);

#endif
