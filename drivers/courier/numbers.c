#include "numbers.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TEXT = 24 };

int numbers_read(const char *path, int64_t *number_out)
{
    char text[TEXT] = "", *end;
    int64_t number;
    ssize_t got;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT) {
        *number_out = 0;
        return 0;
    }
    if (fd < 0)
        return -errno;
    got = read(fd, text, sizeof text - 1);
    close(fd);
    if (got < 0)
        return -EIO;
    number = strtoll(text, &end, 10);
    if (end == text || *end != '\n' || number < 0)
        return -EINVAL;
    *number_out = number;
    return 0;
}

static int write_synced(const char *path, const char *text, size_t size)
{
    int result = 0;
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return -errno;
    ssize_t put = write(fd, text, size);
    if (put < 0)
        result = -errno;
    else if ((size_t)put < size)
        result = -ENOSPC;
    else if (fsync(fd))
        result = -errno;
    close(fd);
    return result;
}

int numbers_write(const char *path, int64_t number)
{
    char text[TEXT], fresh[PATH_MAX], folder[PATH_MAX];
    int size = snprintf(text, sizeof text, "%" PRId64 "\n", number);
    int fd, result;
    if ((size_t)snprintf(fresh, sizeof fresh, "%s.new", path) >= sizeof fresh)
        return -ENAMETOOLONG;
    result = write_synced(fresh, text, (size_t)size);
    if (!result && rename(fresh, path))
        result = -errno;
    if (result) {
        unlink(fresh);
        return result;
    }
    snprintf(folder, sizeof folder, "%s", path);
    fd = open(dirname(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return -errno;
    if (fsync(fd))
        result = -errno;
    close(fd);
    return result;
}
