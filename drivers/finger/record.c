#include "record.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

int record_read(const char *path, struct minutiae *views_out, size_t *count_out)
{
    /* One byte more than any record: a longer file is refused for its length. */
    uint8_t record[TEMPLATE_VIEWS_MAX * TEMPLATE_ONE_VIEW_MAX + 1];
    FILE *file = fopen(path, "rbe");
    if (!file)
        return -errno;
    setvbuf(file, NULL, _IONBF, 0); /* a buffer of stdio's would be freed unwiped */
    size_t size = fread(record, 1, sizeof record, file);
    int result = ferror(file) ? -EIO : template_read(record, size, views_out, count_out);
    fclose(file);
    explicit_bzero(record, sizeof record);
    return result;
}
