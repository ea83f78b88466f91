#include "stage.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int stage_path(const char *stage, const char *name, char path_out[STAGE_PATH])
{
    int n = snprintf(path_out, STAGE_PATH, "%s/%s", stage, name);

    return n > 0 && n < STAGE_PATH ? 0 : -ENAMETOOLONG;
}

int stage_read(const char *stage, const char *name, size_t limit, uint8_t **bytes_out,
               size_t *size_out)
{
    char path[STAGE_PATH];
    uint8_t *bytes = NULL;
    FILE *file = NULL;
    size_t size = 0;
    int r = stage_path(stage, name, path);

    if (r < 0)
        goto out;
    file = fopen(path, "re");
    if (!file) {
        r = -errno;
        goto out;
    }
    setvbuf(file, NULL, _IONBF, 0); /* no second copy of a key in a buffer that nobody wipes */
    bytes = malloc(limit + 1);
    if (!bytes) {
        r = -ENOMEM;
        goto out;
    }
    size = fread(bytes, 1, limit + 1, file);
    if (ferror(file)) {
        r = -EIO;
        goto out;
    }
    if (size > limit) {
        r = -EFBIG;
        goto out;
    }
    bytes[size] = 0;
    *bytes_out = bytes;
    *size_out = size;
    bytes = NULL;
out:
    if (bytes)
        sodium_memzero(bytes, size);
    free(bytes);
    if (file)
        fclose(file);
    return r;
}

int stage_write(const char *stage, const char *name, const char *text)
{
    char path[STAGE_PATH], making[STAGE_PATH];
    size_t size = strlen(text);
    int fd = -1, r = stage_path(stage, name, path);

    if (r == 0 && snprintf(making, sizeof(making), "%s.new", path) >= STAGE_PATH)
        r = -ENAMETOOLONG;
    if (r < 0)
        return r;
    fd = open(making, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return -errno;
    ssize_t written = write(fd, text, size);
    if (written < 0)
        r = -errno;
    else if ((size_t)written != size)
        r = -EIO;
    if (close(fd) != 0 && r == 0)
        r = -errno;
    if (r == 0 && rename(making, path) != 0)
        r = -errno;
    if (r < 0)
        unlink(making);
    return r;
}

int stage_remove(const char *stage, const char *name)
{
    char path[STAGE_PATH];
    int r = stage_path(stage, name, path);

    if (r == 0 && unlink(path) != 0 && errno != ENOENT)
        r = -errno;
    return r;
}
