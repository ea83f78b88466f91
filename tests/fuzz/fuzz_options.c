/* Any bytes as the kiosk's own settings. */
#include "kiosk/options.h"

#include <getopt.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct options options;
    char path[32];
    optind = 0; /* getopt(3) begins anew */
    int fd = memfd_create("input", 0);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (write(fd, data, size) == (ssize_t)size)
        options_read(3, (char *[]){"kiosk", "-c", path, NULL}, &options);
    close(fd);
    return 0;
}
