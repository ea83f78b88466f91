#include "drivers/card/chip.h"

#include <errno.h>
#include <string.h>

/* Each answer, of the card and of the SAM: a length byte, then as many bytes of the input. */
static struct chip chip;
static size_t left;

static int answer(void *data, const uint8_t *command, size_t n, uint8_t *reply, size_t *reply_size)
{
    const uint8_t **at = data;
    if (!left || !command || !n)
        return -EIO;
    *reply_size = **at < left - 1 ? **at : left - 1;
    memcpy(reply, *at + 1, *reply_size);
    *at += 1 + *reply_size;
    left -= 1 + *reply_size;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size)
        return 0;
    memset(&chip, 0, sizeof chip);
    chip.type_b = *data++ & 1;
    chip.uid_size = chip.type_b ? 0 : 7;
    left = size - 1;
    const struct ektp_link link = {.exchange = answer, .reader = &data};
    chip.card = chip.sam = &link;
    if (!chip_identity(&chip))
        chip_prove(&chip);
    return 0;
}
