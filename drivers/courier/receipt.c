#include "receipt.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* A totally anti-symmetric quasigroup of order 10 with zeros on the diagonal, so that a number
 * followed by its own check digit ends at 0. */
static const uint8_t damm[10][10] = {
    {0, 3, 1, 7, 5, 9, 8, 6, 4, 2}, {7, 0, 9, 2, 1, 5, 4, 8, 6, 3}, {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
    {1, 7, 5, 0, 9, 8, 3, 4, 2, 6}, {6, 1, 2, 3, 0, 4, 5, 9, 7, 8}, {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
    {5, 8, 6, 9, 7, 2, 0, 1, 3, 4}, {8, 9, 4, 5, 3, 6, 2, 0, 1, 7}, {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
    {2, 5, 8, 1, 4, 3, 6, 7, 9, 0},
};

static uint8_t check(const char *digits)
{
    uint8_t interim = 0;
    for (; *digits; digits++)
        interim = damm[interim][*digits - '0'];
    return interim;
}

static bool digits_only(const char *text, size_t count)
{
    return strlen(text) == count && strspn(text, "0123456789") == count;
}

bool receipt_device_ok(const char *device)
{
    return digits_only(device, RECEIPT_DEVICE - 1);
}

int receipt_write(const char *device, int64_t counter, char number_out[RECEIPT_NUMBER])
{
    char digits[RECEIPT_NUMBER - 1];
    if (!receipt_device_ok(device))
        return -EINVAL;
    if (counter < 1 || counter > RECEIPT_COUNTER_MAX)
        return -ERANGE;
    snprintf(digits, sizeof digits, "%.5s%06u", device, (unsigned)counter % 1000000u);
    snprintf(number_out, RECEIPT_NUMBER, "%s%u", digits, check(digits) % 10u);
    return 0;
}

bool receipt_ok(const char *number)
{
    return digits_only(number, RECEIPT_NUMBER - 1) && check(number) == 0;
}
