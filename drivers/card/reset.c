#include "reset.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/gpio.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define LOW_MS  1  /* 20 ns would do (PN532 data sheet, 12.24) */
#define WAKE_MS 10 /* until the host may speak: 2 ms and the oscillator's start */

static int hold_low(int chip, uint32_t offset)
{
    struct gpio_v2_line_request request = {
        .offsets = {offset},
        .consumer = "kiosk-card",
        .config = {.flags = GPIO_V2_LINE_FLAG_OUTPUT | GPIO_V2_LINE_FLAG_OPEN_DRAIN},
        .num_lines = 1,
    };
    if (ioctl(chip, GPIO_V2_GET_LINE_IOCTL, &request))
        return -errno;
    poll(NULL, 0, LOW_MS);
    close(request.fd); /* an open drain that nobody drives: the board's resistor pulls it up */
    poll(NULL, 0, WAKE_MS);
    return 0;
}

int reset_pulse(const char *line)
{
    char path[PATH_MAX], *end;
    const char *colon = strrchr(line, ':');
    if (!colon || (size_t)(colon - line) >= sizeof path || !colon[1])
        return -EINVAL;
    unsigned long offset = strtoul(colon + 1, &end, 10);
    if (*end || offset >= UINT32_MAX)
        return -EINVAL;
    memcpy(path, line, (size_t)(colon - line));
    path[colon - line] = '\0';
    int chip = open(path, O_RDONLY | O_CLOEXEC);
    if (chip < 0)
        return -errno;
    int result = hold_low(chip, (uint32_t)offset);
    close(chip);
    return result;
}
