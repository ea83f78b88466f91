/*
 * record: preloaded into a program (LD_PRELOAD), writes down what it does to the files of the
 * folder POWERCUT_FOLDER (absolute), and what it says to the face, into POWERCUT_TRACE. Each is
 * written down once it is done, before the program knows that it is.
 */
#include "drivers/wire.h"
#include "tests/powercut/trace.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static int trace = -1;
static char folder[PATH_MAX];

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("POWERCUT_TRACE"), *watched = getenv("POWERCUT_FOLDER");
    if (!path || !watched)
        return;
    snprintf(folder, sizeof folder, "%s", watched);
    trace = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* The name within the folder; NULL for a path elsewhere. */
static const char *within(const char *path)
{
    size_t length = strlen(folder);
    if (trace < 0 || strncmp(path, folder, length))
        return NULL;
    return path[length] == '/' ? path + length + 1 : path[length] ? NULL : "";
}

static const char *name_of(int fd, char path[PATH_MAX])
{
    char link[64];
    ssize_t size;
    if (trace < 0)
        return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    size = readlink(link, path, PATH_MAX - 1);
    if (size < 0)
        return NULL;
    path[size] = '\0';
    return within(path);
}

/* Relative paths, as the program uses them, too. */
static const char *name_at(const char *given, char path[PATH_MAX])
{
    char parent[PATH_MAX], whole[PATH_MAX];
    const char *slash = strrchr(given, '/');
    if (trace < 0 || !slash)
        return NULL;
    snprintf(parent, sizeof parent, "%.*s", (int)(slash - given), given);
    if (!realpath(parent, whole) ||
        (size_t)snprintf(path, PATH_MAX, "%s%s", whole, slash) >= PATH_MAX)
        return NULL;
    return within(path);
}

static void note(enum trace_what what, const char *name, uint64_t offset, const void *bytes,
                 size_t size)
{
    struct trace_header header = {
        .what = what, .name_size = (uint32_t)strlen(name), .offset = offset, .size = size};
    struct iovec parts[] = {
        {&header, sizeof header}, {(void *)name, header.name_size}, {(void *)bytes, size}};
    int kept = errno;
    if (syscall(SYS_writev, trace, parts, 3) < 0)
        abort();
    errno = kept;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *bytes, size_t size)
{
    char path[PATH_MAX];
    const char *name = name_of(fd, path);
    off_t offset = name ? lseek(fd, 0, SEEK_CUR) : 0;
    ssize_t put = REAL(write)(fd, bytes, size);
    if (name && put > 0)
        note(TRACE_WRITE, name, (uint64_t)offset, bytes, (size_t)put);
    return put;
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset)
{
    char path[PATH_MAX];
    const char *name = name_of(fd, path);
    ssize_t put = REAL(pwrite)(fd, bytes, size, offset);
    if (name && put > 0)
        note(TRACE_WRITE, name, (uint64_t)offset, bytes, (size_t)put);
    return put;
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t offset)
{
    return pwrite(fd, bytes, size, offset);
}

int ftruncate(int fd, off_t size)
{
    char path[PATH_MAX];
    const char *name = name_of(fd, path);
    int result = REAL(ftruncate)(fd, size);
    if (name && !result)
        note(TRACE_TRUNCATE, name, (uint64_t)size, NULL, 0);
    return result;
}

int ftruncate64(int fd, off64_t size)
{
    return ftruncate(fd, size);
}

int fsync(int fd)
{
    char path[PATH_MAX];
    const char *name = name_of(fd, path);
    int result = REAL(fsync)(fd);
    if (name && !result)
        note(TRACE_SYNC, name, 0, NULL, 0);
    return result;
}

int fdatasync(int fd)
{
    return fsync(fd);
}

int rename(const char *from, const char *to)
{
    char path[PATH_MAX], other[PATH_MAX];
    const char *name = name_at(from, path), *new = name_at(to, other);
    int result = REAL(rename)(from, to);
    if (name && new && !result)
        note(TRACE_RENAME, name, 0, new, strlen(new));
    return result;
}

int unlink(const char *given)
{
    char path[PATH_MAX];
    const char *name = name_at(given, path);
    int result = REAL(unlink)(given);
    if (name && !result)
        note(TRACE_UNLINK, name, 0, NULL, 0);
    return result;
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags)
{
    static char packet[WIRE_PACKET_MAX];
    size_t size = 0;
    if (fd == WIRE_FD && trace >= 0) {
        for (size_t i = 0; i < message->msg_iovlen; i++) {
            memcpy(packet + size, message->msg_iov[i].iov_base, message->msg_iov[i].iov_len);
            size += message->msg_iov[i].iov_len;
        }
        note(TRACE_SAID, "", 0, packet, size);
    }
    return REAL(sendmsg)(fd, message, flags);
}
