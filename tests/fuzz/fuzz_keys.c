/* Any bytes as what a courier is set up with: its settings, the service's keys, its numbers. */
#include "drivers/courier/config.h"
#include "drivers/courier/keys.h"
#include "drivers/courier/numbers.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct config config;
    static struct keyset keys;
    char path[32];
    int64_t number;
    int line, fd = memfd_create("input", 0);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (write(fd, data, size) == (ssize_t)size) {
        config_read(path, &config, &line);
        keys_read_service(path, "perlinsos", &keys);
        numbers_read(path, &number);
    }
    close(fd);
    return 0;
}
