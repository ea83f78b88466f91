#include "villages.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { LINE = 128 };

/* "35.10.15.2004 Kemiren" or "35.10.15 Glagah"; the regency's own line says nothing new. */
static int read_line(const char *line, struct villages *villages)
{
    unsigned district, village;
    char name[VILLAGES_NAME];

    if (sscanf(line, "35.10.%2u.%4u %39[^\n]", &district, &village, name) == 3) {
        if (villages->count == VILLAGES_MAX)
            return -E2BIG;
        villages->village[villages->count].code = (int32_t)(district * 10000 + village);
        memcpy(villages->village[villages->count++].name, name, sizeof(name));
        return 0;
    }
    if (sscanf(line, "35.10.%2u %39[^\n]", &district, name) == 2) {
        if (villages->district_count == VILLAGES_DISTRICTS)
            return -E2BIG;
        villages->district[villages->district_count].code = (int)district;
        memcpy(villages->district[villages->district_count++].name, name, sizeof(name));
        return 0;
    }
    return strncmp(line, "35.10 ", 6) == 0 || *line == '#' ? 0 : -EINVAL;
}

int villages_read(const char *path, struct villages *villages_out)
{
    struct villages villages = {0};
    char line[LINE];
    FILE *file = fopen(path, "re");
    int r = 0;

    if (!file)
        return -errno;
    while (r == 0 && fgets(line, sizeof(line), file))
        r = read_line(line, &villages);
    if (r == 0 && ferror(file))
        r = -EIO;
    fclose(file);
    if (r == 0)
        *villages_out = villages;
    return r;
}

const char *villages_name(const struct villages *villages, int32_t code)
{
    for (size_t i = 0; i < villages->count; i++) {
        if (villages->village[i].code == code)
            return villages->village[i].name;
    }
    return "";
}

const char *villages_district(const struct villages *villages, int code)
{
    for (size_t i = 0; i < villages->district_count; i++) {
        if (villages->district[i].code == code)
            return villages->district[i].name;
    }
    return "";
}

void villages_write_code(int32_t code, char text_out[VILLAGES_CODE])
{
    snprintf(text_out, VILLAGES_CODE, "35.10.%02u.%04u", (unsigned)code / 10000 % 100,
             (unsigned)code % 10000);
}
