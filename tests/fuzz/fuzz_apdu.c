#include "drivers/card/ektp.h"

#include <errno.h>
#include <string.h>

/* Each answer of the card: a length byte, then as many bytes of the input. */
static struct ektp_file file;
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
    const struct ektp_link link = {.exchange = answer, .reader = &data};
    uint8_t identifier[EKTP_IDENTIFIER];
    left = size;
    memset(&file, 0, sizeof file);
    if (!ektp_select(&link) && !ektp_identifier(&link, identifier))
        ektp_read(&link, EKTP_PHOTO, &file);
    return 0;
}
