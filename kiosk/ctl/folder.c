#include "kiosk/ctl/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WIPE_DEPTH = 4 };

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

static int wipe_file(const char *path, off_t size)
{
    static const char zeros[4096];
    int fd = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC), result = 0;
    if (fd < 0)
        return -errno;
    for (; !result && size > 0; size -= (off_t)sizeof zeros)
        result = write_all(fd, zeros, size < (off_t)sizeof zeros ? (size_t)size : sizeof zeros);
    if (!result && fsync(fd))
        result = -errno;
    close(fd);
    return result ? result : unlink(path) ? -errno : 0;
}

/* `depth`: folders within it are removed too. */
static int wipe_content(const char *path, int depth)
{
    char inner[PATH_MAX];
    struct dirent *entry;
    struct stat st;
    int result = 0;
    DIR *folder = opendir(path);
    if (!folder)
        return -errno;
    while (!result && (entry = readdir(folder))) {
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
            continue;
        if (snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name) >= (int)sizeof inner)
            result = -ENAMETOOLONG;
        else if (lstat(inner, &st))
            result = -errno;
        else if (S_ISREG(st.st_mode))
            result = wipe_file(inner, st.st_size);
        else if (S_ISDIR(st.st_mode))
            result = depth ? wipe_content(inner, depth - 1) : -ELOOP;
        else if (unlink(inner))
            result = -errno;
        if (!result && S_ISDIR(st.st_mode) && rmdir(inner))
            result = -errno;
    }
    closedir(folder);
    return result ? result : sync_folder(path);
}

int folder_wipe(const char *folder, const char *name)
{
    char path[PATH_MAX];
    struct stat st;
    int result;
    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
        return -ENAMETOOLONG;
    if (lstat(path, &st))
        return errno == ENOENT ? 0 : -errno;
    result = S_ISDIR(st.st_mode) ? wipe_content(path, WIPE_DEPTH) : wipe_file(path, st.st_size);
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
