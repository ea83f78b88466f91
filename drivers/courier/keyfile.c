#include "keyfile.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int keyfile_settle(const char *path)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash + 1 - path) : 1,
             slash ? path : ".");
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int result = fd < 0 || fsync(fd) ? -errno : 0;
    if (fd >= 0)
        close(fd);
    return result;
}

int keyfile_put(const char *path, const void *bytes, size_t size)
{
    char beside[PATH_MAX];
    int fd, result = 0;
    if (snprintf(beside, sizeof beside, "%s.new", path) >= (int)sizeof beside)
        return -ENAMETOOLONG;
    if (unlink(beside) && errno != ENOENT)
        return -errno;
    fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return -errno;
    for (size_t done = 0; !result && done < size;) {
        ssize_t put = write(fd, (const char *)bytes + done, size - done);
        if (put < 0)
            result = -errno;
        else
            done += (size_t)put;
    }
    if (!result && fsync(fd))
        result = -errno;
    if (close(fd) && !result)
        result = -errno;
    if (!result && rename(beside, path))
        result = -errno;
    if (result)
        unlink(beside);
    return result ? result : keyfile_settle(path);
}

int keyfile_move(const char *from, const char *to)
{
    return rename(from, to) ? -errno : keyfile_settle(to);
}

int keyfile_get(const char *path, void *bytes_out, size_t room, size_t *size_out)
{
    size_t size = 0;
    ssize_t got = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC), result = 0;
    if (fd < 0)
        return -errno;
    while (size < room && (got = read(fd, (char *)bytes_out + size, room - size)) > 0)
        size += (size_t)got;
    if (got < 0)
        result = -errno;
    else if (size == room && read(fd, &(char){0}, 1) != 0)
        result = -EFBIG;
    close(fd);
    if (!result)
        *size_out = size;
    return result;
}
