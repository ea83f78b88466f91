#include "numbers.h"

#include "keyfile.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
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

int numbers_write(const char *path, int64_t number)
{
    char text[TEXT];
    int size = snprintf(text, sizeof text, "%" PRId64 "\n", number);
    return keyfile_put(path, text, (size_t)size);
}
