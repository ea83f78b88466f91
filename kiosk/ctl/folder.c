#include "kiosk/ctl/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static int sync_folder(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int result = fd < 0 ? -errno : 0;
    if (!result && fsync(fd))
        result = -errno;
    if (fd >= 0)
        close(fd);
    return result;
}

int folder_make(const char *path, mode_t mode)
{
    if (mkdir(path, mode))
        return errno == EEXIST ? 0 : -errno;
    return chmod(path, mode) ? -errno : 0;
}

static int write_all(int fd, const char *bytes, size_t size)
{
    while (size) {
        ssize_t put = write(fd, bytes, size);
        if (put < 0)
            return -errno;
        bytes += put;
        size -= (size_t)put;
    }
    return 0;
}

int folder_put(const char *folder, const char *name, const void *bytes, size_t size, mode_t mode)
{
    char path[PATH_MAX], beside[PATH_MAX];
    struct stat owner;
    int fd = -1, result = 0;
    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path ||
        snprintf(beside, sizeof beside, "%s/.new", folder) >= (int)sizeof beside)
        return -ENAMETOOLONG;
    if (unlink(beside) && errno != ENOENT)
        return -errno;
    fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return -errno;
    result = write_all(fd, bytes, size);
    if (!result && (stat(folder, &owner) || fchown(fd, owner.st_uid, owner.st_gid) ||
                    fchmod(fd, mode) || fsync(fd)))
        result = -errno;
    if (close(fd) && !result)
        result = -errno;
    if (!result && rename(beside, path))
        result = -errno;
    if (result)
        unlink(beside);
    return result ? result : sync_folder(folder);
}

int folder_get(const char *path, void *bytes_out, size_t room, size_t *size_out)
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
