/*
 * load: writes the generated regency into STAGE/central.db.
 */
#ifndef TESTS_CENTRAL_LOAD_H
#define TESTS_CENTRAL_LOAD_H

#include <stddef.h>
#include <stdint.h>

enum { LOAD_FILE = 160 };

struct load {
    const char *stage, *people, *rules; /* rules: the folder of rule files */
    const char *villages;               /* villages.txt */
    size_t families;
    uint64_t seed;
    int64_t now;
};

/* Makes STAGE/central.db anew from the cast in `people` and, for each of them, STAGE/people/KEY.jpg
 * (its digest identifies the card) and KEY-right.iso, KEY-left.iso (templates, ISO/IEC 19794-2),
 * decides everybody's first results, and announces them ten days before `now`. An earlier
 * database is replaced only when the new one is whole; no service may be running on it. Returns 0
 * or -errno, with the file concerned in file_out ("" when it is the database). */
int load_stage(const struct load *load, char file_out[LOAD_FILE]);

#endif
