/*
 * villages: the districts and villages of Banyuwangi with their Kemendagri codes, from
 * villages.txt. Pure but for reading the file.
 */
#ifndef TESTS_CENTRAL_VILLAGES_H
#define TESTS_CENTRAL_VILLAGES_H

#include <stddef.h>
#include <stdint.h>

enum villages_limits {
    VILLAGES_MAX = 256,
    VILLAGES_DISTRICTS = 32,
    VILLAGES_NAME = 40,
    VILLAGES_CODE = sizeof("35.10.15.2004"),
    VILLAGES_KEMIREN = 152004, /* where the pilot and the cast are */
    VILLAGES_LATENG = 161014,
};

struct villages {
    size_t count, district_count;
    struct {
        int32_t code; /* 152004 for 35.10.15.2004 */
        char name[VILLAGES_NAME];
    } village[VILLAGES_MAX];
    struct {
        int code; /* 15 for 35.10.15 */
        char name[VILLAGES_NAME];
    } district[VILLAGES_DISTRICTS];
};

/* Returns 0, -errno of the file, -EINVAL for a line that is neither, -E2BIG. */
int villages_read(const char *path, struct villages *villages_out);

/* The name of a village or district, "" for an unknown one. */
const char *villages_name(const struct villages *villages, int32_t code);
const char *villages_district(const struct villages *villages, int code);

/* "35.10.15.2004" */
void villages_write_code(int32_t code, char text_out[VILLAGES_CODE]);

#endif
