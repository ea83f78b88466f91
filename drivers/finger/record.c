#include "record.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static bool ends_in(const char *path, const char *suffix)
{
    size_t length = strlen(path), tail = strlen(suffix);
    return length >= tail && !strcmp(path + length - tail, suffix);
}

static int read_bytes(const char *path, const uint8_t *bytes, size_t size,
                      struct minutiae *views_out, size_t *count_out)
{
    if (ends_in(path, ".card5"))
        return compact_read(COMPACT_NORMAL, bytes, size, views_out, count_out);
    if (ends_in(path, ".card3"))
        return compact_read(COMPACT_SMALL, bytes, size, views_out, count_out);
    return template_read(bytes, size, views_out, count_out);
}

int record_read(const char *path, struct minutiae *views_out, size_t *count_out)
{
    /* One byte more than any record: a longer file is refused for its length. */
    uint8_t record[TEMPLATE_VIEWS_MAX * TEMPLATE_ONE_VIEW_MAX + 1];
    FILE *file = fopen(path, "rbe");
    if (!file)
        return -errno;
    setvbuf(file, NULL, _IONBF, 0); /* a buffer of stdio's would be freed unwiped */
    size_t size = fread(record, 1, sizeof record, file);
    int result = ferror(file) ? -EIO : read_bytes(path, record, size, views_out, count_out);
    fclose(file);
    explicit_bzero(record, sizeof record);
    return result;
}
